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
    private const string Users = NumberedTables.Users;

    private readonly NumberedTables _tables = new(installation);

    private static readonly CancellationToken s_none = CancellationToken.None;

    [Fact]
    public async Task A_backup_comes_back_with_every_number_meaning_the_same_name_and_a_kill_leaves_the_old_or_the_new()
    {
        _tables.Fill();
        var wanted = _tables.Meanings();
        Assert.Equal("plain.books.title;plain.books.isbn;plain.books|plain.loans>plain.books|plain", wanted);
        var backup = await Backup.RunAsync(installation.Place, new BackupOrder { Tool = "test" }, static _ => { }, s_none);
        Assert.True(backup.Succeeded, string.Join('\n', backup.Findings.Select(static f => f.Message)));
        Change();
        var order = new RestoreOrder { Archive = backup.Path!, Tool = "test" };

        // Killed when nobody may connect any more, when the databases have changed places, or when Mathesar runs again: another one each time.
        // The next run settles it.
        foreach (var kill in (int[])[4 + Random.Shared.Next(3), int.MaxValue])
        {
            var control = new StoppedWorld(await ControlAsync(), kill);
            var (archive, _) = BackupArchive.Open(backup.Path!);
            var request = new RestoreRequest(installation.Place.Setup, new Disk(installation.Directory), control, archive!);
            try
            {
                var result = await new RestoreRun(request, Narrator.For(installation.Place.Setup.Plan, static _ => { })).RunAsync(s_none);
                Assert.True(result.Succeeded, string.Join('\n', result.Findings.Select(static f => f.Message)));
                Assert.Equal(int.MaxValue, kill);
            }
            catch (StoppedWorld.KilledException)
            {
                Assert.Equal(ApplyOutcome.RolledBack, (await Interruption.SettleAsync(installation.Directory, null, s_none))?.Outcome);
                Assert.Equal("changed", installation.Sql(Users, "SELECT title FROM plain.books"));
                Assert.Equal("", installation.Sql("mathesar_django", "SELECT name FROM mathesar_explorations"));
                Assert.False(RestoreSettlement.IsNeeded(installation.Directory));
            }
        }

        Assert.Equal(wanted, _tables.Meanings());
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
        Assert.Equal(wanted, _tables.Meanings());
        Assert.Contains(Directory.GetFiles(Backup.FolderOf(installation.Place)),
            static f => f.Contains("before-restore", StringComparison.Ordinal));
        await ForgetAsync();
        File.WriteAllText(Path.Combine(installation.Directory, ".mathesar-setup", "installation"), new string('a', 32));
        var (_, refused) = await RestoreBackup.LookAsync(installation.Place, order, s_none);
        Assert.Same(RestoreFinding.OtherInstallation, Assert.Single(refused).Kind);
    }

    // What restores noted goes, and what is only called so stays.
    private async Task ForgetAsync()
    {
        const string Called = "SELECT datname FROM pg_database WHERE datname LIKE '%\\_before\\_%' ORDER BY 1";
        installation.Sql("postgres", "CREATE DATABASE a_before_20200101t000000");
        var (seen, findings) = await ForgetRestores.LookAsync(installation.Place, s_none);
        Assert.Empty(findings);
        Assert.All(seen, static k => Assert.InRange(k.Bytes, 1, long.MaxValue));
        Assert.Equal(installation.Sql("postgres", Called).Split('\n').Where(static n => n != "a_before_20200101t000000"),
            seen.Select(static k => k.Name).Order(StringComparer.Ordinal));
        var (left, problems) = await ForgetRestores.RunAsync(installation.Place, seen, s_none);
        Assert.Empty(problems);
        Assert.Empty(left);
        Assert.Equal("a_before_20200101t000000", installation.Sql("postgres", Called));
    }

    private void Change()
    {
        installation.Sql(Users, "UPDATE plain.books SET title = 'changed'; ALTER TABLE plain.loans ADD later int;");
        installation.Sql("mathesar_django", "DELETE FROM mathesar_explorations; UPDATE mathesar_columnmetadata SET attnum = attnum + 10;");
    }

    private async Task<IServiceControl> ControlAsync() => (await KnownRuntimes.FindAsync(installation.Place.Setup, s_none)).Place!
        .ControlOf(installation.Place.Setup, installation.Directory);
}
