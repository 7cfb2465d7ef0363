using System.Collections.Immutable;

namespace MathesarSetup.Engine.Apply;

/// <summary>The losses that somebody accepted, each by its name: nothing else accepts them.</summary>
/// <param name="LostConnections">Whether the connections stored in Mathesar may have to be entered again.</param>
/// <param name="Changes">The parts of containers that may change though nothing explains it.</param>
public sealed record Acceptance(bool LostConnections, ImmutableHashSet<ContainerPart> Changes)
{
    public static readonly Acceptance None = new(false, []);

    /// <summary>Whether fields of a cluster's objects that others set may be replaced.</summary>
    public bool OthersFields { get; init; }

    /// <summary>The context of the kubeconfig whose cluster is meant; null where nobody named one.</summary>
    public string? Context { get; init; }

    /// <summary>Whether the program may be run by which a kubeconfig logs in.</summary>
    public bool LoginProgram { get; init; }
}
