using MathesarSetup.Drafts;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>
/// The kinds of installation that run on the real engine: each of the scenarios that differs in what runs, with a database that is really there.
/// </summary>
internal static class Forms
{
    public const string Recommended = "recommended";
    public const string HostDatabase = "database-on-this-machine";
    public const string Socket = "database-by-socket";
    public const string ForTrying = "for-trying";
    public const string Old = "release-0.2.5";
    public const string Hostile = "hostile-secrets";
    public const string InDirectory = "in-a-directory";

    public static readonly IReadOnlyList<string> All = [Recommended, HostDatabase, Socket, ForTrying, Old, Hostile, InDirectory];

    /// <summary>The draft of a form, and on the server the database that it needs.</summary>
    public static Draft Make(string form, PostgresServer server) => form switch
    {
        HostDatabase => Existing(Scenarios.All[form], server, Service.HostGateway),
        Hostile => Existing(Scenarios.All[form], server, Service.HostGateway).With("database.sslmode", "prefer"),
        Socket => Existing(Scenarios.All[form], server, server.SocketDirectory),
        InDirectory => Scenarios.All[Recommended].With("mathesar.version", "0.9.0").With("storage.kind", "directory")
            .With("storage.directory", "./data").With("limits.memory", "1g").With("limits.cpus", "1.5"),
        Recommended => Scenarios.All[form].With("access.hosts", "tables.lan, 192.0.2.7"),
        _ => Scenarios.All[form],
    };

    // A database for each installation: whether there is an administrator stands in it.
    private static Draft Existing(Draft draft, PostgresServer server, string host)
    {
        var name = "tables-" + Guid.NewGuid().ToString("n")[..8];
        var password = draft.Texts.GetValueOrDefault("database.password", "p@ss'word");
        server.Make(name, password);
        return draft.With("database.url", null).With("database.host", host)
            .With("database.port", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .With("database.name", name).With("database.user", name).With("database.password", password);
    }
}
