namespace MathesarSetup.Engine.Files;

/// <summary>A file as it lies on the disk.</summary>
internal sealed record DiskFile(byte[] Content, UnixFileMode Mode)
{
    /// <summary>No generated file comes near; what is larger is somebody else's.</summary>
    public const int Most = 16 * 1024 * 1024;

    /// <summary>The number of the user who owns it; null where the system does not say.</summary>
    public uint? User { get; init; }

    /// <summary>Reads a file without following links; null when there is none.</summary>
    /// <exception cref="FindingException">It is a link, a directory, a pipe or a device, unreadable or too large.</exception>
    public static DiskFile? Read(string root, string path)
    {
        RelativePath.Guard(root, path);
        var full = Path.Join(root, path);
        if (!File.Exists(full))
        {
            return Directory.Exists(full) ? throw new FindingException(FileFindings.IsDirectory(path)) : null;
        }

        if (LibC.IsSpecial(full))
        {
            throw new FindingException(FileFindings.Special(path));
        }

        try
        {
            using var handle = LibC.OpenForReading(full);
            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            if (!stream.CanSeek)
            {
                throw new FindingException(FileFindings.Special(path));
            }

            return new DiskFile(ReadAll(stream, path), File.GetUnixFileMode(handle)) { User = LibC.OwnerOf(handle)?.User };
        }
        catch (IOException problem) when (FileFindings.IsMissing(problem))
        {
            return null;
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException { HResult: 1 or 13 })
        {
            throw new FindingException(FileFindings.NotReadable(path));
        }
    }

    public bool Holds(ReadOnlySpan<byte> content) => content.SequenceEqual(Content);

    private static byte[] ReadAll(FileStream stream, string path)
    {
        if (stream.Length > Most)
        {
            throw new FindingException(FileFindings.TooLarge(path, Most));
        }

        var content = new byte[stream.Length];
        var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return length == content.Length ? content : content[..length];
    }
}
