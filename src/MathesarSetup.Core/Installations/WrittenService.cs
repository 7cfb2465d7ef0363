using System.Collections.Immutable;

namespace MathesarSetup.Installations;

/// <summary>One service as Compose files say it, whole: in the words of a container engine where known, else as the files have it.</summary>
public sealed record WrittenService
{
    private static readonly ImmutableSortedDictionary<string, string> s_none =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Null where it is built, or where no file names it.</summary>
    public string? Image { get; init; }

    public ImmutableSortedDictionary<string, string> Variables { get; init; } = s_none;

    /// <summary>Names of variables that it has, and of which something else gives the value, such as a shell.</summary>
    public ImmutableSortedSet<string> OpenVariables { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Whether it has variables or labels from a file that is not here to be read.</summary>
    public bool HasOpenFile { get; init; }

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = s_none;

    public ImmutableArray<WrittenPort> Ports { get; init; } = [];

    public ImmutableArray<WrittenMount> Mounts { get; init; } = [];

    /// <summary>The service whose network it uses; null for none.</summary>
    public string? NetworkOf { get; init; }

    /// <summary>What is not told above, by its key: texts that are equal where the files say the same.</summary>
    public ImmutableSortedDictionary<string, string> Rest { get; init; } = s_none;

    /// <summary>Whether both are to be had by the same container.</summary>
    public bool SaysTheSameAs(WrittenService other) => Image == other.Image && HasOpenFile == other.HasOpenFile
        && Variables.SequenceEqual(other.Variables) && OpenVariables.SequenceEqual(other.OpenVariables) && Labels.SequenceEqual(other.Labels)
        && Ports.ToHashSet().SetEquals(other.Ports) && Mounts.ToHashSet().SetEquals(other.Mounts) && Rest.SequenceEqual(other.Rest);

    /// <summary>The keys of which the rest is not what another says.</summary>
    public ImmutableArray<string> OtherKeys(WrittenService other) =>
        [.. Rest.Keys.Union(other.Rest.Keys).Where(key => Rest.GetValueOrDefault(key) != other.Rest.GetValueOrDefault(key))
            .Order(StringComparer.Ordinal)];
}

/// <summary>A published TCP port.</summary>
/// <param name="Address">The machine's address; empty for all.</param>
public sealed record WrittenPort(string Address, int Machine, int Inside);

/// <summary>A mount as a file says it.</summary>
/// <param name="Source">A path from <c>/</c> or from the install directory, or the name of a volume in its file.</param>
public sealed record WrittenMount(string Source, string Target, bool ReadOnly)
{
    public bool IsVolume => Source[0] is not ('/' or '.');

    /// <summary>What the engine calls the volume; null for the project's name and the one in its file.</summary>
    public string? VolumeName { get; init; }

    /// <summary>Whether the files say more of the volume than its name, or that it has to be there, so that Compose alone makes it.</summary>
    public bool IsMadeElsewhere { get; init; }
}
