using System.Collections.Immutable;
using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>What must hold between answers. A single answer's form is its codec's business.</summary>
public sealed class AnswersValidator : AbstractValidator<Answers>
{
    private static readonly AnswersValidator s_made = new();

    // In the order of the steps.
    private AnswersValidator()
    {
        Include(new NameValidator());
        Include(new ReleaseValidator());
        Include(new AccessValidator());
        Include(new ProxyValidator());
        Include(new DatabaseValidator());
        Include(new SecretValidator());
        Include(new SsoValidator());
        Include(new FileStorageValidator());
        Include(new TuningValidator());
        Include(new KubernetesValidator());
        Include(new TargetValidator());
    }

    /// <summary>Every finding about answers that can each be read.</summary>
    public static ImmutableArray<Finding> Check(Answers answers) => s_made.Findings(answers);
}
