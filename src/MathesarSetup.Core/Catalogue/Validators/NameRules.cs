using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about the installation's name, from which every target makes the names of its things.</summary>
internal static class NameRules
{
    public static IEnumerable<Finding> Check(Answers a)
    {
        var (name, form) = (a.Get(RunSettings.Name), TargetKinds.Of(a).Names);
        var isHeadless = form.StartsWithLetter && char.IsAsciiDigit(name[0]);
        if (form.WhyNoUnderscore is { } reason && (isHeadless || name.Contains('_', StringComparison.Ordinal)))
        {
            yield return Unfit(name, reason, isHeadless ? $"m-{Hyphened(name)}" : Hyphened(name));
        }

        if (form.Parts.FirstOrDefault(part => name.EndsWith(part, StringComparison.Ordinal)) is { } taken)
        {
            yield return Finding.Error("install.name-of-a-part", $"{name} is what a part of an installation named {name[..^taken.Length]} would be called, and each would take the other's place. Choose another name.", RunSettings.Name.Key);
        }
    }

    private static Finding Unfit(string name, string reason, string fit) => Finding.Error("install.unfit-name", $"{reason}, so {name} cannot be this installation's name. Use {fit}.", RunSettings.Name.Key, Fix.To($"Use {fit}", RunSettings.Name.Key, fit));

    private static string Hyphened(string name) => name.Replace('_', '-');
}
