using System.Collections.Immutable;
using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>What an imported installation calls things, where a target gives everything names and places of its own.</summary>
public sealed class KeptValidator : AbstractValidator<Answers>
{
    private static readonly KeptValidator s_made = new();

    private KeptValidator()
    {
        foreach (var setting in KeptSettings.All.Where(static s => s != KeptSettings.Imported))
        {
            RuleFor(a => a).Must(a => !a.IsAnswered(setting))
                .Says(TargetFinding.NotHonoured, setting,
                    _ => $"{setting.Title} of the imported installation cannot be the same here: this way to run Mathesar has names and places "
                        + $"of its own. Copy the data over, or run it with {Keeping.Title}.",
                    static _ => Fix.To($"Use {Keeping.Title}", RunSettings.Target, Keeping.Id));
        }
    }

    private static TargetKind Keeping => TargetKinds.All.First(static kind => kind.KeepsNames);

    /// <summary>What cannot stay; nothing where the files do, and with them every name.</summary>
    public static ImmutableArray<Finding> Check(Answers answers) => LayoutSettings.IsInPlace(answers) ? [] : s_made.Findings(answers);
}
