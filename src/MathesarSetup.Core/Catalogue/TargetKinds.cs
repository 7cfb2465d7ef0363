using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>Every way to run Mathesar that can be answered.</summary>
public static class TargetKinds
{
    public static readonly TargetKind Compose = new("compose", "Docker Compose", "Two files that you can read, and the commands you know.")
    {
        Engine = ContainerEngine.Docker,
        Names = new NameForm { Parts = [] },
        KeepsNames = true,
    };

    public static readonly TargetKind Docker = new("docker", "Docker without Compose",
        "One script, run.sh, that calls docker; nothing else is needed.")
    {
        Engine = ContainerEngine.Docker,
        KeepsNames = true,
    };

    public static readonly TargetKind Podman = new("podman", "Podman",
        "Units that systemd starts with the machine: no daemon, and no root unless you want it.")
    {
        Engine = ContainerEngine.Podman,
        Names = new NameForm { WhyNoUnderscore = "With Podman an underscore stands between the installation's name and its part's", Parts = [] },
        HostGateway = "host.containers.internal",
        TellsLowPorts = true,
    };

    public static readonly TargetKind Systemd = new("systemd", "systemd, without containers",
        "Mathesar's official release as a service of this machine, or of one user without root.")
    {
        Home = TargetHome.Host,
    };

    public static readonly TargetKind Kubernetes = new("kubernetes", "Kubernetes",
        "Plain manifests for kubectl apply -k, when one machine is no longer enough.")
    {
        Home = TargetHome.Cluster,
        Names = ClusterNames,
    };

    public static readonly TargetKind Helm = new("helm", "Helm",
        "A chart with your values: Kubernetes, for those who upgrade and roll back with Helm.")
    {
        Home = TargetHome.Cluster,
        Names = ClusterNames,
    };

    /// <summary>In the order in which they are offered; the first is what is chosen for somebody who does not choose.</summary>
    public static readonly ImmutableArray<TargetKind> All = [Compose, Docker, Podman, Systemd, Kubernetes, Helm];

    private static NameForm ClusterNames => new()
    {
        WhyNoUnderscore = "Kubernetes' Services are named by lower-case letters, digits and hyphens, and start with a letter",
        StartsWithLetter = true,
        Parts = ["-db", "-db-rw", "-db-ro", "-db-r", "-scripts", "-tls", "-database-ca", "-answers"],
    };

    /// <summary>The way with this id, or null.</summary>
    public static TargetKind? Find(string id) => All.FirstOrDefault(kind => kind.Id == id);

    /// <summary>The way that the answers chose.</summary>
    public static TargetKind Of(Answers answers) => Find(answers.Get(RunSettings.Target)) ?? All[0];
}
