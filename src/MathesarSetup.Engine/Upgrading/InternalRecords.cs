using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>What is to be known of the internal database before it is changed.</summary>
/// <param name="PostgresMajor">The server's major version.</param>
/// <param name="MayMakeDatabases">Whether the role may make databases and rename this one.</param>
/// <param name="Bytes">How large it is.</param>
internal sealed record RecordsFacts(int PostgresMajor, bool MayMakeDatabases, long Bytes);

/// <summary>
/// Mathesar's own records, the internal database, as a whole: copied, set aside, brought back. Nothing here drops what it did not make.
/// </summary>
/// <param name="shell">Where PostgreSQL's programs run.</param>
internal sealed class InternalRecords(PostgresShell postgres, IServiceShell shell)
{
    private const string HasRecords = "SELECT to_regclass('public.django_migrations') IS NOT NULL";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private string Name => postgres.Login.Internal;

    // No database can be renamed from within itself.
    private string Beside => Name == "postgres" ? "template1" : "postgres";

    public async Task<RecordsFacts> ReadAsync(CancellationToken cancellation)
    {
        var said = (await postgres.AskAsync(Name, $"""
            SELECT current_setting('server_version_num')::int / 10000,
              ((r.rolsuper OR r.rolcreatedb) AND pg_has_role(current_user, d.datdba, 'MEMBER') AND EXISTS (
                SELECT FROM pg_database o WHERE o.datname = {Sql.Literal(Beside)} AND has_database_privilege(o.oid, 'CONNECT')))::int,
              pg_database_size(d.oid)
            FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()
            """, cancellation)).Trim().Split('|');
        return new RecordsFacts(Number(said[0]), said[1] == "1", long.Parse(said[2], CultureInfo.InvariantCulture));
    }

    /// <summary>The last migration of Mathesar that is recorded; empty for none.</summary>
    public async Task<string> LastMigrationAsync(CancellationToken cancellation) =>
        (await postgres.AskAsync(Name, Migrations.AskLast, cancellation)).Trim();

    public async Task<bool> HasDatabaseAsync(string name, CancellationToken cancellation) =>
        await IsTrueAsync(Name, $"SELECT EXISTS (SELECT FROM pg_database WHERE datname = {Sql.Literal(name)})", cancellation);

    /// <summary>Waits until Mathesar, which was stopped, has no session left in its records.</summary>
    /// <exception cref="StepFailure">Some stay.</exception>
    public async Task UntilAloneAsync(CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (await OthersAsync(cancellation) is { Length: > 0 } others)
        {
            if (TimeProvider.System.GetElapsedTime(since) > s_patience)
            {
                throw new StepFailure(UpgradeFinding.Sessions.Say($"Mathesar is stopped, and its database {Name} is still in use by {others}. End "
                    + "that, and try again."));
            }

            await Task.Delay(s_pause, cancellation);
        }
    }

    /// <summary>Writes all of it into a file that nobody else can read, and reads that to its end: a copy that was cut off is none.</summary>
    /// <param name="path">Relative to the install directory; must not be there.</param>
    /// <exception cref="StepFailure">It could not be copied.</exception>
    public async Task DumpAsync(Disk disk, string path, CancellationToken cancellation)
    {
        var part = path + ".part";
        disk.Delete(part);
        disk.Create(part, [], Targets.GeneratedFile.Private);
        await using (var file = new FileStream(disk.Full(part), FileMode.Open, FileAccess.Write))
        {
            Require(await postgres.RunAsync(Name, new ShellCommand("pg_dump", "--format=custom", "--lock-wait-timeout=30s") { Output = file },
                cancellation), "Mathesar's records could not be copied");
            file.Flush(flushToDisk: true);
        }

        await using (var file = File.OpenRead(disk.Full(part)))
        {
            Require(await shell.RunAsync(new ShellCommand("pg_restore", "--file=/dev/null") { Input = file, Variables = postgres.Login.Variables },
                cancellation), "The copy of Mathesar's records cannot be read to its end");
        }

        disk.Rename(part, path);
        disk.Sync(StateFolder.Name);
    }

    /// <summary>Makes a database with a copy of the records, like theirs in all that a database is told when it is made.</summary>
    public async Task CopyAsync(Disk disk, string dump, string copy, CancellationToken cancellation)
    {
        await MakeAsync(copy, like: Name, cancellation);
        await LoadAsync(disk, dump, copy, [], cancellation);
    }

    /// <summary>Removes a database that <see cref="CopyAsync"/> made.</summary>
    public Task DropCopyAsync(string copy, CancellationToken cancellation) => postgres.DoAsync(Name,
        $"{EndSessions(copy)};\nDROP DATABASE IF EXISTS {Sql.Identifier(copy)};\n", cancellation);

    /// <summary>
    /// Sets the records aside under another name and loads a copy in their place. It may be cut off anywhere and done again: a load is all or
    /// nothing.
    /// </summary>
    /// <param name="byDatabase">Whether they are set aside as a database, or as a schema.</param>
    public async Task ReplaceAsync(Disk disk, string dump, string aside, bool byDatabase, CancellationToken cancellation)
    {
        if (!byDatabase)
        {
            await ReplaceSchemaAsync(disk, dump, aside, cancellation);
            return;
        }

        if (!await ExistsAsync(aside, cancellation))
        {
            await RenameAsync(Name, aside, cancellation);
        }

        if (!await ExistsAsync(Name, cancellation))
        {
            await MakeAsync(Name, like: aside, cancellation);
        }

        if (!await IsTrueAsync(Name, HasRecords, cancellation))
        {
            await LoadAsync(disk, dump, Name, [], cancellation);
        }
    }

    /// <summary>Brings records back that were set aside as a database; what is in their place is kept under a further name.</summary>
    public async Task BringBackAsync(string aside, string kept, bool byDatabase, CancellationToken cancellation)
    {
        if (!byDatabase)
        {
            if (await HasSchemaAsync(aside, cancellation))
            {
                await postgres.DoAsync(Name, $"BEGIN;\nALTER SCHEMA public RENAME TO {Sql.Identifier(kept)};\n"
                    + $"ALTER SCHEMA {Sql.Identifier(aside)} RENAME TO public;\nCOMMIT;\n", cancellation);
            }

            return;
        }

        if (await ExistsAsync(aside, cancellation))
        {
            if (await ExistsAsync(Name, cancellation))
            {
                await RenameAsync(Name, kept, cancellation);
            }

            await RenameAsync(aside, Name, cancellation);
        }
    }

    private async Task ReplaceSchemaAsync(Disk disk, string dump, string aside, CancellationToken cancellation)
    {
        if (!await HasSchemaAsync(aside, cancellation))
        {
            await postgres.DoAsync(Name, $"{EndSessions(Name)};\nBEGIN;\nALTER SCHEMA public RENAME TO {Sql.Identifier(aside)};\n"
                + "CREATE SCHEMA public;\nCOMMIT;\n", cancellation);
        }

        if (!await IsTrueAsync(Name, HasRecords, cancellation))
        {
            await LoadAsync(disk, dump, Name, ["--schema=public", "--no-privileges"], cancellation);
        }
    }

    private async Task LoadAsync(Disk disk, string dump, string into, ImmutableArray<string> more, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(disk.Full(dump));
        Require(await postgres.RunAsync(into, new ShellCommand(["pg_restore", "--exit-on-error", "--single-transaction", .. more])
        {
            Input = file,
            IsChanging = true,
        }, cancellation), $"The copy of Mathesar's records could not be loaded into {into}");
    }

    // Mathesar is stopped, so what still has a session is a program of it that was cut off, or somebody who looks.
    private Task<string> RenameAsync(string from, string to, CancellationToken cancellation) => postgres.DoAsync(Beside,
        $"{EndSessions(from)};\nALTER DATABASE {Sql.Identifier(from)} RENAME TO {Sql.Identifier(to)};\n", cancellation);

    private Task<string> MakeAsync(string name, string like, CancellationToken cancellation) =>
        postgres.DoAsync(Beside, DatabaseLike.Statements(name, like), cancellation);

    private static string EndSessions(string name) =>
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {Sql.Literal(name)} AND pid <> pg_backend_pid()";

    private async Task<string> OthersAsync(CancellationToken cancellation) => (await postgres.AskAsync(Name, """
        SELECT string_agg(DISTINCT coalesce(nullif(application_name, ''), 'a program') || ' as ' || usename, ', ') FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
        """, cancellation)).Trim();

    private Task<bool> ExistsAsync(string name, CancellationToken cancellation) =>
        IsTrueAsync(Beside, $"SELECT EXISTS (SELECT FROM pg_database WHERE datname = {Sql.Literal(name)})", cancellation);

    private Task<bool> HasSchemaAsync(string name, CancellationToken cancellation) =>
        IsTrueAsync(Name, $"SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = {Sql.Literal(name)})", cancellation);

    private async Task<bool> IsTrueAsync(string database, string question, CancellationToken cancellation) =>
        (await postgres.AskAsync(database, question, cancellation)).Trim() == "t";

    private static void Require(ShellEnd end, string what)
    {
        if (!end.Succeeded)
        {
            throw new StepFailure(UpgradeFinding.Records.Say($"{what}: {end.LastWords}."));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
