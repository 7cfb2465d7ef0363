using System.Collections.Immutable;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Docker;

/// <summary>A port of the machine that a running container holds.</summary>
/// <param name="Address">The address on which it is open.</param>
internal sealed record HeldPort(string Id, string Container, ListenAddress Address, int Port)
{
    /// <summary>Whether a port cannot be opened while this one is held.</summary>
    public bool IsInTheWayOf(ListenAddress address, int port) => Port == port && Address.Overlaps(address);

    /// <summary>The container's labels.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;
}
