using System.Collections.Immutable;

namespace MathesarSetup.Targets;

/// <summary>What a target puts into a cluster of Kubernetes, for who does it without typing its commands.</summary>
public sealed record ClusterSet
{
    /// <summary>Where all of it stands.</summary>
    public required string Namespace { get; init; }

    /// <summary>What the installation is called there: its Deployment and its Service.</summary>
    public required string Name { get; init; }

    /// <summary>The manifests, by their paths in the install directory, in the order in which they are read.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>The Secret that holds the key with which Mathesar encrypts.</summary>
    public required string Secret { get; init; }

    /// <summary>Secrets of somebody else's that have to be there.</summary>
    public required ImmutableArray<string> Needed { get; init; }

    /// <summary>A ConfigMap with the certificate of the database's authority, and the file of this machine that has it; null for none.</summary>
    public required (string Name, string File)? Authority { get; init; }

    /// <summary>Whether the database is made with it.</summary>
    public required bool MakesData { get; init; }

    /// <summary>Whether a way leads in from outside of the cluster.</summary>
    public required bool HasDoor { get; init; }

    /// <summary>What runs, in the order in which it starts.</summary>
    public required ImmutableArray<ClusterWorkload> Workloads { get; init; }
}

/// <summary>What makes the pods of one service.</summary>
/// <param name="Service">The name that the other services call it by.</param>
/// <param name="Container">The container that serves.</param>
public sealed record ClusterWorkload(string ApiVersion, string Kind, string Name, string Service, string Container, bool IsMathesar);
