namespace MathesarSetup.Catalogue;

/// <summary>
/// A way to run Mathesar, as it is offered and answered, with what the questions and their rules have to know of it; what it does stands in its
/// folder below Targets.
/// </summary>
/// <param name="Id">What <c>--target</c> calls it.</param>
/// <param name="Consequence">What choosing it means, in one line.</param>
public sealed record TargetKind(string Id, string Title, string Consequence)
{
    /// <summary>What runs Mathesar there.</summary>
    public TargetHome Home { get; init; } = TargetHome.Containers;

    /// <summary>The engine of this machine that its containers run in.</summary>
    public ContainerEngine Engine { get; init; } = ContainerEngine.None;

    /// <summary>Which names an installation may have there.</summary>
    public NameForm Names { get; init; } = new();

    /// <summary>Whether an imported installation keeps the names of its services and the places of its data there.</summary>
    public bool KeepsNames { get; init; }

    /// <summary>What containers call this machine in its files, where that is not Docker's name for it.</summary>
    public string? HostGateway { get; init; }

    /// <summary>Whether it has more to say about ports below 1024 than the common rule.</summary>
    public bool TellsLowPorts { get; init; }

    /// <summary>
    /// Whether its containers are made through Docker's API, by which <c>mathesar-setup apply</c> changes passwords in the database and in Mathesar
    /// too.
    /// </summary>
    public bool IsMadeByApi => Engine is ContainerEngine.Docker;
}

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

/// <summary>The engine of a machine that runs containers.</summary>
public enum ContainerEngine
{
    None,
    Docker,
    Podman,
}
