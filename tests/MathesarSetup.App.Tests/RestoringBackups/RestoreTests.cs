using MathesarSetup.App.Applying;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.RestoringBackups;
using MathesarSetup.App.Settling;
using MathesarSetup.App.Tests.BackingUp;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Testing;
using MathesarSetup.Values;

namespace MathesarSetup.App.Tests.RestoringBackups;

/// <summary>One installation, of which a backup is brought back: every number that Mathesar keeps means the same name, however it ended.</summary>
public sealed class RestoreTests(ComposeInstallation installation) : IClassFixture<ComposeInstallation>
{
    private const string Users = "it's \"ours\"";

    private static readonly CancellationToken s_none = CancellationToken.None;

    [Fact]
    public async Task A_backup_comes_back_with_every_number_meaning_the_same_name_and_a_kill_leaves_the_old_or_the_new()
    {
        Fill();
        var wanted = Meanings();
        Assert.Equal("plain.books.title;plain.books.isbn;plain.books|plain.loans>plain.books|plain", wanted);
        var backup = await Backup.RunAsync(installation.Place, new BackupOrder { Tool = "test" }, static _ => { }, s_none);
        Assert.True(backup.Succeeded, string.Join('\n', backup.Findings.Select(static f => f.Message)));
        Change();
        var order = new RestoreOrder { Archive = backup.Path!, Tool = "test" };

        // Killed when nobody may connect any more, when the databases have changed places, or when Mathesar runs again: another one each time.
        // The next run settles it.
        foreach (var kill in (int[])[4 + Random.Shared.Next(3), int.MaxValue])
        {
            var control = new Killer(await ControlAsync(), kill);
            var (archive, _) = BackupArchive.Open(backup.Path!);
            var request = new RestoreRequest(installation.Place.Setup, new Disk(installation.Directory), control, archive!);
            try
            {
                var result = await new RestoreRun(request, Narrator.For(installation.Place.Setup.Plan, static _ => { })).RunAsync(s_none);
                Assert.True(result.Succeeded, string.Join('\n', result.Findings.Select(static f => f.Message)));
                Assert.Equal(int.MaxValue, kill);
            }
            catch (Killer.KilledException)
            {
                Assert.Equal(ApplyOutcome.RolledBack, (await Interruption.SettleAsync(installation.Directory, null, s_none))?.Outcome);
                Assert.Equal("changed", installation.Sql(Users, "SELECT title FROM plain.books"));
                Assert.Equal("", installation.Sql("mathesar_django", "SELECT name FROM mathesar_explorations"));
                Assert.False(RestoreSettlement.IsNeeded(installation.Directory));
            }
        }

        Assert.Equal(wanted, Meanings());
        Assert.Equal("first", installation.Sql(Users, "SELECT title FROM plain.books"));
        Assert.Equal("mathesar|{search_path=plain}", installation.Sql("postgres", "SELECT pg_get_userbyid(datdba), setconfig FROM pg_database d JOIN "
            + $"pg_db_role_setting s ON s.setdatabase = d.oid WHERE datname = '{Users.Replace("'", "''", StringComparison.Ordinal)}'"));
        var kept = installation.Sql("postgres", "SELECT datname, datallowconn FROM pg_database WHERE datname LIKE '%\\_before\\_%' ORDER BY 1")
            .Split('\n');
        Assert.Equal(3, kept.Length);
        Assert.All(kept, static line => Assert.EndsWith("|f", line, StringComparison.Ordinal));

        // The verb itself, over what is there now, with its own backup first; and another installation's archive is refused.
        var again = await RestoreBackup.RunAsync(installation.Place, order, static _ => { }, s_none);
        Assert.True(again.Succeeded, string.Join('\n', again.Findings.Select(static f => f.Message)));
        Assert.Equal(wanted, Meanings());
        Assert.Contains(Directory.GetFiles(Backup.FolderOf(installation.Place)),
            static f => f.Contains("before-restore", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(installation.Directory, ".mathesar-setup", "installation"), new string('a', 32));
        var (_, refused) = await RestoreBackup.LookAsync(installation.Place, order, s_none);
        Assert.Same(RestoreFinding.OtherInstallation, Assert.Single(refused).Kind);
    }

    private void Fill()
    {
        installation.Sql("postgres", $"CREATE DATABASE {Quoted} TEMPLATE template0");
        installation.Sql("postgres", $"ALTER DATABASE {Quoted} SET search_path = plain");
        installation.Sql(Users, """
            CREATE SCHEMA plain;
            CREATE TABLE plain.books (gone int, id int PRIMARY KEY, title text, isbn text);
            ALTER TABLE plain.books DROP COLUMN gone;
            CREATE TABLE plain.loans (id int PRIMARY KEY, book int REFERENCES plain.books);
            INSERT INTO plain.books VALUES (1, 'first', 'x');
            """);
        string Oid(string table) => installation.Sql(Users, $"SELECT 'plain.{table}'::regclass::oid");
        var schema = installation.Sql(Users, "SELECT 'plain'::regnamespace::oid");
        installation.Sql("mathesar_django", $$"""
            DELETE FROM mathesar_columnmetadata;
            INSERT INTO mathesar_server (id, host, port) VALUES (50, '{{Host()}}', 5432);
            INSERT INTO mathesar_database (id, name, server_id) VALUES (60, '{{Users.Replace("'", "''", StringComparison.Ordinal)}}', 50);
            INSERT INTO mathesar_columnmetadata (database_id, table_oid, attnum) VALUES (60, {{Oid("books")}}, 3), (60, {{Oid("books")}}, 4);
            INSERT INTO mathesar_tablemetadata (database_id, table_oid, column_order) VALUES (60, {{Oid("books")}}, '[4, 3, 2]');
            INSERT INTO mathesar_explorations (database_id, name, base_table_oid, schema_oid, initial_columns)
              VALUES (60, 'far', {{Oid("loans")}}, {{schema}},
                '[{"alias": "t", "attnum": 3, "join_path": [[[{{Oid("loans")}}, 2], [{{Oid("books")}}, 2]]]}]');
            """);
    }

    // What the numbers mean, asked of the database itself.
    private string Meanings()
    {
        string Rows(string sql) => installation.Sql("mathesar_django", sql);
        string Column(string[] at) => installation.Sql(Users, "SELECT n.nspname || '.' || c.relname || '.' || a.attname "
            + "FROM pg_attribute a JOIN pg_class c "
            + $"ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attrelid = {at[0]} AND a.attnum = {at[1]}");
        string Table(string oid) => installation.Sql(Users, "SELECT n.nspname || '.' || c.relname "
            + "FROM pg_class c JOIN pg_namespace n ON "
            + $"n.oid = c.relnamespace WHERE c.oid = {oid}");
        var columns = Rows("SELECT table_oid, attnum FROM mathesar_columnmetadata ORDER BY id").Split('\n').Select(l => Column(l.Split('|')));
        var exploration = Rows("SELECT base_table_oid, initial_columns #>> '{0,join_path,0,1,0}', schema_oid FROM mathesar_explorations").Split('|');
        return $"{string.Join(';', columns)};{Table(Rows("SELECT table_oid FROM mathesar_tablemetadata"))}|{Table(exploration[0])}>"
            + $"{Table(exploration[1])}|"
            + installation.Sql(Users, $"SELECT nspname FROM pg_namespace WHERE oid = {exploration[2]}");
    }

    private void Change()
    {
        installation.Sql(Users, "UPDATE plain.books SET title = 'changed'; ALTER TABLE plain.loans ADD later int;");
        installation.Sql("mathesar_django", "DELETE FROM mathesar_explorations; UPDATE mathesar_columnmetadata SET attnum = attnum + 10;");
    }

    private string Host() => installation.Place.Setup.Plan.Web.Environment.First(static e => e.Name == "POSTGRES_HOST").Value;

    private static string Quoted => $"\"{Users.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private async Task<IServiceControl> ControlAsync() => (await KnownRuntimes.FindAsync(installation.Place.Setup, s_none)).Place!
        .ControlOf(installation.Place.Setup, installation.Directory);

    /// <summary>Dies before one of the changes that come with the stop of Mathesar or after it.</summary>
    private sealed class Killer(IServiceControl inner, int at) : IServiceControl
    {
        private int _left = at;
        private bool _isStopped;

        public async Task StopAsync(ServiceRole role, CancellationToken cancellation)
        {
            Count(isStop: true);
            await inner.StopAsync(role, cancellation);
        }

        public async Task StartAsync(ServiceRole role, TimeSpan patience, CancellationToken cancellation)
        {
            Count();
            await inner.StartAsync(role, patience, cancellation);
            Count();
        }

        public async Task<IServiceShell> InsideAsync(ServiceRole role, CancellationToken cancellation) =>
            new Shell(this, await inner.InsideAsync(role, cancellation));

        public Task<IServiceShell> BesideAsync(ServiceRole role, ImageReference? image, CancellationToken cancellation) =>
            inner.BesideAsync(role, image, cancellation);

        private void Count(bool isStop = false)
        {
            _isStopped |= isStop;
            if (_isStopped && --_left == 0)
            {
                throw new KilledException();
            }
        }

        public sealed class KilledException : Exception;

        private sealed class Shell(Killer killer, IServiceShell inner) : IServiceShell
        {
            public Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation)
            {
                if (command.IsChanging)
                {
                    killer.Count();
                }

                return inner.RunAsync(command, cancellation);
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
