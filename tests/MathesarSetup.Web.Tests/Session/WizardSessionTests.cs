using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using Microsoft.Extensions.Time.Testing;

namespace MathesarSetup.Web.Session;

public sealed class WizardSessionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
    private readonly DraftStore _store;

    public WizardSessionTests() => _store = new DraftStore(_directory.At("state"));

    [Fact]
    public async Task ANewSessionHasEverySecretAndNothingToMend()
    {
        await using var session = Begin();

        Assert.False(session.IsResumed);
        Assert.False(session.Setup.IsBlocked);
        Assert.NotEmpty(session.Setup.Draft.Texts["secrets.key"]);
        Assert.Empty(session.Traces);
    }

    [Fact]
    public async Task AnAnswerChangesTheFilesAndSaysWhere()
    {
        await using var session = Begin();

        session.Answer("access.port", "8123", typed: true);

        var trace = session.Traces["compose.yaml"];
        var lines = session.Setup.Files.First(f => f.Path == "compose.yaml").Content.Split('\n');
        Assert.NotEmpty(trace.Touched);
        Assert.All(trace.Touched, line => Assert.Contains("8123", lines[line], StringComparison.Ordinal));
    }

    [Fact]
    public async Task PuttingAnAnswerBackLeavesNoTrace()
    {
        await using var session = Begin();
        session.Answer("access.port", "8123");

        session.Answer("access.port", "8000");

        Assert.All(session.Traces.Values, trace => Assert.Equal(0, trace.Count));
    }

    [Fact]
    public async Task GoingThroughEveryTargetAndBackLosesNoAnswerAndChangesNoFile()
    {
        await using var session = Begin();
        foreach (var (key, text) in new[]
        {
            ("access.url", "https://tables.example.com"), ("proxy.kind", "caddy"), ("storage.kind", "directory"), ("tuning.workers", "7"),
            ("database.name", "tables"),
        })
        {
            session.Answer(key, text);
        }

        var (answers, files) = (session.Setup.Draft.Texts, session.Setup.Files.Select(f => (f.Path, f.Content)).ToArray());
        foreach (var target in KnownTargets.All)
        {
            session.Answer("target", target.Id);
            Assert.All(answers.Where(t => t.Key != "target"), t => Assert.Equal(t.Value, session.Setup.Draft.Texts.GetValueOrDefault(t.Key)));
        }

        session.Answer("target", "compose");
        Assert.Equal(files.Select(f => f.Path), session.Setup.Files.Select(f => f.Path));
        Assert.All(files.Where(f => f.Path != "mathesar.yaml"),
            f => Assert.Equal(f.Content, session.Setup.Files.Single(now => now.Path == f.Path).Content));
    }

    [Fact]
    public async Task AnAnswerThatTheNewTargetHasNoUseForIsToldWithTheTargetsThatKeepIt()
    {
        await using var session = Begin();
        session.Answer("target", "kubernetes");
        session.Answer("kubernetes.replicas", "3");
        session.Answer("access.bind", "0.0.0.0");
        Assert.Contains(session.Setup.Findings, f => f.Code == "kubernetes.no-effect" && f.Key == "access.bind");

        session.Answer("target", "compose");

        var told = Assert.Single(session.Setup.Findings, f => f.Code == "target.not-asked");
        Assert.Equal(("kubernetes.replicas", Severity.Note), (told.Key, told.Severity));
        Assert.Contains("kept for Kubernetes and Helm", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Setup.Findings, f => f.Code == "kubernetes.no-effect");
        session.Apply(told.Fix!);
        Assert.DoesNotContain(session.Setup.Findings, f => f.Code == "target.not-asked");
    }

    [Fact]
    public async Task WorkersThatWereMadeUpForThisMachineAreMadeUpAnewForACluster()
    {
        await using var session = Begin();
        var here = session.Setup.Draft.Texts["tuning.workers"];
        Assert.NotEqual("3", here);
        session.Answer("target", "kubernetes");
        Assert.Equal("3", session.Setup.Draft.Texts["tuning.workers"]);
        session.Answer("target", "systemd");
        Assert.Equal(here, session.Setup.Draft.Texts["tuning.workers"]);
    }

    [Fact]
    public async Task AFixIsOneStepThatCanBeUndone()
    {
        await using var session = Begin();
        session.Answer("access.port", "99999");

        session.Apply(Fix.To("Use 8080", "access.port", "8080"));
        Assert.Equal(8080, session.Setup.Answers.Get(AccessSettings.Port));
        session.Undo();

        Assert.Equal("99999", session.Setup.Draft.Texts["access.port"]);
        Assert.True(session.Setup.IsBlocked);
    }

    [Fact]
    public async Task TheDraftIsOnTheDiskAMomentAfterTheLastChange()
    {
        await using var session = Begin();
        session.Answer("admin.username", "grace");
        Assert.Null(_store.Load(session.Directory).Draft);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("grace", _store.Load(session.Directory).Draft!.Texts["admin.username"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_store.PathOf(session.Directory)));
    }

    [Fact]
    public async Task EndingTheProgramSavesWhatWasNotSavedYet()
    {
        await using (var session = Begin())
        {
            session.Answer("admin.username", "grace");
        }

        await using var again = Begin();
        Assert.True(again.IsResumed);
        Assert.Equal("grace", again.Setup.Answers.Get(SecretSettings.AdminName));
    }

    [Fact]
    public async Task SecretsStayTheSameWhenTheProgramStartsAgain()
    {
        string key;
        await using (var session = Begin())
        {
            key = session.Setup.Draft.Texts["secrets.key"];
        }

        await using var again = Begin();
        Assert.Equal(key, again.Setup.Draft.Texts["secrets.key"]);
    }

    [Fact]
    public async Task WritingPutsTheFilesIntoTheDirectoryAndStartsCountingAnew()
    {
        await using var session = Begin();
        session.Answer("access.port", "8123");

        var result = session.Write();

        Assert.True(result.Succeeded);
        Assert.False(session.IsAheadOfDisk);
        Assert.Empty(session.Traces);
        Assert.All(session.Setup.Files, file => Assert.Equal(file.Content, File.ReadAllText(Path.Join(session.Directory, file.Path))));
    }

    [Fact]
    public async Task AFileThatIsKeptStaysAsSomebodyEditedIt()
    {
        await using var session = Begin();
        session.Write();
        var compose = Path.Join(session.Directory, "compose.yaml");
        File.AppendAllText(compose, "# mine\n");
        session.Answer("access.port", "8123");

        session.Write();
        Assert.EndsWith("# mine\n", File.ReadAllText(compose), StringComparison.Ordinal);

        session.Write();
        Assert.EndsWith("# mine\n", File.ReadAllText(compose), StringComparison.Ordinal);
        Assert.Contains(":8123:8000", File.ReadAllText(compose), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryTabHearsOfAChange()
    {
        await using var session = Begin();
        var heard = 0;
        session.Changed += () => heard++;

        session.Answer("admin.username", "grace");
        session.Undo();

        Assert.Equal(2, heard);
    }

    [Fact]
    public async Task GoingToAnotherPlaceForTheDatabaseAndBackChangesNothing()
    {
        await using var session = Begin();
        var before = session.Setup.Draft.Texts;

        session.Answer("database.mode", "existing");
        Assert.DoesNotContain("database.password", session.Setup.Draft.Texts.Keys);
        session.Answer("database.mode", "bundled");

        Assert.Equal(before["database.password"], session.Setup.Draft.Texts["database.password"]);
    }

    public void Dispose() => _directory.Dispose();

    private WizardSession Begin() => new(_directory.At("mathesar"), _store, Scenarios.Machine, _time);
}
