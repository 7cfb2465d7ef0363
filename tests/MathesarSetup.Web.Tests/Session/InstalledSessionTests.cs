using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;
using Microsoft.Extensions.Time.Testing;

namespace MathesarSetup.Web.Session;

/// <summary>A wizard that opens a directory in which it, or the command line, has written before.</summary>
public sealed class InstalledSessionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
    private readonly DraftStore _store;

    public InstalledSessionTests() => _store = new DraftStore(_directory.At("state"));

    [Fact]
    public async Task TheAnswersInTheDirectoryAreWhereItGoesOn()
    {
        var written = await Install(("access.port", "8123"), ("sso.providers.google.client-id", "tables"));

        await using var again = Begin();

        Assert.False(again.IsResumed);
        Assert.Equal(written.Texts, again.Setup.Draft.Texts);
    }

    [Fact]
    public async Task ASecondWritingChangesNothing()
    {
        await Install(("access.port", "8123"));
        await using var again = Begin();

        var result = again.Write();

        Assert.True(result.Succeeded);
        Assert.False(result.Comparison.HasDifferences, result.Comparison.Diff());
    }

    [Fact]
    public async Task AnOldDraftNeverReplacesTheSecretsThatTheDataWasMadeWith()
    {
        await using (var first = Begin())
        {
            first.Answer("access.port", "8001");
        }

        var saved = _store.Load(Installation).Draft!;
        var written = await Install(("access.port", "8002"));
        Assert.Null(_store.Save(Installation,
            saved.With("secrets.key", "another-key-that-was-made-up-0123456789").With("database.password", "made-up-too")));

        await using var again = Begin();

        Assert.Equal("8001", again.Setup.Draft.Texts["access.port"]);
        Assert.All(["secrets.key", "database.password", "admin.password"], key => Assert.Equal(written.Texts[key], again.Setup.Draft.Texts[key]));
    }

    [Fact]
    public async Task WhatAVerbChangedInTheFilesIsFollowedAndWhatIsDraftedStaysDrafted()
    {
        await Install(("access.port", "8123"), ("mathesar.version", "0.11.0"));
        await using var open = Begin();
        open.Answer("access.port", "8124");
        var key = open.Setup.Draft.Texts["secrets.key"];
        // Another release and key, as upgrade and rotate-key leave them.
        await using (var verb = Begin())
        {
            verb.Answer("mathesar.version", "0.12.0");
            verb.Answer("secrets.key", "another-key-of-fifty-letters-0123456789-0123456789");
            Assert.True(verb.Write().Succeeded);
        }

        open.FollowDirectory();

        Assert.Equal(("8124", "0.12.0", "another-key-of-fifty-letters-0123456789-0123456789"),
            (open.Setup.Draft.Texts["access.port"], open.Setup.Draft.Texts["mathesar.version"], open.Setup.Draft.Texts["secrets.key"]));
        Assert.False(open.CanUndo);
        Assert.NotEqual(key, open.Setup.Draft.Texts["secrets.key"]);

        open.Answer("access.port", "8123");
        open.FollowDirectory();
        Assert.False(open.IsAheadOfDisk);
        Assert.False(open.Write().Comparison.HasDifferences);
    }

    [Fact]
    public async Task AnInstallationThatWasReadStillMakesRoomAfterTheProgramWasEnded()
    {
        var compose =
            _directory.Write("mathesar/compose.yaml",
                "services:\n  tables:\n    image: mathesar/mathesar:0.9.0\n    environment:\n      SECRET_KEY: k123456789012345678901234567890123\n"
                    + "    volumes: [pg:/var/lib/postgresql]\n    ports: ['8010:8000']\nvolumes: {pg: }\n");
        await using (var first = Begin())
        {
            first.Import(FoundPlace.Read(Installation)!, isHere: true);
            first.Answer("access.port", "8011");
        }

        await using var again = Begin();

        Assert.True(again.IsResumed);
        Assert.Equal("8010", again.Start.Draft.Texts["access.port"]);
        Assert.NotEmpty(again.Traces["compose.yaml"].SinceStart);
        Assert.DoesNotContain(again.Look().Open.Changes, c => c.NeedsForce);
        Assert.True(again.Write().Succeeded);
        Assert.Contains("8011:8000", await File.ReadAllTextAsync(compose, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesThatStayTheirAuthorsDoSoAfterTheProgramWasEndedAndWhatWasGivenForThemCounts()
    {
        const string Own = "services:\n  tables:\n    image: mathesar/mathesar:0.9.0\n    environment:\n"
            + "      SECRET_KEY: 0123456789012345678901234567890123\n      POSTGRES_HOST: db.example.org\n"
            + "      POSTGRES_PASSWORD: ${PW}\n    ports: ['8010:8000']\n";
        var compose = _directory.Write("mathesar/compose.yaml", Own);
        await using (var first = Begin())
        {
            first.Import(FoundPlace.Read(Installation)!.With("database.password", "of the panel").InPlace(), isHere: true);
            first.Answer("access.port", "8011");
        }

        await using var again = Begin();

        Assert.True(again.IsInPlace);
        Assert.Equal([7], again.Traces["compose.yaml"].SinceStart);
        Assert.True(again.Write().Succeeded, string.Join('\n', again.Setup.Findings));
        Assert.Equal(Own.Replace("8010", "8011", StringComparison.Ordinal),
            await File.ReadAllTextAsync(compose, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TheRecommendedSettingsKeepTheSecretsOfWhatIsInstalled()
    {
        var written = await Install(("install.name", "team-tables"));
        await using var again = Begin();

        again.StartOver();

        Assert.All(["secrets.key", "database.password", "install.name"], key => Assert.Equal(written.Texts[key], again.Setup.Draft.Texts[key]));
    }

    [Fact]
    public async Task SecretsThatCannotBeReadForbidWritingNewOnes()
    {
        await Install();
        await File.WriteAllTextAsync(Path.Join(Installation, "mathesar.secrets.yaml"), "secrets: [broken", TestContext.Current.CancellationToken);

        await using var again = Begin();

        Assert.True(again.Setup.IsBlocked);
        Assert.Contains(again.Setup.Findings,
            f => f.Severity is Severity.Error && f.File is not null && f.File.EndsWith("mathesar.secrets.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnswersThatSomebodyWroteByHandAreReadAndNoDecision()
    {
        var answers = _directory.Write("mathesar/mathesar.yaml", "schema: 1\naccess: {port: 8123}\n");
        await using var session = Begin();

        Assert.DoesNotContain(session.Look().Open.Changes, c => c.NeedsForce);
        Assert.True(session.Write().Succeeded);
        Assert.Contains("port: 8123", await File.ReadAllTextAsync(answers, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsWrittenAndWhatIsInstalledAreTheSameFiles()
    {
        await Install();
        var answers = Path.Join(Installation, "mathesar.yaml");
        await File.WriteAllTextAsync(answers, "# Ours\n" + await File.ReadAllTextAsync(answers, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        await using var session = Begin();

        var order = session.Order(session.Look().Decided, Acceptance.None);
        Assert.StartsWith("# Ours\n", order.Sources.FilesFor(order.Setup, order.Directory).Files.Single(f => f.Path == "mathesar.yaml").Content,
            StringComparison.Ordinal);
        Assert.True(session.Write().Succeeded);
        Assert.StartsWith("# Ours\n", await File.ReadAllTextAsync(answers, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private string Installation => _directory.At("mathesar");

    private async Task<Draft> Install(params (string Key, string Text)[] answers)
    {
        await using var session = Begin();
        foreach (var (key, text) in answers)
        {
            session.Answer(key, text);
        }

        Assert.True(session.Write().Succeeded);
        await session.DisposeAsync();
        Assert.Null(_store.Load(Installation).Draft);
        return session.Setup.Draft;
    }

    private WizardSession Begin() =>
        new(Installation, _store, new Machine(2, 0, length => System.Security.Cryptography.RandomNumberGenerator.GetBytes(length)), _time);
}
