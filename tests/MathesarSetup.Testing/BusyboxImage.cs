using System.Formats.Tar;

namespace MathesarSetup.Testing;

/// <summary>A tiny image made of Debian's static busybox: a stand-in for images that cannot be downloaded here.</summary>
public static class BusyboxImage
{
    public const string Name = "localhost/mathesar-setup-tests/busybox:1";

    private static readonly Lock s_importing = new();

    /// <summary>
    /// Imports the image into an engine (the client <c>docker</c> or <c>podman</c>, with its global options) unless it is there; gives its name.
    /// </summary>
    public static string Import(string client, params string[] options)
    {
        lock (s_importing)
        {
            if (new ChildProcess(client, [.. options, "image", "inspect", Name]).Run().ExitCode != 0)
            {
                new ChildProcess(client, [.. options, "import", "--change", "CMD [\"sh\"]", "-", Name]) { Input = Tar() }.Run().Successful();
            }
        }

        return Name;
    }

    private static byte[] Tar()
    {
        var busybox = RealPart.Require("busybox");
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            tar.WriteEntry(busybox, "bin/busybox");
            foreach (var applet in new ChildProcess(busybox, "--list").Run().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(a => a != "busybox"))
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
            }

            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "tmp") { Mode = (UnixFileMode)0x3FF });
        }

        return bytes.ToArray();
    }
}
