using System.Collections.Immutable;
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

    /// <summary>The target with this id, or null.</summary>
    public static ITarget? Find(string id) => All.FirstOrDefault(t => t.Id == id);
}
