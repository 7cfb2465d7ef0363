using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>A way to run Mathesar, as it is offered and answered; what it does stands in its folder below Targets.</summary>
/// <param name="Id">What <c>--target</c> calls it.</param>
/// <param name="Consequence">What choosing it means, in one line.</param>
/// <param name="Home">What runs Mathesar there.</param>
public sealed record TargetKind(string Id, string Title, string Consequence, TargetHome Home = TargetHome.Containers);

/// <summary>What runs Mathesar.</summary>
public enum TargetHome
{
    /// <summary>Containers of one machine.</summary>
    Containers,

    /// <summary>Programs of the machine itself.</summary>
    Host,

    /// <summary>A Kubernetes cluster.</summary>
    Cluster,
}

/// <summary>Every way to run Mathesar that can be answered, in the order in which they are offered.</summary>
public static class TargetKinds
{
    public static readonly TargetKind Compose = new("compose", "Docker Compose", "Two files that you can read, and the commands you know.");

    public static readonly TargetKind Docker = new("docker", "Docker without Compose", "One script, run.sh, that calls docker; nothing else is needed.");

    public static readonly TargetKind Podman = new("podman", "Podman",
        "Units that systemd starts with the machine: no daemon, and no root unless you want it.");

    public static readonly TargetKind Systemd = new("systemd", "systemd, without containers",
        "Mathesar's official release as a service of this machine, or of one user without root.", TargetHome.Host);

    public static readonly TargetKind Kubernetes = new("kubernetes", "Kubernetes",
        "Plain manifests for kubectl apply -k, when one machine is no longer enough.", TargetHome.Cluster);

    public static readonly TargetKind Helm = new("helm", "Helm",
        "A chart with your values: Kubernetes, for those who upgrade and roll back with Helm.", TargetHome.Cluster);

    public static readonly ImmutableArray<TargetKind> All = [Compose, Docker, Podman, Systemd, Kubernetes, Helm];

    /// <summary>The way with this id, or null.</summary>
    public static TargetKind? Find(string id) => All.FirstOrDefault(kind => kind.Id == id);
}
