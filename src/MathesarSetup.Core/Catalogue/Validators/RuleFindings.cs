using System.Collections.Immutable;
using FluentValidation;
using FluentValidation.Results;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>How a rule over answers says its finding: FluentValidation carries code, severity and fix, and gives them back.</summary>
/// <remarks>Rules are for <c>a => a</c>, the one expression that FluentValidation compiles once and not for every rule.</remarks>
internal static class RuleFindings
{
    /// <summary>What is said where the rule does not hold. Its words are no template: braces stay what they are.</summary>
    /// <param name="message">The words of this case; null for the kind's own sentence.</param>
    public static IRuleBuilderOptions<Answers, Answers> Says(
        this IRuleBuilderOptions<Answers, Answers> rule,
        FindingKind kind,
        Setting about,
        Func<Answers, string>? message = null,
        Func<Answers, Fix?>? fix = null,
        Func<Answers, Fix?>? otherFix = null) => rule
        .Configure(configured => configured.MessageBuilder = context => message?.Invoke(context.InstanceToValidate) ?? kind.Sentence)
        .OverridePropertyName(about.Key)
        .WithErrorCode(kind.Code)
        .WithSeverity(Weight(kind))
        .WithState(answers => new Said(kind, fix?.Invoke(answers), otherFix?.Invoke(answers)));

    /// <summary>Says a finding about something that may stand several times.</summary>
    public static void Say(this ValidationContext<Answers> context, Finding finding) =>
        context.AddFailure(new ValidationFailure(finding.Key, finding.Message)
        {
            ErrorCode = finding.Code,
            Severity = Weight(finding.Kind),
            CustomState = new Said(finding.Kind, finding.Fix, finding.OtherFix),
        });

    public static ImmutableArray<Finding> Findings(this IValidator<Answers> validator, Answers answers) =>
        [.. validator.Validate(answers).Errors.Select(FindingOf)];

    private static Finding FindingOf(ValidationFailure failure)
    {
        var said = (Said)failure.CustomState;
        return said.Kind.Say(failure.ErrorMessage, failure.PropertyName, said.Fix) with { OtherFix = said.OtherFix };
    }

    private static FluentValidation.Severity Weight(FindingKind kind) => kind.Severity switch
    {
        MathesarSetup.Findings.Severity.Error => FluentValidation.Severity.Error,
        MathesarSetup.Findings.Severity.Warning => FluentValidation.Severity.Warning,
        _ => FluentValidation.Severity.Info,
    };

    private sealed record Said(FindingKind Kind, Fix? Fix, Fix? OtherFix);
}
