using System.Diagnostics;
using System.Globalization;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Upgrading;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Upgrading;

/// <summary>
/// Mathesar's records in a real PostgreSQL: copied, replaced and brought back, by a role that may make databases and by one that may not.
/// </summary>
public sealed class InternalRecordsTests : IDisposable
{
    private const string Name = "it's \"mine\" = ü";
    private const string Password = "a'b\\c";

    private readonly PostgresServer _server = new();
    private readonly TemporaryDirectory _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Records_are_replaced_as_often_as_one_tries_and_brought_back(bool mayMake)
    {
        Make(mayMake);
        var (disk, records) = (new Disk(_folder.Path), Records());
        disk.MakeDirectory(StateFolder.Name, Disk.PrivateDirectory);
        var facts = await records.ReadAsync(Token);
        Assert.Equal(mayMake, facts.MayMakeDatabases);
        Assert.Equal("0002_b", await records.LastMigrationAsync(Token));
        var dump = $"{StateFolder.Name}/records.dump";
        await records.DumpAsync(disk, dump, Token);
        Do("INSERT INTO django_migrations (app, name) VALUES ('mathesar', '0003_c')");

        await records.ReplaceAsync(disk, dump, "aside", mayMake, Token);
        await records.ReplaceAsync(disk, dump, "aside", mayMake, Token);
        Assert.Equal("0002_b", await records.LastMigrationAsync(Token));
        Assert.Equal("0003_c", mayMake ? _server.Query("aside", "SELECT max(name) FROM django_migrations")
            : _server.Query(Connection, "SELECT max(name) FROM aside.django_migrations"));
        if (mayMake)
        {
            // What no dump holds is as it was too.
            Assert.Equal("f|public, x", _server.Query("postgres", "SELECT has_database_privilege('nobody', d.oid, 'CONNECT'), "
                + $"split_part(s.setconfig[1], '=', 2) FROM pg_database d "
                + $"JOIN pg_db_role_setting s ON s.setdatabase = d.oid WHERE datname = {Sql.Literal(Name)}"));
        }

        await records.BringBackAsync("aside", "undone", mayMake, Token);
        await records.BringBackAsync("aside", "undone", mayMake, Token);
        Assert.Equal("0003_c", await records.LastMigrationAsync(Token));
    }

    [Fact]
    public async Task A_copy_that_fails_is_none_and_one_for_a_rehearsal_goes_again()
    {
        Make(mayMake: true);
        var (disk, records) = (new Disk(_folder.Path), Records());
        disk.MakeDirectory(StateFolder.Name, Disk.PrivateDirectory);
        var dump = $"{StateFolder.Name}/records.dump";
        await records.DumpAsync(disk, dump, Token);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(disk.Full(dump)));
        await records.CopyAsync(disk, dump, "a copy", Token);
        Assert.True(await records.HasDatabaseAsync("a copy", Token));
        await records.DropCopyAsync("a copy", Token);
        Assert.False(await records.HasDatabaseAsync("a copy", Token));
        await records.DropCopyAsync("a copy", Token);
    }

    [Fact]
    public void A_name_stays_as_short_as_PostgreSQL_wants_and_keeps_whole_characters()
    {
        var named = ReleaseMove.Named(new string('ü', 31), "failed", new DateTimeOffset(2026, 11, 30, 3, 5, 7, TimeSpan.Zero));
        Assert.EndsWith("ü_failed_20261130030507", named, StringComparison.Ordinal);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(named), 60, 63);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Connection => ConnectionText.Database(Name);

    private void Make(bool mayMake)
    {
        _server.Query("postgres", $"CREATE ROLE nobody LOGIN; ");
        _server.Query("postgres", $"CREATE ROLE mathesar LOGIN {(mayMake ? "CREATEDB" : "")} PASSWORD {Sql.Literal(Password)}");
        _server.Query("postgres", $"CREATE DATABASE {Sql.Identifier(Name)} OWNER mathesar");
        _server.Query("postgres", $"REVOKE ALL ON DATABASE {Sql.Identifier(Name)} FROM PUBLIC");
        _server.Query("postgres", $"ALTER DATABASE {Sql.Identifier(Name)} SET search_path TO public, x");
        Do("""
            CREATE TABLE django_migrations (id serial PRIMARY KEY, app text, name text);
            INSERT INTO django_migrations (app, name) VALUES ('mathesar', '0001_a'), ('mathesar', '0002_b');
            """);
    }

    private void Do(string sql) => _server.RunScript(Connection, $"SET ROLE mathesar;\n{sql}");

    private InternalRecords Records()
    {
        var shell = new LocalShell();
        return new InternalRecords(new PostgresShell(shell, new PostgresLogin(ServiceRole.Database, Name, "mathesar", IsOurs: false)
        {
            Variables = [$"PGHOST={_server.SocketDirectory}", string.Create(CultureInfo.InvariantCulture, $"PGPORT={_server.Port}"),
                "PGUSER=mathesar",
                $"PGPASSWORD={Password}"],
        }), shell);
    }

    /// <summary>Runs programs of this machine.</summary>
    private sealed class LocalShell : IServiceShell
    {
        public async Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation)
        {
            var info = new ProcessStartInfo(command.Words[0], command.Words.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var variable in command.Variables)
            {
                info.Environment[variable.Split('=', 2)[0]] = variable.Split('=', 2)[1];
            }

            using var process = Process.Start(info)!;
            using var kept = new MemoryStream();
            var output = process.StandardOutput.BaseStream.CopyToAsync(command.Output ?? kept, cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            if (command.Input is { } input)
            {
                await input.CopyToAsync(process.StandardInput.BaseStream, cancellation);
            }

            process.StandardInput.Close();
            await output;
            await process.WaitForExitAsync(cancellation);
            return new ShellEnd(process.ExitCode, System.Text.Encoding.UTF8.GetString(kept.ToArray()), await errors);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
