using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>Packs files into an archive on the disk, which its owner alone can read, because secrets are in it.</summary>
public static class ArchiveFile
{
    /// <summary>Writes the whole archive or nothing. One that is there needs <paramref name="force"/>. Null when all went well.</summary>
    public static Finding? Write(FileSet files, string path, string folder, bool force = false)
    {
        if (Archive.KindOf(path) is not { } kind)
        {
            return FileFindings.ArchiveName(path);
        }

        var full = Path.GetFullPath(path);
        try
        {
            var disk = new Disk(Path.GetDirectoryName(full)!);
            var name = Path.GetFileName(full);
            RelativePath.Guard(disk.Root, name);
            if (disk.Exists(name) && !force)
            {
                return FileFindings.Exists(path);
            }

            Replace(disk, name, Pack(files, kind, folder));
            return null;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return FileFindings.From(problem, path);
        }
    }

    private static void Replace(Disk disk, string name, byte[] content)
    {
        var staged = RelativePath.Beside(name, "new");
        disk.Delete(staged);
        try
        {
            disk.Create(staged, content, GeneratedFile.Private);
            disk.Rename(staged, name);
        }
        catch (IOException)
        {
            disk.Delete(staged);
            throw;
        }

        disk.Sync("");
    }

    private static byte[] Pack(FileSet files, ArchiveKind kind, string folder)
    {
        using var memory = new MemoryStream();
        Archive.Write(files, kind, folder, memory);
        return memory.ToArray();
    }
}
