using System.Globalization;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.App.RotatingKey;
using MathesarSetup.App.Settling;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.RotatingKey;

/// <summary>A new secret key on a running installation: stored passwords and files stay readable, and a run that was cut off is settled.</summary>
public sealed class KeyRotationTests : IDisposable
{
    // A role, a column of files in a database with a name that hurts, and a link to one of them, all by the key that Mathesar has.
    private const string Seed = """
        import hashlib, os
        from accounts import query
        from mathesar.models.base import ConfiguredRole, Database, Server
        mark = lambda backend, uri: hashlib.sha256((os.environ["SECRET_KEY"] + backend + uri).encode()).hexdigest()
        Server.objects.create(host=os.environ["POSTGRES_HOST"], port=5432)
        server = Server.objects.all()[0]
        Database.objects.create(name=os.environ["POSTGRES_DB"], server_id=server.id)
        ConfiguredRole.objects.create(name=os.environ["POSTGRES_USER"], password=os.environ["POSTGRES_PASSWORD"], server_id=server.id)
        ConfiguredRole.objects.create(name="other", password="it's \"ö\" 100%", server_id=server.id)
        query('''CREATE SCHEMA "100%"; CREATE TABLE "100%"."my ""files" (id int, "a%b" jsonb);''')
        for backend, uri in ("default", "s3://one/é.png"), ("second", "s3://two"):
            query('''INSERT INTO "100%"."my ""files" VALUES (1, jsonb_build_object('uri', :'uri', 'mash', :'mark', 'more', 1));''',
                uri=uri, mark=mark(backend, uri))
        query('''INSERT INTO "100%"."my ""files" VALUES (2, NULL), (3, '{"uri": "s3://three", "mash": "of another key"}'), (4, '"text"');
            INSERT INTO mathesar_columnmetadata (database_id, table_oid, attnum, file_backend)
            VALUES (1, '"100%"."my ""files"'::regclass::oid, 2, 'second'), (1, 999999, 1, 'default');
            INSERT INTO mathesar_downloadlink VALUES ('m', 'u', '{}', 'gAAAAA');
            INSERT INTO mathesar_downloadlink_sessions (downloadlink_id, session_id) VALUES ('m', 's');''')
        print("MATHESAR_SETUP seeded")
        """;

    // What the Mathesar that runs can read of it.
    private const string Ask = """
        import hashlib, os
        from accounts import query
        from mathesar.models.base import ConfiguredRole
        marks = [hashlib.sha256((os.environ["SECRET_KEY"] + backend + uri).encode()).hexdigest()
            for backend, uri in (("default", "s3://one/é.png"), ("second", "s3://two"))]
        passwords = [role.password for role in ConfiguredRole.objects.all()]
        rest = query('''SELECT count(*) FROM mathesar_downloadlink;''')
        print("MATHESAR_SETUP", passwords == [os.environ["POSTGRES_PASSWORD"], "it's \"ö\" 100%"],
            sorted(marks) == sorted(query('''SELECT "a%b" ->> 'mash' FROM "100%"."my ""files" WHERE id = 1;''').split()), rest)
        """;

    private readonly TemporaryDirectory _folder = new();
    private readonly string _docker = StandIns.Require();
    private readonly string _name = "rotated-" + Guid.NewGuid().ToString("n")[..12];

    private string Directory => _folder.At("install");

    private SecretText Key => Place().Setup.Answers.Get(SecretSettings.Key);

    [Fact]
    public async Task A_new_key_keeps_what_is_stored_and_a_run_that_was_cut_off_is_settled_by_the_next()
    {
        await InstallAsync();
        Assert.Equal("seeded", Shell(Seed));
        Assert.Equal("True True 1", Shell(Ask));
        var first = Key;

        var facts = await Place().AskDatabaseAsync(End);
        Assert.Matches("^[0-9]+[.][0-9]+$", facts!.Version);
        Assert.InRange(facts.Bytes, 1_000_000, 1_000_000_000);

        var result = await RotateAsync();
        Assert.Equal((ApplyOutcome.Applied, 2, 2), (result.Outcome, result.Passwords, result.Cells));
        Assert.Empty(result.Findings);
        Assert.NotEqual(first, Key);
        Assert.Equal("True True 0", Shell(Ask));
        Assert.False(File.Exists(Journal));

        // Cut off when what is stored has the new key, and nothing else: back, by whichever verb comes next; then once more.
        var (second, third) = (Key, new SecretText(new string('3', 50)));
        await CutAsync(second, third, second, third);
        Assert.Equal("False False 0", Shell(Ask));
        var settled = await Interruption.SettleAsync(Directory, cancellation: End);
        Assert.Equal((ApplyOutcome.RolledBack, "key.cut-off"), (settled!.Outcome, Assert.Single(settled.Findings).Code));
        Assert.Equal("True True 0", Shell(Ask));
        await CutAsync(second, third, second, third);
        result = await RotateAsync();
        Assert.Equal(ApplyOutcome.Applied, result.Outcome);
        Assert.Equal("True True 0", Shell(Ask));
        Assert.NotEqual(third, Key);
        Assert.NotEqual(second, Key);

        // Cut off when all has the new key but what somebody entered meanwhile: forward.
        var present = Key;
        await CutAsync(second, present, present, second);
        Assert.Equal("False False 0", Shell(Ask));
        result = await RotateAsync();
        Assert.True(result is { Outcome: ApplyOutcome.Applied, Passwords: 2, Cells: 2 },
            string.Join('\n', result.Findings.Select(static f => f.Message)));
        Assert.Equal(present, Key);
        Assert.Equal("True True 0", Shell(Ask));

        // Neither of its keys is there.
        await CutAsync(second, third, second, second);
        result = await RotateAsync();
        Assert.Equal((ApplyOutcome.NeedsPerson, "key.third"), (result.Outcome, Assert.Single(result.Findings).Code));
        File.Delete(Journal);

        // What cannot start leaves the old key.
        result = await RotateAsync(static happened => happened.State is StepState.Started
            && happened.Step.StartsWith("start", StringComparison.Ordinal));
        Assert.Equal(ApplyOutcome.Cancelled, result.Outcome);
        Assert.Equal(present, Key);
        Assert.Equal("True True 0", Shell(Ask));
        Assert.False(File.Exists(Journal));
    }

    public void Dispose()
    {
        foreach (var service in new[] { "mathesar", "db" })
        {
            Docker("rm", "--force", "--volumes", $"{_name}-{service}-1");
        }

        Docker("volume", "rm", "--force", $"{_name}_db", $"{_name}_media");
        Docker("network", "rm", $"{_name}_default");
        _folder.Dispose();
    }

    private static CancellationToken End => TestContext.Current.CancellationToken;

    private string Journal => Path.Join(Directory, ".mathesar-setup", "rotate-key.json");

    private InstalledPlace Place() => InstalledPlace.Open(Directory, ThisMachine.Read())!;

    private async Task InstallAsync()
    {
        var draft = Draft.Empty.With("install.name", _name).With("access.port", FreePort.Take().ToString(CultureInfo.InvariantCulture))
            .With("mathesar.image", StandIns.Mathesar("0.12.0")).With("database.image", StandIns.Postgres).Settle(Scenarios.Machine);
        var reading = new DraftReading(draft, [], []);
        var order = ApplyOrder.Of(reading, reading.Settle().Setup, Directory);
        var planned = await order.PlanAsync((await order.FindPlaceAsync(End)).Place!, End);
        var result = await planned.RunAsync(static _ => { }, End);
        Assert.True(result.Succeeded, string.Join('\n', result.Findings.Select(static f => f.Message)));
    }

    private async Task<RotationResult> RotateAsync(Func<ApplyEvent, bool>? until = null)
    {
        using var cancellation = new CancellationTokenSource();
        return await KeyRotation.RunAsync(Directory, happened =>
        {
            if (until?.Invoke(happened) is true)
            {
                cancellation.Cancel();
            }
        }, cancellation.Token);
    }

    // What a run leaves that is killed: its journal, and what is stored brought from one key to another.
    private async Task CutAsync(SecretText former, SecretText key, SecretText from, SecretText to)
    {
        var place = Place();
        new KeyJournal(former.Reveal(), key.Reveal()).Save(new Disk(Directory));
        await using var shell = await (await KnownRuntimes.FindAsync(place.Setup, End)).Place!.ControlOf(place.Setup, Directory)
            .InsideAsync(ServiceRole.Web, End);
        await new StoredKeys(new MathesarShell(shell)).RenewAsync(from, to, End);
    }

    private string Shell(string lines) => MathesarShell.Said(new ChildProcess(_docker, "exec", $"{_name}-mathesar-1", "python3", "manage.py", "shell",
        "-c", lines).Run().Successful().Output)!;

    private void Docker(params string[] arguments) => new ChildProcess(_docker, arguments).Run();
}
