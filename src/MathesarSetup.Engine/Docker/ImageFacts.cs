using System.Collections.Immutable;

namespace MathesarSetup.Engine.Docker;

/// <summary>An image that the engine has.</summary>
/// <param name="Architecture">The processor that it was built for; empty when it does not say.</param>
/// <param name="Environment">The variables that it brings, as <c>NAME=value</c>.</param>
internal sealed record ImageFacts(string Id, string Architecture, ImmutableArray<string> Environment)
{
    public ImmutableArray<string> EntryPoint { get; init; } = [];

    public ImmutableArray<string> Command { get; init; } = [];
}

/// <summary>One message of a pull.</summary>
/// <param name="Layer">The layer's short id; the tag or nothing for messages on the whole.</param>
/// <param name="Done">Bytes that are there; null where the message counts nothing.</param>
internal sealed record PullMessage(string Layer, string Status, long? Done, long? Total, string? Error);
