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
using MathesarSetup.Findings;

namespace MathesarSetup.App.Tests.RestoringBackups;

/// <summary>One installation, of which a backup is brought back: every number that Mathesar keeps means the same name, however it ended.</summary>
public sealed class RestoreTests(ComposeInstallation installation) : IClassFixture<ComposeInstallation>
{
    private const string Users = NumberedTables.Users;
    private const string Since = "INSERT INTO plain.books VALUES (7, 'since', 'y')";

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

        // Killed when nobody may connect any more, another time each time: it is taken back.
        await KillAsync(backup.Path!, 2 + Random.Shared.Next(3));
        await TakenBackAsync();

        // Killed when the databases had changed places. Something else started Mathesar since, and somebody worked: that is kept, and told.
        await KillAsync(backup.Path!, 5);
        var disk = new Disk(installation.Directory);
        (RestoreJournal.Load(disk)! with { IsStarting = false }).Save(disk);
        installation.Sql(Users, Since);
        var told = await TakenBackAsync();
        Assert.Equal([RestoreFinding.CutOff, RestoreFinding.KeptLoaded, RestoreFinding.KeptLoaded, RestoreFinding.KeptLoaded], told);

        // Killed right before Mathesar is started, or when it runs: people may work with it, so it is finished, and they lose nothing.
        await KillAsync(backup.Path!, 5 + Random.Shared.Next(2));
        installation.Sql(Users, Since);
        var finished = await Interruption.SettleAsync(installation.Directory, null, s_none);
        Assert.Equal(ApplyOutcome.Applied, finished?.Outcome);
        Assert.Equal([RestoreFinding.Finished, RestoreFinding.Kept, RestoreFinding.Kept, RestoreFinding.Kept],
            finished!.Findings.Select(static f => f.Kind));
        Assert.False(RestoreSettlement.IsNeeded(installation.Directory));
        Assert.Equal("first\nsince", installation.Sql(Users, "SELECT title FROM plain.books ORDER BY id"));
        installation.Sql(Users, "DELETE FROM plain.books WHERE id = 7");

        Assert.Equal(wanted, _tables.Meanings());
        Assert.Equal("first", installation.Sql(Users, "SELECT title FROM plain.books"));
        Assert.Equal("mathesar|{search_path=plain}|t|theirs", installation.Sql("postgres", "SELECT pg_get_userbyid(datdba), setconfig, "
            + "datistemplate, shobj_description(d.oid, 'pg_database') FROM pg_database d JOIN "
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
        const string Called = "SELECT datname FROM pg_database WHERE datname ~ '_before_|^mathesar_restore_' ORDER BY datname COLLATE \"C\"";
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

    private async Task KillAsync(string path, int at)
    {
        var (archive, _) = BackupArchive.Open(path);
        var world = new StoppedWorld(await ControlAsync(), at);
        var request = new RestoreRequest(installation.Place.Setup, new Disk(installation.Directory), world, archive!);
        await Assert.ThrowsAsync<StoppedWorld.KilledException>(() =>
            new RestoreRun(request, Narrator.For(installation.Place.Setup.Plan, static _ => { })).RunAsync(s_none));
    }

    private async Task<FindingKind[]> TakenBackAsync()
    {
        var settled = await Interruption.SettleAsync(installation.Directory, null, s_none);
        Assert.Equal(ApplyOutcome.RolledBack, settled?.Outcome);
        Assert.Equal("changed", installation.Sql(Users, "SELECT title FROM plain.books"));
        Assert.Equal("", installation.Sql("mathesar_django", "SELECT name FROM mathesar_explorations"));
        Assert.False(RestoreSettlement.IsNeeded(installation.Directory));
        return [.. settled!.Findings.Select(static f => f.Kind)];
    }

    private void Change()
    {
        installation.Sql(Users, "UPDATE plain.books SET title = 'changed'; ALTER TABLE plain.loans ADD later int;");
        installation.Sql("mathesar_django", "DELETE FROM mathesar_explorations; UPDATE mathesar_columnmetadata SET attnum = attnum + 10;");
    }

    private async Task<IServiceControl> ControlAsync() => (await KnownRuntimes.FindAsync(installation.Place.Setup, s_none)).Place!
        .ControlOf(installation.Place.Setup, installation.Directory);
}
