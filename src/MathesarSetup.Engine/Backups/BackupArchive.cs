using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Backups;

/// <summary>
/// An archive of a backup, as it lies there. That it opens means that its names are as they should be and that it is as long as it should be; that it
/// is whole, <see cref="BackupCheck"/> alone tells.
/// </summary>
internal sealed class BackupArchive
{
    /// <summary>The last entry: the hashes of all others, as <c>sha256sum --check</c> reads them.</summary>
    public const string Sums = "SHA256SUMS";

    // A manifest of a thousand databases with long names is far smaller.
    private const int LargestManifest = 64 * 1024 * 1024;

    private readonly Dictionary<string, (long At, long Length)> _entries;

    private BackupArchive(string path, long size, BackupManifest manifest, Dictionary<string, (long At, long Length)> entries) =>
        (Path, Size, Manifest, _entries) = (path, size, manifest, entries);

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public long Size { get; }

    public BackupManifest Manifest { get; }

    /// <summary>Opens one, or says why it cannot be used.</summary>
    public static (BackupArchive? Archive, Finding? Problem) Open(string path)
    {
        try
        {
            if (!File.Exists(path) || LibC.IsSpecial(path))
            {
                return (null,
                    BackupFinding.NoBackup.Say($"There is no file {path}. `mathesar-setup backups` lists those there are.") with { File = path });
            }

            using var file = Open(path, FileOptions.None);
            return Index(path, file);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or NotSupportedException or FormatException
            or ArgumentException)
        {
            return (null, ManifestJson.NoBackup(path));
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return (null, BackupFinding.Unreadable.Say($"The backup cannot be read: {FileWords.Why(problem)}.") with { File = path });
        }
    }

    public static Finding Damaged(string path, string why) =>
        BackupFinding.Damaged.Say($"It is not as it was written: {why}. Nothing of it can be relied on. Use another backup.") with { File = path };

    /// <summary>The bytes of a part as they lie in the archive.</summary>
    public Stream OpenStored(BackupPart part) => OpenEntry(part.Path);

    /// <summary>The bytes of a part as they were before they were packed.</summary>
    public Stream OpenPlain(BackupPart part) => new GZipStream(OpenStored(part), CompressionMode.Decompress);

    /// <summary>A small part as text.</summary>
    public async Task<string> ReadTextAsync(BackupPart part, CancellationToken cancellation)
    {
        using var reader = new StreamReader(OpenPlain(part));
        return await reader.ReadToEndAsync(cancellation);
    }

    internal Stream OpenEntry(string name) =>
        new ArchivePiece(Open(Path, FileOptions.SequentialScan), _entries[name].At, _entries[name].Length);

    private static FileStream Open(string path, FileOptions options) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, options);

    private static (BackupArchive? Archive, Finding? Problem) Index(string path, FileStream file)
    {
        var entries = new Dictionary<string, (long At, long Length)>(StringComparer.Ordinal);
        BackupManifest? manifest = null;
        using var tar = new TarReader(file, leaveOpen: true);
        while (Next(tar, isFirst: manifest is null) is { } entry)
        {
            if (Refused(entry, entries.Keys) is { } why)
            {
                return (null, Damaged(path, why));
            }

            entries.Add(entry.Name, (entry.DataOffset, entry.Length));
            if (entry.DataOffset + entry.Length > file.Length)
            {
                return (null, Damaged(path, "it was cut off"));
            }

            if (manifest is null)
            {
                (manifest, var problem) = Manifested(entry, path);
                if (problem is not null)
                {
                    return (null, problem);
                }
            }
        }

        return manifest is null ? (null, ManifestJson.NoBackup(path)) : Wrong(manifest, entries) is { } wrong ? (null, Damaged(path, wrong))
            : (new BackupArchive(System.IO.Path.GetFullPath(path), file.Length, manifest, entries), null);
    }

    // Behind a manifest that can be read, what cannot be read is damage.
    private static TarEntry? Next(TarReader tar, bool isFirst)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception problem) when (!isFirst && problem is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    private static string? Refused(TarEntry entry, Dictionary<string, (long At, long Length)>.KeyCollection known) =>
        entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) ? "an entry is no file"
        : !RelativePath.IsCanonical(entry.Name) ? "the name of an entry leads out of it"
        : known.Contains(entry.Name) ? "two entries have one name" : null;

    private static (BackupManifest? Manifest, Finding? Problem) Manifested(TarEntry first, string path)
    {
        if (first.Name != BackupManifest.FileName || first.Length > LargestManifest || first.DataStream is not { } data)
        {
            return (null, ManifestJson.NoBackup(path));
        }

        var content = new byte[first.Length];
        data.ReadExactly(content);
        return ManifestJson.Read(content, path);
    }

    private static string? Wrong(BackupManifest manifest, Dictionary<string, (long At, long Length)> entries)
    {
        ImmutableHashSet<string> named = [BackupManifest.FileName, Sums, .. manifest.Parts.Select(static p => p.Path)];
        return named.Count != manifest.Parts.Length + 2 ? "its manifest names a part twice"
            : named.FirstOrDefault(n => !entries.ContainsKey(n)) is { } missing ? $"{missing} is missing, so it was cut off"
            : entries.Keys.FirstOrDefault(n => !named.Contains(n)) is { } more ? $"{more} does not belong to it"
            : manifest.Parts.FirstOrDefault(p => entries[p.Path].Length != p.Size) is { } other ? $"{other.Path} has another size" : null;
    }
}
