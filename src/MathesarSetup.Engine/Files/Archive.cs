using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>The form of an archive.</summary>
public enum ArchiveKind
{
    TarGz,
    Zip,
}

/// <summary>Packs files into one, below a top folder. The same files give the same bytes: sorted, without owner, dated 1 January 2000.</summary>
public static class Archive
{
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    // MS-DOS's mark for a folder, for the programs that read no Unix modes.
    private const int DosFolder = 0x10;

    private static readonly DateTimeOffset Stamp = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The kind that a file name asks for, by <c>.tar.gz</c>, <c>.tgz</c> or <c>.zip</c>; null for any other.</summary>
    public static ArchiveKind? KindOf(string name) =>
        name.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) ? ArchiveKind.TarGz
        : name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? ArchiveKind.Zip
        : null;

    /// <summary>Writes the archive to a stream, which stays open. <paramref name="folder"/> is the install's name.</summary>
    public static void Write(FileSet files, ArchiveKind kind, string folder, Stream output)
    {
        if (kind == ArchiveKind.Zip)
        {
            WriteZip(files, folder, output);
        }
        else
        {
            WriteTar(files, folder, output);
        }
    }

    private static void WriteTar(FileSet files, string folder, Stream output)
    {
        using var compressed = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        // Ustar, because .NET writes its process id into the headers of the newer PAX form.
        using var tar = new TarWriter(compressed, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var (path, file) in Entries(files, folder))
        {
            var entry = new UstarTarEntry(file is null ? TarEntryType.Directory : TarEntryType.RegularFile, path)
            {
                Mode = ModeOf(path, file, folder),
                ModificationTime = Stamp,
            };
            if (file is not null)
            {
                entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(file.Content));
            }

            tar.WriteEntry(entry);
        }
    }

    private static void WriteZip(FileSet files, string folder, Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, file) in Entries(files, folder))
        {
            var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
            entry.LastWriteTime = Stamp;
            entry.ExternalAttributes =
                ((int)ModeOf(path, file, folder) | (file is null ? Folder : RegularFile)) << 16 | (file is null ? DosFolder : 0);
            if (file is not null)
            {
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(file.Content));
            }
        }
    }

    // Folders end in a slash, so that each sorts before what lies in it.
    private static SortedDictionary<string, GeneratedFile?> Entries(FileSet files, string folder)
    {
        var entries = new SortedDictionary<string, GeneratedFile?>(StringComparer.Ordinal) { [$"{folder}/"] = null };
        foreach (var file in files.Files)
        {
            entries.Add($"{folder}/{file.Path}", file);
            foreach (var parent in RelativePath.Parents(file.Path))
            {
                entries[$"{folder}/{parent}/"] = null;
            }
        }

        return entries;
    }

    private static UnixFileMode ModeOf(string path, GeneratedFile? file, string folder) =>
        file?.Mode ?? (path == $"{folder}/" ? Disk.PrivateDirectory : Disk.OpenDirectory);
}
