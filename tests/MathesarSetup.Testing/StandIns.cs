using System.Runtime.CompilerServices;

namespace MathesarSetup.Testing;

/// <summary>The stand-in images (see StandIns/README.md), built once a run from Debian's packages and a few lines of our own.</summary>
public static class StandIns
{
    /// <summary>The root file system that all of them share.</summary>
    public const string Root = Prefix + "stand-in-root:3";

    /// <summary>PostgreSQL 15 behind the official image's ways.</summary>
    public const string Postgres = Prefix + "postgres-stand-in:17-bookworm";

    private const string Prefix = "localhost/mathesar-setup-tests/";
    private const string LastWithEntryPoint = "0.2.5";

    private static readonly string[] s_releases = ["0.12.0", "0.11.0", "0.10.0", "0.9.0", "0.2.5-launcher"];
    private static readonly Dictionary<string, int> s_lent = [];
    private static readonly Lazy<string> s_root = new(ImportRoot);
    private static readonly Lazy<string> s_docker = new(Build);

    /// <summary>The docker client, once its engine has every stand-in.</summary>
    public static string Require() => s_docker.Value;

    /// <summary>The docker client, once its engine has the root.</summary>
    public static string RequireRoot() => s_root.Value;

    /// <summary>Mathesar's stand-in of a release: 0.12.0, 0.11.0, 0.10.0, 0.9.0 or 0.2.5.</summary>
    public static string Mathesar(string release) => $"{Prefix}mathesar-stand-in:{release}";

    /// <summary>
    /// Lets a stand-in answer to the name of a proxy's real image for a while, because no setting chooses that name. Where the real one is there, it
    /// is used.
    /// </summary>
    public static IDisposable Lend(string proxy, string real) => LendImage(Proxy(proxy), real);

    /// <summary>Lets a stand-in answer to the name of a real image for a while. Where the real one is there, it is used.</summary>
    public static IDisposable LendImage(string standIn, string real)
    {
        var docker = Require();
        lock (s_lent)
        {
            if (!s_lent.ContainsKey(real) && new ChildProcess(docker, "image", "inspect", real).Run().ExitCode == 0)
            {
                return new Lent(null, real);
            }

            new ChildProcess(docker, "tag", standIn, real).Run().Successful();
            s_lent[real] = s_lent.GetValueOrDefault(real) + 1;
            return new Lent(docker, real);
        }
    }

    private static string Proxy(string proxy) => $"{Prefix}{proxy}-stand-in:1";

    private static string ImportRoot()
    {
        var docker = DockerEngine.Require();
        if (new ChildProcess(docker, "image", "inspect", Root).Run().ExitCode != 0)
        {
            new ChildProcess(docker, "import", "--change", "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", Tarball(), Root)
            {
                Timeout = TimeSpan.FromMinutes(5),
            }
                .Run().Successful();
        }

        return docker;
    }

    private static string Build()
    {
        var docker = RequireRoot();
        foreach (var release in s_releases)
        {
            Build(docker, "mathesar", Mathesar(release), "--build-arg", $"RELEASE={release}");
        }

        Build(docker, "mathesar-0.2", Mathesar(LastWithEntryPoint));
        Build(docker, "postgres", Postgres);
        Build(docker, "caddy", Proxy("caddy"));
        Build(docker, "nginx", Proxy("nginx"));
        return docker;
    }

    // The builder that every Docker has; BuildKit would ask a registry for the root.
    private static void Build(string docker, string folder, string name, params string[] options) =>
        new ChildProcess(docker, ["build", "--quiet", "--tag", name, .. options, Recipe(folder)])
        {
            Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "0" },
            Timeout = TimeSpan.FromMinutes(3),
        }.Run().Successful();

    /// <summary>The statements that make the tables in which Mathesar keeps what it knows of tables and columns.</summary>
    public static string MetadataTables() => File.ReadAllText(Path.Combine(Recipe("mathesar"), "code", "mathesar", "metadata.sql"));

    private static string Recipe(string folder, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "StandIns", folder);

    private static string Tarball()
    {
        var path = RealPart.Cached("stand-in-root-3.tar");
        return File.Exists(path) ? path : throw RealPart.Missing("The root of the stand-in images", "run tests/run once, which makes it");
    }

    private sealed record Lent(string? Docker, string Real) : IDisposable
    {
        // The name goes with the last test that uses it.
        public void Dispose()
        {
            lock (s_lent)
            {
                if (Docker is not null && --s_lent[Real] == 0)
                {
                    s_lent.Remove(Real);
                    new ChildProcess(Docker, "rmi", Real).Run();
                }
            }
        }
    }
}
