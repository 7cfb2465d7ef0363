using MathesarSetup.Catalogue;
using MathesarSetup.Values;

namespace MathesarSetup.Planning;

/// <summary>PostgreSQL beside Mathesar.</summary>
internal static class DatabaseService
{
    public const string Name = "db";

    private const string TuningWhy = "Settings for a small server with an SSD: more cache than PostgreSQL's cautious default, faster index builds.";

    private static readonly string[] s_tuning = ["-c", "shared_buffers=256MB", "-c", "maintenance_work_mem=128MB", "-c", "random_page_cost=1.1"];

    public static Service Make(Answers a, HostPlace? place) => place is null ? InContainer(a) : OnHost(place);

    private static Service InContainer(Answers a) => new()
    {
        Name = a.Get(KeptSettings.DatabaseService),
        ContainerName = a.Get(KeptSettings.DatabaseContainer) is { Length: > 0 } container ? container : null,
        Role = ServiceRole.Database,
        Why = "PostgreSQL for Mathesar's own records, and for data if you like. No port of the machine leads to it.",
        Runtime = new Runtime.Image(ImageReference.Of(a.Get(DatabaseSettings.Image))),
        Start = new StartCommand.Arguments(["postgres", .. s_tuning]) { Why = TuningWhy },
        Environment =
        [
            new("POSTGRES_DB", a.Text(DatabaseSettings.Name), "The database that is made at the first start.", DatabaseSettings.Name),
            new("POSTGRES_USER", a.Text(DatabaseSettings.User), "The role that is made at the first start and owns it.", DatabaseSettings.User),
            new("POSTGRES_PASSWORD", a.Get(DatabaseSettings.Password).Reveal(),
                "Read at the first start only: a later change has to be made in PostgreSQL too (ALTER ROLE).", DatabaseSettings.Password),
            new("POSTGRES_INITDB_ARGS", "--data-checksums", "Lets PostgreSQL notice damaged pages."),
        ],
        Mounts = [Storage.Database(a, DataPath(a))],
        Health = new HealthProbe
        {
            Command = ["pg_isready", "--host", "localhost", "--username", a.Get(DatabaseSettings.User), "--dbname", a.Get(DatabaseSettings.Name)],
            Why = "Asked over TCP, because at the first start a temporary server answers on the socket.",
            Interval = TimeSpan.FromSeconds(5),
            Retries = 12,
        },
        SharedMemory = 256,
        StopSeconds = 60,
    };

    // A socket alone: no port that another PostgreSQL of the machine could hold, and nobody else comes in.
    private static Service OnHost(HostPlace place) => new()
    {
        Name = Name,
        Role = ServiceRole.Database,
        Why = "PostgreSQL for Mathesar's own records, and for data if you like. "
            + "It listens on a socket alone, in a directory that others may not enter.",
        Runtime = new Runtime.Host("postgres"),
        Start = new StartCommand.Arguments(["-D", place.Cluster, "-k", place.Socket, "-c", "listen_addresses=", .. s_tuning]) { Why = TuningWhy },
        Mounts =
        [
            Own(place.Cluster, "PostgreSQL's data: Mathesar's records, and every database made on this server."),
            Own(place.Socket, "Where PostgreSQL listens."),
        ],
        StopSeconds = 60,
    };

    private static Mount.Bind Own(string path, string why) => new(path, ReadOnly: false) { Path = path, Why = why };

    // From PostgreSQL 18 on the image keeps data in a folder named after the version, below this one.
    private static string DataPath(Answers a) => a.Get(DatabaseSettings.Version) >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
}
