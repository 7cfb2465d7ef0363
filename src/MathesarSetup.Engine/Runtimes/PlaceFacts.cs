using System.Collections.Immutable;

namespace MathesarSetup.Engine.Runtimes;

/// <summary>What is to be known of a place before something is installed in it.</summary>
/// <param name="Product">Such as <c>Docker Engine</c>.</param>
/// <param name="Version">Its own version.</param>
/// <param name="Address">Where it is: a socket, a directory.</param>
/// <param name="IsRootless">Whether it works without the rights of root.</param>
/// <param name="Architecture">The processor as images name it.</param>
/// <param name="FreeBytes">Bytes free where it keeps images and data; null where that cannot be seen.</param>
public sealed record PlaceFacts(string Product, string Version, string Address, bool IsRootless, string Architecture, long? FreeBytes)
{
    /// <summary>The user whose services they are; null where the place has no users.</summary>
    public string? User { get; init; }

    /// <summary>Whether what runs there goes on after that user's last logout, and starts with the machine.</summary>
    public bool Lingers { get; init; }

    /// <summary>The units that systemd will know; none where it has no part in it.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>What is to be known of a cluster before anything is sent; null where the place is none.</summary>
    public ClusterFacts? Cluster { get; init; }
}

/// <summary>Where in a cluster something is installed, and as whom.</summary>
/// <param name="Context">The context of the kubeconfig.</param>
/// <param name="User">The name under which the kubeconfig keeps the login.</param>
/// <param name="Program">The program that logs in, which is run only when somebody agreed; null for none.</param>
public sealed record ClusterFacts(string Context, string Namespace, string User, string? Program)
{
    /// <summary>The contexts of the kubeconfig that lead to a cluster.</summary>
    public ImmutableArray<string> Contexts { get; init; } = [];
}
