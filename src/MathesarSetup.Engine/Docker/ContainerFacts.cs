using System.Collections.Immutable;

namespace MathesarSetup.Engine.Docker;

/// <summary>A container that the engine has.</summary>
/// <param name="Name">Without the engine's leading slash.</param>
/// <param name="ImageId">The id of the image that it was made from.</param>
/// <param name="Spec">What it was made as. Its environment, command and entry point include what the image brought.</param>
internal sealed record ContainerFacts(string Id, string Name, string ImageId, ContainerSpec Spec, ContainerRun Run, DateTime Created)
{
    public ImmutableSortedDictionary<string, string> Labels => Spec.Labels;

    /// <summary>The value of a variable; null when it is not set.</summary>
    public string? Variable(string name) =>
        Spec.Environment.FirstOrDefault(e => e.StartsWith(name + "=", StringComparison.Ordinal)) is { } entry ? entry[(name.Length + 1)..] : null;
}

/// <summary>How a container is at this moment.</summary>
/// <param name="Running">Whether it runs, paused and restarting ones included.</param>
/// <param name="Restarts">How often the engine started it again by itself.</param>
/// <param name="Started">When it was started last; null for one that never was.</param>
/// <param name="IsHealthy">Whether the engine's own check of it passes.</param>
internal sealed record ContainerRun(bool Running, bool Restarting, long Restarts, long ExitCode, DateTimeOffset? Started, bool IsHealthy)
{
    /// <summary>What the engine's own check of it says, such as <c>starting</c>; empty where there is none.</summary>
    public string Health { get; init; } = "";

    /// <summary>When it ended last; null for one that never did.</summary>
    public DateTimeOffset? Ended { get; init; }
}
