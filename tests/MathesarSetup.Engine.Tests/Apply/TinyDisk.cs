using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>A disk of 8 MB, which a database does not fit on. Only root can make one.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public TinyDisk()
    {
        if (new ChildProcess("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", _folder.Path).Run().ExitCode != 0)
        {
            throw RealPart.Missing("The right to mount a disk", "run the tests as root");
        }
    }

    public string Path => _folder.Path;

    public void Dispose()
    {
        new ChildProcess("umount", "--lazy", _folder.Path).Run();
        _folder.Dispose();
    }
}
