using System.Collections.Immutable;

namespace MathesarSetup.Installations;

/// <summary>What a person changed in one generated service, in the words of a container engine.</summary>
public sealed record ServiceAdditions
{
    private static readonly ImmutableSortedDictionary<string, string?> s_none =
        ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>Variables that are other than generated; null for one that was taken out.</summary>
    public ImmutableSortedDictionary<string, string?> Variables { get; init; } = s_none;

    /// <summary>Labels that are other than generated; null for one that was taken out.</summary>
    public ImmutableSortedDictionary<string, string?> Labels { get; init; } = s_none;

    public ImmutableArray<WrittenPort> Ports { get; init; } = [];

    public ImmutableArray<WrittenPort> TakenPorts { get; init; } = [];

    public ImmutableArray<WrittenMount> Mounts { get; init; } = [];

    public ImmutableArray<WrittenMount> TakenMounts { get; init; } = [];

    /// <summary>Keys with something that is not told here, such as <c>cap_add</c>.</summary>
    public ImmutableArray<string> Others { get; init; } = [];
}

/// <summary>A published TCP port.</summary>
/// <param name="Address">The machine's address; empty for all.</param>
public sealed record WrittenPort(string Address, int Machine, int Inside);

/// <summary>A mount as a file says it.</summary>
/// <param name="Source">A path from <c>/</c> or from the install directory, or the name of a volume in its file.</param>
public sealed record WrittenMount(string Source, string Target, bool ReadOnly)
{
    public bool IsVolume => Source[0] is not ('/' or '.');
}
