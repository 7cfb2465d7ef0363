using System.Globalization;
using MathesarSetup.App.Applying;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.App.RestoringBackups;
using MathesarSetup.App.Settling;
using MathesarSetup.App.Tests.BackingUp;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.RestoringBackups;

/// <summary>A backup of one installation, restored where nothing is yet: whole, or nothing of it.</summary>
public sealed class ArrivalTests(ComposeInstallation installation) : IClassFixture<ComposeInstallation>
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    private static readonly string s_key = new('k', 50);

    private readonly NumberedTables _tables = new(installation);

    private string New => installation.Directory + "-new";

    private string NewName => installation.Name + "-two";

    [Fact]
    public async Task An_empty_directory_gets_all_of_a_backup_or_nothing_of_it_wherever_it_ends()
    {
        _tables.Fill();
        Store();
        var wanted = _tables.Meanings();
        File.AppendAllText(Path.Combine(installation.Directory, "compose.yaml"), "# mine\n");
        var archive = await BackupAsync();
        await RefusalsAsync(archive);
        SaidText[] moved = [Say("install.name", NewName), .. Address()];

        // It died while it was installed, at the begin of one of its steps: lines of a log come beside it.
        var steps = 1 + Random.Shared.Next(7);
        await DiesAsync(await LookAsync(archive, moved), told =>
        {
            if (told.State is StepState.Started && --steps == 0)
            {
                throw new StoppedWorld.KilledException();
            }
        });
        Assert.True(Arrival.IsUnfinished(New));
        Assert.Same(RestoreFinding.Unfinished, (await Interruption.SettleAsync(New, null, s_none))!.Findings[0].Kind);

        // What it left is taken back. Then databases are loaded, and something fails: nothing is left, not even the directory. Or it dies, and the
        // next run takes that back: another one each time.
        var (at, isDeath) = (2 + Random.Shared.Next(5), Random.Shared.Next(2) == 0);
        var loading = LookAsync(archive, moved).ContinueWith(p => Arrival.RunAsync(p.Result, static _ => { }, c =>
        {
            Assert.EndsWith("# mine\n", File.ReadAllText(Path.Combine(New, "compose.yaml")), StringComparison.Ordinal);
            return new StoppedWorld(c, at) { Failure = isDeath ? null : static () => new StepFailure(RestoreFinding.Failed.At()) };
        }, s_none), TaskScheduler.Default).Unwrap();
        if (isDeath)
        {
            await Assert.ThrowsAsync<StoppedWorld.KilledException>(() => loading);
        }
        else
        {
            var failed = await loading;
            Assert.True(failed.Outcome is ApplyOutcome.RolledBack, Words(failed));
            Assert.Equal([RestoreFinding.Failed, RestoreFinding.TakenBack], failed.Findings.Select(static f => f.Kind));
            Assert.False(Directory.Exists(New));
            Assert.Equal("", Things());
        }

        // Died when people may work with it: then it is finished, and not begun anew.
        moved = [.. moved, Say("target", "docker"), Say("kept.database-service", "records"),
            Say("secrets.key", s_key)];
        await Assert.ThrowsAsync<StoppedWorld.KilledException>(async () => await Arrival.RunAsync(await LookAsync(archive, moved),
            static _ => { }, static c => new StoppedWorld(c, int.MaxValue) { IsAtStart = true }, s_none));
        var database = new ChildProcess(installation.Docker, ["ps", "--quiet", "--filter", $"name={NewName}", "--filter",
            $"ancestor={StandIns.Postgres}"]).Run().Output.Trim();
        installation.Sql(NumberedTables.Users, "INSERT INTO plain.books VALUES (7, 'since', 'y')", database);
        var result = await Arrival.RunAsync(await LookAsync(archive, moved), static _ => { }, s_none);
        Assert.True(result.Succeeded, Words(result));

        // Another way to run it, under another name, at another port, with the server under another name.
        Assert.Equal(wanted, _tables.Meanings(database));
        Assert.Equal("first\nsince", installation.Sql(NumberedTables.Users, "SELECT title FROM plain.books ORDER BY 1", database));
        Assert.Equal("records", installation.Sql("mathesar_django", "SELECT host FROM mathesar_server WHERE id = 50", database));
        Assert.True(StoredSecret.FitsAny(new SecretText(s_key), [installation.Sql("mathesar_django", "SELECT password FROM mathesar_configuredrole",
            database)]));
        Assert.EndsWith("# mine\n", File.ReadAllText(Path.Combine(New, "from-backup", "compose.yaml")), StringComparison.Ordinal);
        var place = InstalledPlace.Open(New, Scenarios.Machine)!;
        Assert.Equal(("docker", NewName), (place.Setup.Target.Id, place.Setup.Plan.Name));
        Assert.NotNull((await place.AskAsync(s_none))?.Status);
        Assert.NotEqual(Id(installation.Directory), Id(New));
        Assert.False(Arrival.IsUnfinished(New));
    }

    private static async Task DiesAsync(PlannedArrival planned, Action<ApplyEvent> tell)
    {
        try
        {
            var ended = await Arrival.RunAsync(planned, tell, s_none);
            Assert.Fail($"It did not die, but ended: {ended.Outcome}\n{Words(ended)}");
        }
        catch (StoppedWorld.KilledException)
        {
            // As it should.
        }
    }

    // A password, by the key that Mathesar has.
    private void Store() => installation.Run(installation.Web, [], "python3", "manage.py", "shell", "-c", """
        import os
        from mathesar.models.base import ConfiguredRole
        ConfiguredRole.objects.create(name=os.environ["POSTGRES_USER"], password=os.environ["POSTGRES_PASSWORD"], server_id=50)
        """);

    // Nothing of any of them is begun.
    private async Task RefusalsAsync(string archive)
    {
        Directory.CreateDirectory(New);
        File.WriteAllText(Path.Combine(New, "mine.txt"), "mine");
        Assert.Contains(RestoreFinding.NotEmpty, Kinds(await LookAsync(archive)));
        File.Delete(Path.Combine(New, "mine.txt"));

        Assert.Contains(BackupFinding.NoBackup, Kinds(await LookAsync(typeof(ArrivalTests).Assembly.Location)));
        Assert.Contains(RestoreFinding.NotHere, Kinds(await LookAsync(archive, Say("database.host", "db.example.com"))));
        Assert.Contains(RestoreFinding.OtherRelease, Kinds(await LookAsync(archive, Say("mathesar.version", "0.11.0"))));
        Assert.Contains(RestoreFinding.NoSecrets, Kinds(await LookAsync(await BackupAsync(withoutSecrets: true))));

        // The installation that was backed up runs here, under that name.
        Directory.Delete(New);
        var over = await Arrival.RunAsync(await LookAsync(archive, Address()), static _ => { }, s_none);
        Assert.Equal(ApplyOutcome.Refused, over.Outcome);
        Assert.Contains(over.Findings, static f => f.Severity is Severity.Error);
        Assert.False(Directory.Exists(New), Words(over));
        Assert.Equal("first", installation.Sql(NumberedTables.Users, "SELECT title FROM plain.books"));
    }

    private Task<PlannedArrival> LookAsync(string archive, params SaidText[] said) => PlannedArrival.LookAsync(new ArrivalOrder
    {
        Archive = archive,
        Directory = New,
        Said = new DraftSources { Directory = New, Flags = [.. said], Machine = Scenarios.Machine },
    }, s_none);

    private async Task<string> BackupAsync(bool withoutSecrets = false)
    {
        var backup = await Backup.RunAsync(installation.Place, new BackupOrder { Tool = "test", WithoutSecrets = withoutSecrets }, static _ => { },
            s_none);
        Assert.True(backup.Succeeded, string.Join('\n', backup.Findings.Select(static f => f.Message)));
        return backup.Path!;
    }

    // What the engine has of the new installation, by any name.
    private string Things() => string.Join('\n', new[] { "ps --all --format {{.Names}}", "volume ls --quiet", "network ls --format {{.Name}}" }
        .Select(list => new ChildProcess(installation.Docker, [.. list.Split(' '), "--filter", $"name={NewName}"]).Run().Output.Trim())
        .Where(static said => said.Length > 0));

    private static string Words(ApplyResult result) => string.Join('\n', result.Findings.Select(static f => f.Message));

    private static SaidText[] Address()
    {
        var port = FreePort.Take().ToString(CultureInfo.InvariantCulture);
        return [Say("access.port", port), Say("access.url", $"http://localhost:{port}")];
    }

    private static SaidText Say(string key, string text) => new(key, key, text);

    private static FindingKind[] Kinds(PlannedArrival planned) => [.. planned.Findings.Select(static f => f.Kind)];

    private static string Id(string directory) => File.ReadAllText(Path.Combine(directory, ".mathesar-setup", "installation"));
}
