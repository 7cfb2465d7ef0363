using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The installation's name, from which every target makes the names of its things.</summary>
internal sealed class NameValidator : AbstractValidator<Answers>
{
    public NameValidator()
    {
        RuleFor(a => a).Must(static a => !IsHeadless(a) && !Name(a).Contains('_', StringComparison.Ordinal))
            .When(static a => Form(a).WhyNoUnderscore is not null)
            .Says(NameFinding.UnfitName, RunSettings.Name,
                static a => $"{Form(a).WhyNoUnderscore}, so {Name(a)} cannot be this installation's name. Use {Fitting(a)}.",
                static a => Fix.To($"Use {Fitting(a)}", RunSettings.Name, Fitting(a)));

        RuleFor(a => a).Must(static a => Part(a) is null)
            .Says(NameFinding.NameOfAPart, RunSettings.Name,
                static a => $"{Name(a)} is what a part of an installation named {Name(a)[..^Part(a)!.Length]} would be called, and each would "
                    + "take the other's place. Choose another name.");
    }

    private static string Name(Answers a) => a.Get(RunSettings.Name);

    private static NameForm Form(Answers a) => TargetKinds.Of(a).Names;

    private static string? Part(Answers a) => Form(a).Parts.FirstOrDefault(part => Name(a).EndsWith(part, StringComparison.Ordinal));

    private static bool IsHeadless(Answers a) => Form(a).StartsWithLetter && char.IsAsciiDigit(Name(a)[0]);

    private static string Fitting(Answers a) => (IsHeadless(a) ? "m-" : "") + Name(a).Replace('_', '-');
}
