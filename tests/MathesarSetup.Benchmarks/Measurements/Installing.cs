using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Benchmarks.Figures;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>
/// From nothing to a healthy Mathesar by <c>apply</c>, beside <c>docker compose up --wait</c> with the health checks of Mathesar's own file, on the
/// same stand-in images. Compose's has no administrator then.
/// </summary>
internal static class Installing
{
    private const int Count = 5;

    // The checks as Mathesar's makers have them: the web service is asked every 10 seconds, the database every 5.
    private static readonly string s_compose = $$"""
        services:
          service:
            image: {{StandIns.Mathesar("0.12.0")}}
            environment: &config
              SECRET_KEY: benchmark-secret-key-0123456789-0123456789-0123456789
              ALLOWED_HOSTS: .localhost,127.0.0.1
              POSTGRES_DB: mathesar_django
              POSTGRES_USER: mathesar
              POSTGRES_PASSWORD: mathesar
              POSTGRES_HOST: db
              POSTGRES_PORT: "5432"
              WEB_CONCURRENCY: "3"
            depends_on:
              db:
                condition: service_healthy
            ports:
              - 127.0.0.1:${PORT}:8000
            volumes:
              - media:/code/.media
            healthcheck:
              test: curl -f http://localhost:8000
              interval: 10s
              timeout: 5s
              retries: 30
              start_period: 5s
          db:
            image: {{StandIns.Postgres}}
            environment: *config
            volumes:
              - db:/var/lib/postgresql/data
            healthcheck:
              test: pg_isready -U mathesar -d mathesar_django
              interval: 5s
              timeout: 5s
              retries: 30
              start_period: 5s
        volumes:
          media:
          db:

        """;

    public static readonly Measurement Measurement = new("install", "Install: from nothing to a healthy Mathesar on stand-in images", TakeAsync);

    private static async Task<ImmutableArray<Figure>> TakeAsync()
    {
        var (program, compose) = (PublishedProgram.Path, RealPart.Compose2());
        StandIns.Require();
        var rounds = await Rounds.RunAsync(Count, () => Task.FromResult((Apply: Apply(program, compose), Compose: Compose(compose))));
        return
        [
            new("`apply --yes`, healthy and with its administrator", new Samples(rounds.Select(static r => r.Apply / 1000)), "s"),
            new("`docker compose up --wait` 2.26, healthy", new Samples(rounds.Select(static r => r.Compose / 1000)), "s"),
            new("`apply` : `docker compose up --wait`", new Samples(rounds.Select(static r => r.Apply / r.Compose)), ": 1", new Aim(0.7)),
        ];
    }

    private static double Apply(string program, string compose)
    {
        using var directory = new TemporaryDirectory();
        var name = Name();
        try
        {
            return Rounds.Time(new ChildProcess(program, "apply", "--yes", "--dir", directory.Path, "--install-name", name, "--access-port", Port(),
                "--mathesar-image", StandIns.Mathesar("0.12.0"), "--database-image", StandIns.Postgres)
            {
                Directory = directory.Path,
            });
        }
        finally
        {
            Down(compose, directory);
        }
    }

    private static double Compose(string compose)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("compose.yaml", s_compose);
        directory.Write(".env", $"COMPOSE_PROJECT_NAME={Name()}\nPORT={Port()}\n");
        try
        {
            return Rounds.Time(new ChildProcess(compose, "up", "--detach", "--wait") { Directory = directory.Path });
        }
        finally
        {
            Down(compose, directory);
        }
    }

    private static void Down(string compose, TemporaryDirectory directory) =>
        new ChildProcess(compose, "down", "--volumes", "--timeout", "1") { Directory = directory.Path }.Run().Successful();

    private static string Name() => $"benchmark-{Guid.NewGuid():n}"[..22];

    private static string Port() => FreePort.Take().ToString(CultureInfo.InvariantCulture);
}
