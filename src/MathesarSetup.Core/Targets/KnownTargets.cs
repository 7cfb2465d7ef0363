using System.Collections.Immutable;

namespace MathesarSetup.Targets;

/// <summary>Every way to run Mathesar that this program can write, in the order in which they are offered.</summary>
public static class KnownTargets
{
    public static readonly ImmutableArray<ITarget> All =
    [
        new Compose.ComposeTarget(),
        new Docker.DockerTarget(),
        new Podman.PodmanTarget(),
        new Systemd.SystemdTarget(),
        new Kubernetes.KubernetesTarget(),
        new Helm.HelmTarget(),
    ];

    /// <summary>The target with this id, or null.</summary>
    public static ITarget? Find(string id) => All.FirstOrDefault(t => t.Id == id);
}
