using System.Collections.Immutable;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Docker;

/// <summary>A container as it shall be, in the engine's words.</summary>
internal sealed record ContainerSpec
{
    /// <summary>The id of the container that it takes the place of and from which it has all that is not said here; null for a new one.</summary>
    public string? Existing { get; init; }

    /// <summary>What of that container stays although something is said of it here.</summary>
    public ImmutableHashSet<KeptPart> Kept { get; init; } = [];

    public required string Image { get; init; }

    /// <summary>Variables as <c>NAME=value</c>.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    /// <summary>Null leaves the image's own.</summary>
    public ImmutableArray<string>? Command { get; init; }

    /// <summary>Null leaves the image's own.</summary>
    public ImmutableArray<string>? EntryPoint { get; init; }

    public ImmutableArray<PortSpec> Ports { get; init; } = [];

    public ImmutableArray<MountSpec> Mounts { get; init; } = [];

    public HealthProbe? Health { get; init; }

    public int? StopSeconds { get; init; }

    /// <summary>Bytes; null for the engine's default.</summary>
    public long? SharedMemory { get; init; }

    /// <summary>Bytes; null for no limit.</summary>
    public long? Memory { get; init; }

    /// <summary>Billionths of a core; null for no limit.</summary>
    public long? NanoProcessors { get; init; }

    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary>The network of the installation.</summary>
    public required string Network { get; init; }

    /// <summary>Names under which it is found there.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Networks that it joins besides.</summary>
    public ImmutableArray<string> JoinedNetworks { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>A part of a container that may stay as an existing one has it.</summary>
internal enum KeptPart
{
    Command,
    EntryPoint,
    Health,
    StopTime,
    SharedMemory,
    Memory,
    Processors,
    ExtraHosts,
    Networks,
    Restart,
    Logging,
}

/// <summary>A published port. An empty address means every one.</summary>
/// <param name="Machine">The machine's port; 0 for one that the engine chooses, or a range.</param>
internal sealed record PortSpec(string Address, int Machine, int Inside)
{
    public string Protocol { get; init; } = "tcp";

    public override string ToString() => $"{(Address.Length == 0 ? "*" : Address)}:{Machine}->{Inside}";
}

/// <summary>A mount. A source that starts with a slash is a path of the engine's machine, any other is a volume.</summary>
internal sealed record MountSpec(string Source, string Target, bool ReadOnly)
{
    public bool IsVolume => !Source.StartsWith('/');

    /// <summary>Whether it is a volume that nobody gave a name: the engine calls it by 64 hex digits.</summary>
    public bool IsNameless => Source is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower);

    public override string ToString() => $"{Source}:{Target}{(ReadOnly ? ":ro" : "")}";
}
