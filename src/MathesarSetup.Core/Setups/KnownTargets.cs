using System.Collections.Immutable;
using MathesarSetup.Installations;
using MathesarSetup.Targets;
using MathesarSetup.Targets.Compose;
using MathesarSetup.Targets.Docker;
using MathesarSetup.Targets.Helm;
using MathesarSetup.Targets.Kubernetes;
using MathesarSetup.Targets.Podman;
using MathesarSetup.Targets.Systemd;

namespace MathesarSetup.Setups;

/// <summary>Every way to run Mathesar that this program can write, in the order in which they are offered.</summary>
public static class KnownTargets
{
    public static readonly ImmutableArray<ITarget> All =
    [
        new ComposeTarget(),
        new DockerTarget(),
        new PodmanTarget(),
        new SystemdTarget(),
        new KubernetesTarget(),
        new HelmTarget(),
    ];

    /// <summary>The folders below an install directory in which files lie that a target can read.</summary>
    public static ImmutableArray<string> Folders => [.. All.SelectMany(static t => t.Folders)];

    /// <summary>The names of files that a target reads besides YAML, env files and units.</summary>
    public static ImmutableArray<string> FurtherFiles => [.. All.SelectMany(static t => t.FurtherFiles).Distinct(StringComparer.Ordinal)];

    /// <summary>Files that an installation's files name and that are not among them.</summary>
    public static ImmutableArray<string> Mentioned(ImportRequest request) =>
        [.. All.SelectMany(t => t.Mentions(request)).Distinct(StringComparer.Ordinal)];

    /// <summary>The target with this id, or null.</summary>
    public static ITarget? Find(string id) => All.FirstOrDefault(t => t.Id == id);

    /// <summary>The target that knows best how to read files; null when none does, or none is sure enough.</summary>
    public static ITarget? ReaderOf(ImportRequest request, Recognition atLeast = Recognition.Possible) =>
        All.Select(target => (Target: target, How: target.Knows(request))).Where(t => t.How >= atLeast).OrderByDescending(static t => t.How)
            .FirstOrDefault().Target;
}
