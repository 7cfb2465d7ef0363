using System.Collections.Immutable;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using Microsoft.Extensions.Time.Testing;

namespace MathesarSetup.Web.Session;

/// <summary>The wizard and the command line are one: the same change of the same installation gives the same answers, findings and files.</summary>
public sealed class ParityTests : IDisposable
{
    private const string Url = "postgresql://me:s3cret@other.example.com:5433/records";

    private const string Compose = """
        services:
          tables:
            image: mathesar/mathesar:0.9.0
            environment:
              SECRET_KEY: k123456789012345678901234567890123
              POSTGRES_PASSWORD: old
            volumes: [pg:/var/lib/postgresql]
            ports: ['8010:8000']
        volumes: {pg: }

        """;

    // How an installation came to be: what was said before each write.
    private static readonly Dictionary<string, (string Key, string Text)[][]> s_states = new(StringComparer.Ordinal)
    {
        ["fresh"] = [],
        ["bundled"] = [[]],
        ["existing"] = [[("database.mode", "existing"), ("database.host", "db.example.com"), ("database.password", "of the company")]],
        ["moved to a server"] = [[], [("database.url", Url)]],
        ["for trying"] = [[("database.mode", "builtin")]],
        ["in a cluster"] = [[("target", "kubernetes"), ("access.url", "https://tables.example.com")]],
        ["behind a proxy, with single sign-on"] =
        [
            [
                ("proxy.kind", "caddy"), ("access.url", "https://tables.example.com"), ("sso.required", "true"),
                ("sso.providers.google.type", "oidc"),
                ("sso.providers.google.client-id", "tables"), ("sso.providers.google.client-secret", "s3cret"),
                ("sso.providers.google.server-url", "https://accounts.google.com"),
            ],
        ],
        ["imported"] = [],
    };

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> States => [.. s_states.Keys];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(States))]
    public async Task Every_change_of_every_setting_means_the_same_in_both(string state)
    {
        await using var session = await Begin(state);
        foreach (var (key, text) in Changes())
        {
            session.Answer(key, text);
            var (setup, findings) = CommandLine((key, text)).Settle();
            var change = $"{key}={text}";
            Assert.Equal((change, Texts(setup.Draft, setup)), (change, Texts(session.Setup.Draft, setup)));
            Assert.Equal((change, Words(findings)), (change, Words(session.Setup.Findings)));
            Assert.Equal((change, Files(setup)), (change, Files(session.Setup)));
            if (session.CanUndo)
            {
                session.Undo();
            }
        }
    }

    [Theory]
    [InlineData("database.mode=existing", "database.mode=bundled")]
    [InlineData("database.mode=builtin", "database.mode=bundled")]
    [InlineData("database.url=" + Url, "database.mode=bundled", "database.mode=existing")]
    [InlineData("target=kubernetes", "target=compose")]
    public async Task A_way_there_and_back_ends_in_the_same_files_when_each_step_is_written(params string[] steps)
    {
        await using var session = await Begin("bundled");
        var began = Secrets(session.Setup.Draft);
        foreach (var step in steps.Select(static s => s.Split('=', 2)))
        {
            var (setup, findings) = CommandLine((step[0], step[1])).Settle();
            session.Answer(step[0], step[1]);
            Assert.Equal(Files(setup), Files(session.Setup));
            if (findings.All(static f => f.Severity is not Severity.Error))
            {
                Assert.True(session.Write().Succeeded);
            }
        }

        Assert.Equal(steps[^1] is "database.mode=existing" ? "s3cret" : began["database.password"], session.Setup.Draft.Texts["database.password"]);
        Assert.Contains(began["database.password"], Secrets(session.Setup.Draft).Values);
    }

    [Fact]
    public async Task A_password_made_for_one_place_never_goes_to_another()
    {
        await using var session = await Begin("bundled");
        var made = session.Setup.Draft.Texts["database.password"];

        var (setup, _) = CommandLine(("database.mode", "existing"), ("database.host", "db.example.com")).Settle();

        Assert.DoesNotContain("database.password", setup.Draft.Texts.Keys);
        Assert.All(setup.Files.Where(static f => f.Path is not AnswersFile.SecretsName),
            f => Assert.DoesNotContain(made, f.Content, StringComparison.Ordinal));
        Assert.Equal(made, setup.Draft.Texts["kept.bundled-password"]);
    }

    [Fact]
    public async Task The_file_of_answers_that_somebody_edits_means_what_a_flag_means()
    {
        await using var session = await Begin("bundled");
        var file = Path.Join(Installation, AnswersFile.Name);
        var flagged = CommandLine(("database.mode", "existing"), ("database.host", "db.example.com")).Settle().Setup;
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var edited = text.Replace("\ndatabase:\n", "\ndatabase:\n  mode: existing\n  host: db.example.com\n", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, edited, TestContext.Current.CancellationToken);

        Assert.Equal(flagged.Draft.Texts, CommandLine().Settle().Setup.Draft.Texts);
    }

    [Fact]
    public async Task A_flag_and_a_variable_are_said_at_the_same_time()
    {
        await using var session = await Begin("bundled");

        var draft = new DraftSources
        {
            Directory = Installation,
            Machine = Scenarios.Machine,
            Variables = [new SaidText("MATHESAR_SETUP_DATABASE_PASSWORD", "database-password", "of the company")],
            Flags = [new SaidText("--database-mode", "database-mode", "existing")],
        }.Read().Draft;

        Assert.Equal("of the company", draft.Texts["database.password"]);
    }

    [Fact]
    public async Task A_draft_from_before_keeps_the_password_of_its_own_server()
    {
        var session = await Begin("bundled");
        var made = session.Setup.Draft.Texts["database.password"];
        session.Answer("database.url", Url);
        await session.DisposeAsync();

        await using var again = Open();

        Assert.Equal(("s3cret", made), (again.Setup.Draft.Texts["database.password"], again.Setup.Draft.Texts["kept.bundled-password"]));
        again.StartOver();
        Assert.Equal(made, again.Setup.Draft.Texts["database.password"]);
    }

    private static IEnumerable<(string Key, string Text)> Changes() =>
    [
        // Whose the files are is said by an import alone.
        .. from setting in Settings.All
           where !LayoutSettings.All.Contains(setting)
           let key = setting.At([.. new[] { "google", "sales" }.Take(setting.Key.Count(static c => c == '*'))])
           from text in Texts(setting).Distinct()
           select (key, text),
        ("database.url", "mysql://"), ("database.url", Url), ("database.url", "postgresql://me@other.example.com"), ("target", "nowhere"),
        ("access.port", "99999"),
    ];

    private static IEnumerable<string> Texts(Setting setting) =>
        setting.Editor is Editor.Choice { Options.Length: < 8 } choice ? choice.Options.Select(static option => option.Text)
        : setting.Editor is Editor.Toggle ? ["true", "false"]
        : [setting.ExampleText];

    private async Task<WizardSession> Begin(string state)
    {
        var session = Open();
        if (state == "imported")
        {
            _directory.Write("mathesar/compose.yaml", Compose);
            session.Import(FoundPlace.Read(Installation)!, isHere: true);
            Assert.True(session.Write().Succeeded);
        }

        foreach (var said in s_states[state])
        {
            session.Apply(new Fix("", said.ToImmutableSortedDictionary(static s => s.Key, static s => (string?)s.Text, StringComparer.Ordinal)));
            Assert.True(session.Write().Succeeded);
        }

        await session.DisposeAsync();
        return Open();
    }

    private DraftReading CommandLine(params (string Key, string Text)[] said) => new DraftSources
    {
        Directory = Installation,
        Machine = Scenarios.Machine,
        Flags = [.. said.Select(static s => new SaidText($"--set {s.Key}", s.Key, s.Text))],
    }.Read();

    private string Installation => _directory.At("mathesar");

    private WizardSession Open() => new(Installation, new DraftStore(_directory.At("state")), Scenarios.Machine, new FakeTimeProvider());

    // What a wizard made up before a question went away stays in its draft, and means nothing.
    private bool IsIdle(string key, Setup setup) => !InstallPlace.HoldsInstallation(Installation)
        && Settings.Find(key) is { Settle: not null, Repeated: false } setting && !setting.AskedWhen(setup.Answers);

    private string Texts(Draft draft, Setup setup) =>
        string.Join('\n', draft.Texts.Where(t => !IsIdle(t.Key, setup)).Select(static t => $"{t.Key}={t.Value}"));

    private string Files(Setup setup) => string.Join('\n', setup.Files
        .Where(f => InstallPlace.HoldsInstallation(Installation) || f.Path is not (AnswersFile.Name or AnswersFile.SecretsName))
        .Select(static f => $"{f.Path}\n{f.Content}"));

    private static string Words(IEnumerable<Finding> findings) =>
        string.Join('\n', findings.Select(static f => $"{f.Severity} {f.Code} {f.Key}: {f.Message}").Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Secrets(Draft draft) =>
        draft.Texts.Where(static t => Settings.Find(t.Key) is { Secret: true }).ToDictionary(StringComparer.Ordinal);
}
