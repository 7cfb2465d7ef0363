using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Apply;

/// <summary>What was made from a directory in one place: an engine, a user's systemd, a machine, a cluster.</summary>
/// <param name="Identity">What tells the place from others.</param>
/// <param name="Shown">What it is called on the screen.</param>
/// <param name="Volumes">The volumes that were made there: no others are this directory's to remove.</param>
internal sealed record MarkedEngine(string Identity, string Shown, IReadOnlyList<string> Volumes);

/// <summary>
/// What binds things in an engine to the directory that they were made from: a random name that they carry. A copy of the directory has the same
/// name and is not the directory, so where it lies and what it is on its disk belong to it too.
/// </summary>
internal sealed record InstallationMark
{
    private static readonly StateFile<InstallationMark> s_file = new(StateFolder.Mark, InstallationMarkJson.Default.InstallationMark);

    public int Schema { get; init; } = 1;

    /// <summary>The name that the things carry.</summary>
    public required string Id { get; init; }

    /// <summary>Where the directory lies, without links, as the engine's machine has it.</summary>
    public required string Directory { get; init; }

    /// <summary>What tells the state folder from its copies; empty where the system does not say.</summary>
    public required string Folder { get; init; }

    public IReadOnlyList<MarkedEngine> Engines { get; init; } = [];

    /// <summary>Null where there is none that can be read: then nothing is known to be of this directory.</summary>
    public static InstallationMark? Load(Disk disk)
    {
        try
        {
            return s_file.Load(disk) is { Id.Length: > 0, Directory.Length: > 0, Engines: not null } mark ? mark : null;
        }
        catch (FindingException)
        {
            return null;
        }
    }

    /// <summary>The mark for a run, which is to make these volumes; it is written before they are made.</summary>
    public static InstallationMark For(Disk disk, ApplyRequest request, IEnumerable<string> volumes) =>
        For(disk, request.PathOnEngine(RealPath.Of(disk.Root)), request.Engine.Identity, request.Engine.Shown, volumes);

    /// <summary>The same in a place of another kind.</summary>
    /// <param name="directory">Where the install directory lies, without links, as the place's machine has it.</param>
    /// <param name="identity">What tells the place from others.</param>
    /// <param name="shown">What it is called on the screen.</param>
    public static InstallationMark For(Disk disk, string directory, string identity, string shown, IEnumerable<string> volumes)
    {
        var known = Load(disk);
        // A directory that was only moved is itself still; what is a copy makes things of its own.
        var mark = known is { Folder.Length: > 0 } && known.Folder == FolderOf(disk) ? known with { Directory = directory } : New(disk, directory);
        mark = mark.With(identity, shown, volumes);
        if (mark != known)
        {
            s_file.Save(disk, mark);
        }

        return mark;
    }

    /// <summary>Whether this directory is the very one that the mark was written in, and no copy of it, and has not been moved.</summary>
    /// <param name="directory">Where it lies, without links, as the engine's machine has it.</param>
    public bool Binds(Disk disk, string directory) => Folder.Length > 0 && Folder == FolderOf(disk) && Directory == directory;

    /// <summary>What was made in a place; null where nothing is known to be.</summary>
    public MarkedEngine? In(string identity) => identity.Length > 0 ? Engines.FirstOrDefault(e => e.Identity == identity) : null;

    private static InstallationMark New(Disk disk, string directory) =>
        new() { Id = Guid.NewGuid().ToString("n"), Directory = directory, Folder = FolderOf(disk) };

    private InstallationMark With(string identity, string shown, IEnumerable<string> volumes)
    {
        var known = In(identity);
        string[] made = [.. (known?.Volumes ?? []).Union(volumes, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return known is not null && made.SequenceEqual(known.Volumes, StringComparer.Ordinal) ? this
            : this with { Engines = [.. Engines.Where(e => e.Identity != identity), new(identity, shown, made)] };
    }

    private static string FolderOf(Disk disk) => LibC.IdentityOf(disk.Full(StateFolder.Name)) ?? "";
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InstallationMark))]
internal sealed partial class InstallationMarkJson : JsonSerializerContext;
