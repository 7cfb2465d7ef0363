using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The installation's name, from which every target makes the names of its things.</summary>
internal sealed class NameValidator : AbstractValidator<Answers>
{
    // What belongs to an installation is called after it, with one of these behind its name; in a cluster more does.
    private static readonly string[] s_parts = ["-db", "-proxy"];
    private static readonly string[] s_clusterParts = ["-db", "-db-rw", "-db-ro", "-db-r", "-scripts", "-tls", "-database-ca", "-answers"];

    public NameValidator()
    {
        RuleFor(a => a).Must(static a => !Name(a).Contains('_', StringComparison.Ordinal) && !char.IsAsciiDigit(Name(a)[0]))
            .When(KubernetesSettings.IsCluster)
            .Says(NameFinding.UnfitName, RunSettings.Name,
                static a => Unfit(
                    a, "Kubernetes' Services are named by lower-case letters, digits and hyphens, and start with a letter", ForCluster(a)),
                static a => Fit(ForCluster(a)));

        RuleFor(a => a).Must(static a => !Name(a).Contains('_', StringComparison.Ordinal))
            .When(static a => a.Get(RunSettings.Target) == "podman")
            .Says(NameFinding.UnfitName, RunSettings.Name,
                static a => Unfit(a, "With Podman an underscore stands between the installation's name and its part's", Hyphened(a)),
                static a => Fit(Hyphened(a)));

        RuleFor(a => a).Must(static a => Part(a) is null)
            .When(static a => a.Get(RunSettings.Target) is not ("compose" or "podman"))
            .Says(NameFinding.NameOfAPart, RunSettings.Name,
                static a => $"{Name(a)} is what a part of an installation named {Name(a)[..^Part(a)!.Length]} would be called, and each would "
                    + "take the other's place. Choose another name.");
    }

    private static string Name(Answers a) => a.Get(RunSettings.Name);

    private static string? Part(Answers a) =>
        Array.Find(KubernetesSettings.IsCluster(a) ? s_clusterParts : s_parts, part => Name(a).EndsWith(part, StringComparison.Ordinal));

    private static string Unfit(Answers a, string reason, string fit) => $"{reason}, so {Name(a)} cannot be this installation's name. Use {fit}.";

    private static Fix Fit(string fit) => Fix.To($"Use {fit}", RunSettings.Name, fit);

    private static string ForCluster(Answers a) => char.IsAsciiDigit(Name(a)[0]) ? $"m-{Hyphened(a)}" : Hyphened(a);

    private static string Hyphened(Answers a) => Name(a).Replace('_', '-');
}
