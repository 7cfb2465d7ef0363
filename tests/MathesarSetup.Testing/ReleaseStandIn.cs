using System.Runtime.CompilerServices;

namespace MathesarSetup.Testing;

/// <summary>The stand-in for the files of a Mathesar release (see StandIns/release/README.md).</summary>
public static class ReleaseStandIn
{
    private static readonly string[] s_parts = ["release/bin", "release/setup", "mathesar/gunicorn", "mathesar/code/accounts.py", "mathesar/code/encryption.py", "mathesar/code/django", "mathesar/code/manage.py", "mathesar/code/mathesar"];

    /// <summary>Writes <c>install.sh</c> and <c>mathesar.tar.gz</c> of a release into a directory.</summary>
    public static void Pack(string directory, string release)
    {
        var standIns = Folder();
        using var source = new TemporaryDirectory();
        foreach (var part in s_parts)
        {
            new ChildProcess("cp", "-r", Path.Combine(standIns, part), source.Path).Run().Successful();
        }

        source.Write("release.txt", release + "\n");
        new ChildProcess("chmod", "-R", "u=rwX,go=rX", source.Path).Run().Successful();
        new ChildProcess("tar", "-C", source.Path, "-czf", Path.Combine(directory, "mathesar.tar.gz"), ".").Run().Successful();
        File.WriteAllText(Path.Combine(directory, "install.sh"), File.ReadAllText(Path.Combine(standIns, "release/install.sh")).Replace("STAND_IN_RELEASE", release, StringComparison.Ordinal));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "StandIns");
}
