using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>Disks of another kind, for which a test must be root.</summary>
internal sealed class Real : IDisposable
{
    private readonly string _place;

    private Real(string place) => _place = place;

    /// <summary>Mounts something until disposed.</summary>
    public static Real Mount(string place, params string[] arguments)
    {
        RequireRoot();
        var mounted = new ChildProcess("mount", [.. arguments, place]).Run();
        if (mounted.ExitCode != 0)
        {
            throw RealPart.Missing("The right to mount", $"run the tests where root may mount ({mounted.Errors.Trim()})");
        }

        return new Real(place);
    }

    public static void RequireRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Only root can make a directory of another owner, or a disk that is full: run the tests as root.");
        }
    }

    // A program that another test starts in this very moment holds every open file until it is itself.
    public void Dispose()
    {
        var why = "";
        Eventually.Happens(() => new ChildProcess("umount", _place).Run() is var outcome && (why = outcome.Errors).Length == 0, () => why);
    }
}
