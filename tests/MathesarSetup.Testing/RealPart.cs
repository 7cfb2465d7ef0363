using Xunit;

namespace MathesarSetup.Testing;

/// <summary>The real programs that tests talk to. Where one is missing, a test is skipped with a word; under CI it fails.</summary>
public static class RealPart
{
    /// <summary>The full path of an installed program, such as <c>caddy</c>.</summary>
    public static string Require(string program)
    {
        // Administrators' programs such as nginx are not on everybody's PATH.
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/sbin"]);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw Missing(program, "run tests/run once, which installs it");
    }

    /// <summary>Docker Compose 2.26 from Debian trixie, unpacked by tests/run: the plugin's own program.</summary>
    public static string Compose2()
    {
        var path = Environment.GetEnvironmentVariable("MATHESAR_TESTS_COMPOSE")
            ?? Cached("docker-compose-2.26/usr/libexec/docker/cli-plugins/docker-compose");
        return File.Exists(path) ? path : throw Missing("docker compose 2.26", "run tests/run once, which unpacks it");
    }

    /// <summary>The reader of Quadlet files of Podman 5.4 from Debian trixie, unpacked by tests/run.</summary>
    public static string Quadlet()
    {
        var path = Cached("podman-5.4/usr/libexec/podman/quadlet");
        return File.Exists(path) ? path : throw Missing("quadlet of Podman 5.4", "run tests/run once, which unpacks it");
    }

    /// <summary>kubectl 1.32 from Debian trixie, unpacked by tests/run.</summary>
    public static string Kubectl()
    {
        var path = Cached("kubectl-1.32/usr/bin/kubectl");
        return File.Exists(path) ? path : throw Missing("kubectl 1.32", "run tests/run once, which unpacks it");
    }

    /// <summary>docker-compose 1.29 in Python, as bookworm has it.</summary>
    public static string Compose1()
    {
        var program = Require("docker-compose");
        return new ChildProcess(program, "version", "--short").Run().Output.StartsWith("1.", StringComparison.Ordinal)
            ? program : throw Missing("docker-compose 1.29", "install Debian bookworm's docker-compose");
    }

    /// <summary>The full path of something that tests/run keeps for the next run, whether it is there or not.</summary>
    public static string Cached(string relative)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } home
            ? home : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "mathesar-setup-tests", relative);
    }

    /// <summary>Ends the test because something real is not there: a failure under CI, a skip elsewhere.</summary>
    public static Exception Missing(string what, string remedy)
    {
        var message = $"{what} is not here: {remedy}.";
        if (Environment.GetEnvironmentVariable("CI") is null or "" or "false")
        {
            Assert.Skip(message);
        }

        return new InvalidOperationException(message);
    }
}
