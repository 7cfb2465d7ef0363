using System.Collections.Immutable;

namespace MathesarSetup.Engine.Docker;

/// <summary>A port of the machine that a running container holds.</summary>
/// <param name="Address">The address on which it is open; empty or a wildcard for every one.</param>
internal sealed record HeldPort(string Id, string Container, string Address, int Port)
{
    /// <summary>The container's labels.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;
}
