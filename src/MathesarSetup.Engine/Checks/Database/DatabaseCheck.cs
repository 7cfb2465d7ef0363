using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using Npgsql;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>Logs in to the user's own PostgreSQL server as Mathesar would, and looks around.</summary>
public sealed class DatabaseCheck : ICheck
{
    public string Id => "database";

    public string Title => "PostgreSQL";

    public string When => "Runs when Mathesar uses a PostgreSQL server of yours.";

    public string Sends =>
        "Looks the server's name up, or asks the container engine how its containers call this machine; "
            + "then connects to its port two to four times and logs in with the role and the password, encrypted as you asked. "
            + "Reads the version, settings and rights, and the number of tables; changes nothing.";

    public bool ReachesOut => true;

    public ImmutableArray<Setting> DependsOn =>
    [
        DatabaseSettings.Mode,
        DatabaseSettings.Url, DatabaseSettings.Host, DatabaseSettings.Port, DatabaseSettings.Name, DatabaseSettings.User, DatabaseSettings.Password,
        DatabaseSettings.SslMode,
        DatabaseSettings.SslRootCertificate, DatabaseSettings.PerUser, RunSettings.Version, RunSettings.Target, TuningSettings.Workers,
    ];

    public ImmutableArray<FindingKind> Refusals =>
    [
        ServerFinding.WrongLogin, ServerFinding.UnknownRole, ServerFinding.RefusedLogin, ServerFinding.NotLetIn, ServerFinding.Peer,
        ServerFinding.PoolerRefused,
    ];

    public Setting Anchor(Answers answers) => DatabaseSettings.Url;

    // Pods look from elsewhere: a name of the cluster's is unknown here, and a firewall may let in the one and not the other.
    public bool AppliesTo(Setup setup) =>
        !KubernetesSettings.IsCluster(setup.Answers) && setup.Answers.Get(DatabaseSettings.Mode) is DatabaseMode.Existing;

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var answers = setup.Answers;
        var place = await DatabasePlace.FindAsync(answers, cancellation);
        var login = new DatabaseLogin(place, answers);
        await using var session = await login.OpenAsync(cancellation);
        var connection = session.Connection;
        var version = connection.PostgreSqlVersion;
        if (ServerFindings.Version(version.Major, connection.ServerVersion.Split(' ')[0], answers) is { } tooOld
            && version.Major < DatabaseFacts.OldestReadable)
        {
            return CheckOutcome.Of(tooOld);
        }

        try
        {
            var facts = await DatabaseFacts.ReadAsync(connection, cancellation);
            var findings = ServerFindings.Of(facts, answers);
            return new CheckOutcome(Said(facts), [.. findings, .. Maybe(ServerFindings.Version(version.Major, facts.Version, answers)),
                .. Maybe(await PoolerAsync(login, connection, facts, cancellation))]);
        }
        catch (NpgsqlException)
        {
            throw new FindingException(ServerFinding.Odd.Say("The login works, but the server does not answer what every PostgreSQL answers about "
                + "itself. Mathesar needs PostgreSQL itself, not a database that speaks its protocol.",
                DatabaseSettings.Host.Key));
        }
    }

    private static string Said(DatabaseFacts facts) =>
        $"Reached PostgreSQL {facts.Version}{(facts.IsEncrypted ? " over TLS" : "")}, and the role logs in.";

    private static IEnumerable<Finding> Maybe(Finding? finding) => finding is null ? [] : [finding];

    // Two sessions that are open at the same time and meet the same server process share it between transactions.
    private static async Task<Finding?> PoolerAsync(DatabaseLogin login, NpgsqlConnection first, DatabaseFacts facts, CancellationToken cancellation)
    {
        if (first.ProcessID == facts.Backend)
        {
            return null;
        }

        await using var second = await login.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", second.Connection);
        return (int)(await command.ExecuteScalarAsync(cancellation))! == facts.Backend
            ? ServerFinding.Pooler.Say("A connection pooler in transaction mode stands before the server. "
                + "Mathesar keeps settings and locks for a whole session, which then get lost. Use session mode, or connect to the server itself.",
                DatabaseSettings.Host.Key)
            : null;
    }
}
