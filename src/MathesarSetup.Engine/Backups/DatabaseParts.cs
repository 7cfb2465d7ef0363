using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Backups;

/// <summary>The parts of a backup that an installation's PostgreSQL says by its own programs.</summary>
internal sealed class DatabaseParts(PostgresShell postgres, BackupWriter writer)
{
    // How long a lock of somebody else's is waited for.
    private const string Patience = "--lock-wait-timeout=60000";

    private static readonly ShellCommand s_base = new(
        "pg_basebackup", "--pgdata=-", "--format=tar", "--wal-method=fetch", "--checkpoint=fast", "--manifest-checksums=SHA256");

    private static readonly ShellCommand s_dump = new("pg_dump", "--format=custom", "--compress=0", Patience);

    private static readonly ImmutableArray<string> s_noPasswords = ["--no-role-passwords"];

    private string Internal => postgres.Login.Internal;

    /// <summary>What the server is.</summary>
    /// <exception cref="StepFailure">It cannot be asked, or holds no Mathesar.</exception>
    public async Task<ServerFacts> LookAsync(CancellationToken cancellation)
    {
        var records = await postgres.AskAsync(Internal, "SELECT pg_catalog.to_regclass('public.django_migrations') IS NOT NULL;", cancellation);
        if (records.Trim() != "t" || (await postgres.AskAsync(Internal,
            "SELECT pg_catalog.count(*) FROM public.django_migrations WHERE app = 'mathesar';", cancellation)).Trim() == "0")
        {
            throw new StepFailure(BackupFinding.NotMathesar.Say($"The database {Internal}, which the files name as Mathesar's own, holds no records "
                + "of Mathesar, so a backup of it would be worth nothing. Look at what the files say (database.name), and at what runs."));
        }

        var said = (await postgres.AskAsync(Internal, """
            SELECT pg_catalog.current_setting('server_version_num'), pg_catalog.split_part(pg_catalog.version(), ' on ', 2),
                (SELECT pg_catalog.count(*) FROM pg_catalog.pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global'));
            """, cancellation)).Trim().Split('|');
        return new ServerFacts(int.Parse(said[0], CultureInfo.InvariantCulture), said[1].Split(',')[0], said[2] != "0",
            [.. Lines(await postgres.AskAsync(Internal, """
                SELECT pg_catalog.json_build_object('oid', oid::pg_catalog.int8, 'name', datname,
                    'open', datallowconn AND pg_catalog.has_database_privilege(oid, 'CONNECT'))::pg_catalog.text
                FROM pg_catalog.pg_database WHERE datname <> 'template0' ORDER BY datname <> pg_catalog.current_database(), oid;
                """, cancellation)).Select(ServerDatabase.Of)]);
    }

    /// <summary>What Mathesar keeps encrypted with SECRET_KEY; none where it keeps nothing so.</summary>
    public async Task<ImmutableArray<string>> StoredAsync(CancellationToken cancellation) =>
        (await postgres.AskAsync(Internal, "SELECT pg_catalog.to_regclass('public.mathesar_configuredrole') IS NOT NULL;", cancellation))
            .Trim() == "t"
            ? [.. Lines(await postgres.AskAsync(Internal, "SELECT password FROM public.mathesar_configuredrole;", cancellation))
                .Where(static p => p.StartsWith(StoredSecret.Beginning, StringComparison.Ordinal))] : [];

    /// <summary>The whole server as its files.</summary>
    public async Task AddBaseAsync(ServerFacts server, CancellationToken cancellation)
    {
        if (!postgres.Login.IsOurs)
        {
            writer.LeftOut.Add(new LeftOut("base", "The server is not part of the installation: its administrator backs up its files."));
        }
        else if (server.HasTablespaces)
        {
            writer.LeftOut.Add(new LeftOut("base", "The server has tablespaces of its own, which lie outside its data directory. The dumps hold "
                + "what is in them; a restore gives new numbers to tables, which this program puts right."));
        }
        else
        {
            await writer.AddAsync(new BackupPart(PartKind.Base, "base.tar.gz", 0, "", 0), "the whole PostgreSQL",
                to => postgres.RunAsync(Internal, s_base with { Output = to }, cancellation));
        }
    }

    /// <summary>Mathesar's own database, and after it those of the people: what is newer than the records of it is harmless.</summary>
    public async Task AddDatabasesAsync(ServerFacts server, CancellationToken cancellation)
    {
        foreach (var database in server.Databases)
        {
            if (database.Name == DatabaseSwap.Neutral)
            {
                await LookAtTemplateAsync(database, cancellation);
                continue;
            }

            if (!database.IsOpen)
            {
                writer.LeftOut.Add(new LeftOut($"database {database.Said}", "PostgreSQL lets nobody connect to it, or not this role."));
                continue;
            }

            await AddIdentityAsync(database, cancellation);
            if (!postgres.Login.IsOurs && database.Name != Internal)
            {
                writer.LeftOut.Add(new LeftOut($"database {database.Said}", "It is on a server of yours: whoever looks after that server backs it "
                    + "up, with pg_dump or with the server's files. Only the numbers of its tables are in here."));
                continue;
            }

            await writer.AddAsync(Of(PartKind.Dump, "databases", "dump.gz", database), $"the database {database.Said}",
                to => postgres.RunAsync(database.Name, s_dump with { Output = to }, cancellation));
        }
    }

    // Every server has it, and a restore leaves it as it is. What somebody put into it is told, where it is the installation's own.
    private async Task LookAtTemplateAsync(ServerDatabase template, CancellationToken cancellation)
    {
        const string Changed = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid >= 16384) OR EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= 16384)
                OR EXISTS (SELECT FROM pg_catalog.pg_type WHERE oid >= 16384) OR EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE oid >= 16384)
                OR EXISTS (SELECT FROM pg_catalog.pg_extension WHERE oid >= 16384);
            """;
        if (postgres.Login.IsOurs && (!template.IsOpen || (await postgres.AskAsync(template.Name, Changed, cancellation)).Trim() == "t"))
        {
            writer.LeftOut.Add(new LeftOut($"database {template.Name}", "New databases are made from it, and somebody changed it. A restore leaves "
                + "it as it is on the server; the files of the whole server, where they are in the backup, hold it."));
        }
    }

    /// <summary>Roles, with their passwords where these may be read and are wanted.</summary>
    public Task AddGlobalsAsync(bool withPasswords, CancellationToken cancellation)
    {
        ImmutableArray<string> words = ["pg_dumpall", "--globals-only", .. withPasswords && postgres.Login.IsOurs ? [] : s_noPasswords];
        return writer.AddAsync(new BackupPart(PartKind.Globals, "globals.sql.gz", 0, "", 0), "the roles",
            to => postgres.RunAsync(Internal, new ShellCommand(words) { Output = to }, cancellation));
    }

    private async Task AddIdentityAsync(ServerDatabase database, CancellationToken cancellation)
    {
        var said = await postgres.AskAsync(database.Name, IdentityMap.Ask, cancellation);
        if (IdentityMap.Parse(said) is null)
        {
            throw new StepFailure(BackupFinding.Failed.Say($"There is no backup, because the numbers of the tables in the database {database.Said} "
                + "could not be read. What was written of it was taken away."));
        }

        await writer.AddAsync(Of(PartKind.Identity, "identity", "json.gz", database), $"the numbers of the tables in {database.Said}",
            Encoding.UTF8.GetBytes(said));
    }

    // Under its number, since its name may hold anything.
    private static BackupPart Of(PartKind kind, string folder, string extension, ServerDatabase database) =>
        new(kind, string.Create(CultureInfo.InvariantCulture, $"{folder}/{database.Oid}.{extension}"), 0, "", 0)
        {
            Database = database.Name,
            DatabaseOid = database.Oid,
        };

    private static IEnumerable<string> Lines(string said) => said.Split('\n').Where(static line => line.Length > 0);
}

/// <summary>A PostgreSQL as it is.</summary>
/// <param name="Architecture">What it was built for.</param>
/// <param name="HasTablespaces">Whether data lies outside its own directory.</param>
/// <param name="Databases">Mathesar's own first.</param>
internal sealed record ServerFacts(int Version, string Architecture, bool HasTablespaces, ImmutableArray<ServerDatabase> Databases);

/// <summary>A database of a server.</summary>
/// <param name="IsOpen">Whether the role that asks may connect to it.</param>
internal sealed record ServerDatabase(long Oid, string Name, bool IsOpen)
{
    /// <summary>Its name for people.</summary>
    public string Said => DatabaseNames.Said(Name);

    public static ServerDatabase Of(string line)
    {
        using var document = JsonDocument.Parse(line);
        var json = document.RootElement;
        return new ServerDatabase(json.GetProperty("oid").GetInt64(), json.GetProperty("name").GetString()!, json.GetProperty("open").GetBoolean());
    }
}
