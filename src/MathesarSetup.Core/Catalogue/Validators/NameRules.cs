using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about the installation's name, from which every target makes the names of its things.</summary>
internal static class NameRules
{
    // What belongs to an installation is called after it, with one of these behind its name; in a cluster more does.
    private static readonly string[] s_parts = ["-db", "-proxy"];
    private static readonly string[] s_clusterParts = ["-db", "-db-rw", "-db-ro", "-db-r", "-scripts", "-tls", "-database-ca", "-answers"];

    public static IEnumerable<Finding> Check(Answers a)
    {
        var (name, target) = (a.Get(RunSettings.Name), a.Get(RunSettings.Target));
        if (KubernetesSettings.IsCluster(a) && (name.Contains('_', StringComparison.Ordinal) || char.IsAsciiDigit(name[0])))
        {
            yield return Unfit(name, "Kubernetes' Services are named by lower-case letters, digits and hyphens, and start with a letter", char.IsAsciiDigit(name[0]) ? $"m-{Hyphened(name)}" : Hyphened(name));
        }
        else if (target == "podman" && name.Contains('_', StringComparison.Ordinal))
        {
            yield return Unfit(name, "With Podman an underscore stands between the installation's name and its part's", Hyphened(name));
        }

        if (target is not ("compose" or "podman") && Array.Find(KubernetesSettings.IsCluster(a) ? s_clusterParts : s_parts, part => name.EndsWith(part, StringComparison.Ordinal)) is { } taken)
        {
            yield return Finding.Error("install.name-of-a-part", $"{name} is what a part of an installation named {name[..^taken.Length]} would be called, and each would take the other's place. Choose another name.", RunSettings.Name.Key);
        }
    }

    private static Finding Unfit(string name, string reason, string fit) => Finding.Error("install.unfit-name", $"{reason}, so {name} cannot be this installation's name. Use {fit}.", RunSettings.Name.Key, Fix.To($"Use {fit}", RunSettings.Name.Key, fit));

    private static string Hyphened(string name) => name.Replace('_', '-');
}
