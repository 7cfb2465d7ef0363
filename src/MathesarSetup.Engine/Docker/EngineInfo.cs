namespace MathesarSetup.Engine.Docker;

/// <summary>An engine that answers, and what it says of itself.</summary>
public sealed record EngineInfo
{
    /// <summary>Where it listens, such as <c>unix:///var/run/docker.sock</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>What led to it, such as <c>DOCKER_HOST</c> or <c>the socket of rootless Docker</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The name of the machine that it runs on.</summary>
    public required string Name { get; init; }

    /// <summary>Such as <c>Docker Engine</c>, <c>Docker Desktop</c> or <c>Podman</c>.</summary>
    public required string Product { get; init; }

    /// <summary>Its own version, such as <c>28.2.2</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The version of the Docker Engine API that it speaks.</summary>
    public required Version ApiVersion { get; init; }

    /// <summary>Whether it runs without the rights of root.</summary>
    public required bool IsRootless { get; init; }

    /// <summary>Whether it is Podman behind Docker's API.</summary>
    public required bool IsPodman { get; init; }

    /// <summary>The processor as images name it: amd64, arm64, ...</summary>
    public required string Architecture { get; init; }

    /// <summary>Where it keeps images and volumes.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>Bytes free there; null where this process cannot see that disk.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>The version of Linux's control groups that it uses, 1 or 2; empty where it does not tell.</summary>
    public string CgroupVersion { get; init; } = "";

    /// <summary>Whether it can limit what memory and processors a container takes.</summary>
    public bool LimitsResources { get; init; } = true;

    /// <summary>Whether the users of a container have numbers of their own; an image of several users cannot be unpacked without.</summary>
    public bool MapsUsers { get; init; } = true;

    /// <summary>What tells it from every other engine, whatever leads to it; empty where it does not tell.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Whether it listens on a socket file, and so runs on this machine or mounts its directories.</summary>
    public bool IsLocal => Endpoint.Scheme == "unix";

    /// <summary>Where it listens, for the screen.</summary>
    public string Shown => EngineAddress.Shown(Endpoint.ToString());

    public override string ToString() => $"{Product} {Version}{(IsRootless ? ", rootless" : "")} at {Shown} ({Architecture})";
}
