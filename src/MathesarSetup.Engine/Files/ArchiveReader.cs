using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;

namespace MathesarSetup.Engine.Files;

/// <summary>
/// Reads the texts in an archive of an installation. A name that leads out of it is refused, and so is what would grow without end.
/// </summary>
internal static class ArchiveReader
{
    private const int MostEntries = 1000;
    private const long MostBytes = 16 * 1024 * 1024;

    public static (ImportRequest Request, ImmutableArray<Finding> Findings) Read(string path, ArchiveKind kind)
    {
        var files = new List<FoundFile>();
        try
        {
            var left = MostBytes;
            foreach (var (name, stream) in (kind is ArchiveKind.Zip ? Zip(path) : Tar(path)).Take(MostEntries))
            {
                using (stream)
                {
                    if (!RelativePath.IsCanonical(name))
                    {
                        return Failed(path, FileFindings.BadPath(name));
                    }

                    var content = new byte[Math.Min(left, AnswersFile.LargestBytes) + 1];
                    var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
                    left -= length;
                    if (left < 0 || length > AnswersFile.LargestBytes)
                    {
                        return Failed(path, AnswersFile.TooLarge(name));
                    }

                    if (Utf8Text.Of(content[..length]) is { } text)
                    {
                        files.Add(new FoundFile(name, text));
                    }
                }
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            return Failed(path,
                FilesFinding.BrokenArchive.Say(
                    "This archive cannot be read to its end. Make it again, or name the directory in which the files lie.") with
                { File = path });
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return Failed(path, FileFindings.FromReading(problem, path));
        }

        return (Below(files), []);
    }

    // An archive of a directory has the directory's name in front of every path.
    private static ImportRequest Below(List<FoundFile> files)
    {
        var tops = files.Select(static f => f.Path.Split('/')[0]).Distinct(StringComparer.Ordinal).ToArray();
        return tops is [var top] && files.TrueForAll(static f => f.Path.Contains('/', StringComparison.Ordinal))
            ? new ImportRequest([.. files.Select(f => f with { Path = f.Path[(top.Length + 1)..] })], top)
            : new ImportRequest([.. files], "mathesar");
    }

    private static IEnumerable<(string Name, Stream Content)> Zip(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries.Where(static e => !e.FullName.EndsWith('/')))
        {
            yield return (entry.FullName, entry.Open());
        }
    }

    private static IEnumerable<(string Name, Stream Content)> Tar(string path)
    {
        using var file = File.OpenRead(path);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(unpacked);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                yield return (entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name, entry.DataStream ?? Stream.Null);
            }
        }
    }

    private static (ImportRequest Request, ImmutableArray<Finding> Findings) Failed(string path, Finding finding) =>
        (new ImportRequest([], Path.GetFileName(path)), [finding with { File = finding.File ?? path }]);
}
