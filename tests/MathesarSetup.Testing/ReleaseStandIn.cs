using System.Runtime.CompilerServices;

namespace MathesarSetup.Testing;

/// <summary>The stand-in for the files of a Mathesar release (see StandIns/release/README.md).</summary>
public static class ReleaseStandIn
{
    private static readonly string[] s_parts =
    [
        "release/bin", "release/setup", "mathesar/gunicorn", "mathesar/code/accounts.py", "mathesar/code/encryption.py", "mathesar/code/django",
        "mathesar/code/manage.py", "mathesar/code/mathesar",
    ];

    private static readonly (string File, string Place)[] s_formerLayout =
        [("install.sh", "install.sh"), ("start.sh", "start.sh"), ("mathesar.service", "units"), ("mathesar-db.service", "units")];

    /// <summary>Writes <c>install.sh</c> and <c>mathesar.tar.gz</c> of a release into a directory.</summary>
    public static void Pack(string directory, string release)
    {
        var standIns = Folder();
        using var source = new TemporaryDirectory();
        foreach (var part in s_parts)
        {
            new ChildProcess("cp", "-r", Path.Combine(standIns, part), source.Path).Run().Successful();
        }

        new ChildProcess("sh", Path.Combine(standIns, "mathesar/of-release"), source.Path, release).Run().Successful();
        new ChildProcess("chmod", "-R", "u=rwX,go=rX", source.Path).Run().Successful();
        new ChildProcess("tar", "-C", source.Path, "-czf", Path.Combine(directory, "mathesar.tar.gz"), ".").Run().Successful();
        var installer = File.ReadAllText(Path.Combine(standIns, "release/install.sh"));
        File.WriteAllText(Path.Combine(directory, "install.sh"), installer.Replace("STAND_IN_RELEASE", release, StringComparison.Ordinal));
    }

    /// <summary>Puts what was written for the former layout in the place of what is written today (see StandIns/former-layout/README.md).</summary>
    public static void PutFormerLayout(string directory)
    {
        foreach (var (file, place) in s_formerLayout)
        {
            new ChildProcess("cp", Path.Combine(Folder(), "former-layout", file), Path.Combine(directory, place)).Run().Successful();
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "StandIns");
}
