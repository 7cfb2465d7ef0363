using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>Writes what lies outside of the install directory: whole or not at all, and a link by a rename.</summary>
internal static class InPlaceFile
{
    public static void Write(Disk disk, string name, byte[]? content, UnixFileMode mode)
    {
        if (content is null)
        {
            disk.Delete(name);
        }
        else if (disk.Read(name) is not { } there || !there.Holds(content) || there.Mode != mode)
        {
            disk.MakeRoot();
            var staged = RelativePath.Beside(name, "new");
            disk.Delete(staged);
            disk.Create(staged, content, mode);
            disk.Rename(staged, name);
            disk.Sync("");
        }
    }

    public static void WriteUnit(Disk disk, string name, byte[]? content) => Write(disk, name, content, GeneratedFile.Readable);

    /// <summary>Lets a name lead to a directory; null takes it away. What is no link stays.</summary>
    /// <param name="folder">Where the link lies.</param>
    public static void Link(SystemdHost host, Disk folder, string name, string? target)
    {
        var link = new FileInfo(folder.Full(name));
        if (link.LinkTarget == target)
        {
            return;
        }

        folder.MakeRoot();
        host.Announce();
        if (target is null)
        {
            link.Delete();
            return;
        }

        var staged = folder.Full(RelativePath.Beside(name, "new"));
        File.Delete(staged);
        File.CreateSymbolicLink(staged, target);
        LibC.Rename(staged, link.FullName);
        LibC.SyncDirectory(folder.Root);
    }
}
