using System.Globalization;

namespace MathesarSetup.Testing;

/// <summary>
/// An installation in the shape of Mathesar 0.9.0's Compose file, edited by hand, with stand-ins for images. In the end it is removed without a
/// trace.
/// </summary>
public sealed class OldInstallation : IDisposable
{
    /// <summary>The key that encrypts what Mathesar stores.</summary>
    public const string Key = "an-old-key-of-thirty-two-letters-or-more";

    private readonly TemporaryDirectory _folder = new();
    private readonly string _docker = StandIns.Require();

    /// <summary>Writes the files and a row and an upload that must not be lost, and starts it by <c>docker compose</c>.</summary>
    /// <param name="directory">Where it lies; null for a directory of its own.</param>
    public OldInstallation(string? directory = null)
    {
        Directory = directory ?? _folder.At("team");
        Latest = $"localhost/mathesar-setup-tests/mathesar-stand-in-{Name}:latest";
        Docker("tag", StandIns.Mathesar("0.9.0"), Latest);
        Docker("tag", StandIns.Mathesar("0.9.0"), Pinned);
        System.IO.Directory.CreateDirectory(Path.Join(Directory, "msar", "media"));
        File.WriteAllText(Path.Join(Directory, "msar", "media", "upload.txt"), "an upload");
        File.WriteAllText(Path.Join(Directory, "docker-compose.yml"), Compose);
        File.WriteAllText(Path.Join(Directory, ".env"), $"# Ours: ask Kim before you touch it\nSECRET_KEY={Key}\nMY_OWN=kept\n");
        try
        {
            Up();
            Eventually.Happens(() => Sql("CREATE TABLE kept AS SELECT 'a row' AS what").ExitCode == 0);
            Eventually.Happens(Answers);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; } = "old-" + Guid.NewGuid().ToString("n")[..12];

    public string Directory { get; }

    public int Port { get; } = FreePort.Take();

    /// <summary>The image that its file names, by the tag <c>latest</c>.</summary>
    public string Latest { get; }

    /// <summary>The same by the tag of its release, as a registry of one's own has both.</summary>
    public string Pinned => Latest.Replace(":latest", ":0.9.0", StringComparison.Ordinal);

    public string Web => $"{Name}_service";

    public string Database => $"{Name}_db";

    /// <summary>A container that is no part of Mathesar.</summary>
    public string Extra => $"{Name}_extra";

    private string Compose => $$"""
        # Mathesar, as its makers' file has it: the values stand on top.
        x-config: &config
          SECRET_KEY: ${SECRET_KEY:-}
          ALLOWED_HOSTS: ${ALLOWED_HOSTS:-.localhost,127.0.0.1,[::1]}
          POSTGRES_DB: ${POSTGRES_DB:-mathesar_django}
          POSTGRES_USER: ${POSTGRES_USER:-mathesar}
          POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-mathesar}
          POSTGRES_HOST: ${POSTGRES_HOST:-{{Database}}}
          POSTGRES_PORT: ${POSTGRES_PORT:-5432}
        services:
          service:
            container_name: {{Web}}
            image: {{Latest}}
            environment:
              <<: *config
              # for the plug-in of our own
              MY_OWN: ${MY_OWN}
            volumes:
              - ./msar/static:/code/static
              - ./msar/media:/code/.media
              - ./msar/secrets:/code/.secrets
            healthcheck:
              test: curl -f http://localhost:8000
              interval: 10s
              timeout: 5s
              retries: 30
              start_period: 5s
            depends_on:
              db:
                condition: service_healthy
            ports:
              - "127.0.0.1:{{Port.ToString(CultureInfo.InvariantCulture)}}:8000"
          db:
            container_name: {{Database}}
            image: {{StandIns.Postgres}}
            environment: *config
            healthcheck:
              test: pg_isready --host localhost
              interval: 1s
              retries: 120
            volumes:
              - ./msar/pgdata:/var/lib/postgresql/data
          # counts the rows at night
          extra:
            container_name: {{Extra}}
            image: {{StandIns.Root}}
            command: sleep infinity
            stop_grace_period: 0s

        """;

    /// <summary>Runs docker and takes it to succeed.</summary>
    public Outcome Docker(params string[] arguments) => new ChildProcess(_docker, arguments).Run().Successful();

    /// <summary>Runs <c>docker compose</c> of a known version in the directory and takes it to succeed.</summary>
    public Outcome RunCompose(params string[] arguments) =>
        new ChildProcess(RealPart.Compose2(), ["--project-name", Name, .. arguments]) { Directory = Directory }.Run().Successful();

    /// <summary>
    /// Lets the tag <c>latest</c> bring another release, as pulling does, and waits until it has changed the data. The file stays as it is.
    /// </summary>
    public void Bring(string release)
    {
        Docker("tag", StandIns.Mathesar(release), Latest);
        Docker("tag", StandIns.Mathesar(release), Pinned.Replace(":0.9.0", $":{release}", StringComparison.Ordinal));
        Up();
        WaitUntilItAnswers();
    }

    /// <summary>Waits until its page answers, so that its data is what its release makes of it.</summary>
    public void WaitUntilItAnswers() => Eventually.Happens(Answers);

    public void Up() => RunCompose("up", "--detach", "--pull", "never");

    /// <summary>The row that was there before, as the database has it now.</summary>
    public string Row() => Sql("SELECT what FROM kept").Successful().Output.Trim();

    /// <summary>Every bind mount of a container: where it lies and where it appears.</summary>
    public string[] Mounts(string container) =>
        [.. Docker("inspect", "--format", "{{range .Mounts}}{{.Source}}:{{.Destination}}\n{{end}}", container).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    public bool IsRunning(string container) => Docker("inspect", "--format", "{{.State.Running}}", container).Output.Trim() == "true";

    public void Dispose()
    {
        foreach (var (list, remove) in new[] { ("ps --all", "rm --force --volumes"), ("network ls", "network rm"), ("volume ls", "volume rm") })
        {
            foreach (var id in new ChildProcess(_docker, [.. list.Split(' '), "--quiet", "--filter", $"name={Name}"]).Run().Output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                new ChildProcess(_docker, [.. remove.Split(' '), id]).Run();
            }
        }

        new ChildProcess(_docker, "run", "--rm", "--network", "none", "--volume", $"{Path.GetDirectoryName(Directory)}:/there", StandIns.Root, "rm",
            "-rf", $"/there/{Path.GetFileName(Directory)}").Run();
        new ChildProcess(_docker, "rmi", Latest, Pinned, Pinned.Replace(":0.9.0", ":0.12.0", StringComparison.Ordinal)).Run();
        _folder.Dispose();
    }

    private Outcome Sql(string statement) =>
        new ChildProcess(_docker, "exec", "--env", "PGPASSWORD=mathesar", Database, "psql", "-XAth", "localhost", "-U", "mathesar", "-c", statement,
            "mathesar_django").Run();

    private bool Answers()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        try
        {
            using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Port}/auth/login/"));
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
