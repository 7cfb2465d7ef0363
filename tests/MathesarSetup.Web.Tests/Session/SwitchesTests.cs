using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using Microsoft.Extensions.Time.Testing;

namespace MathesarSetup.Web.Session;

/// <summary>Whoever changes his mind and changes it back finds what he typed.</summary>
public sealed class SwitchesTests : IDisposable
{
    private const int Runs = 40;
    private const int Typed = 6;

    private static readonly Setting[] s_switches = [DatabaseSettings.Mode, FileSettings.Kind, RunSettings.Target, HostSettings.ForOneUser];

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Runs)];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task There_and_back_is_where_one_was(int seed)
    {
        await using var session = Open();
        var random = new Random(seed);
        for (var round = 0; round < 3; round++)
        {
            Type(session, random);
            GoAndComeBack(session, random, depth: 3, [.. s_switches], mayMove: true);
        }
    }

    [Fact]
    public async Task What_was_typed_for_a_proxy_comes_back_with_it()
    {
        await using var session = Open();
        session.Choose(Audience.Internet, "192.168.1.20");
        session.Answer("access.url", "https://tables.acme.dev");
        session.Answer("proxy.kind", "nginx");
        session.Answer("proxy.certificate", "/etc/ssl/tables.pem");
        var before = session.Setup.Draft.Texts;

        session.Answer("proxy.kind", "external");
        session.Choose(Audience.Network, "192.168.1.20");
        session.Choose(Audience.ThisMachine, "192.168.1.20");
        session.Choose(Audience.Internet, "192.168.1.20");
        session.Answer("proxy.kind", "nginx");

        Assert.Equal(before, session.Setup.Draft.Texts);
    }

    [Fact]
    public async Task A_password_of_ones_own_server_is_never_the_bundled_one_and_counts_where_it_is_typed()
    {
        await using var session = Open();
        var made = session.Setup.Draft.Texts["database.password"];
        Assert.False(session.IsOwn(DatabaseSettings.Password));

        session.Answer("database.mode", "existing");
        Assert.DoesNotContain("database.password", session.Setup.Draft.Texts.Keys);
        session.Answer("database.password", "of the company");
        session.Answer("database.mode", "bundled");
        Assert.Equal(made, session.Setup.Draft.Texts["database.password"]);

        session.Answer("database.password", "chosen for the volume");
        Assert.True(session.IsOwn(DatabaseSettings.Password));
        session.Answer("database.mode", "existing");
        Assert.Equal("of the company", session.Setup.Draft.Texts["database.password"]);
    }

    // Goes to another answer of one switch, on from there to others, and back.
    private static void GoAndComeBack(WizardSession session, Random random, int depth, List<Setting> left, bool mayMove)
    {
        if (depth == 0)
        {
            return;
        }

        var before = session.Setup.Draft.Texts;
        if (mayMove && random.Next(3) == 0)
        {
            var (was, there) = (Audiences.Of(session.Setup.Answers), (Audience)random.Next(3));
            session.Choose(there, "192.168.1.20");
            GoAndComeBack(session, random, depth - 1, left, mayMove: false);
            session.Choose(was, "192.168.1.20");
        }
        else if (left is not [])
        {
            var setting = left[random.Next(left.Count)];
            var options = ((Editor.Choice)setting.Editor).Options;
            var was = before.GetValueOrDefault(setting.Key);
            session.Answer(setting.Key, options[random.Next(options.Length)].Text);
            GoAndComeBack(session, random, depth - 1, [.. left.Where(s => s != setting)], mayMove);
            session.Answer(setting.Key, was);
        }

        Assert.Equal(before, session.Setup.Draft.Texts);
    }

    private static void Type(WizardSession session, Random random)
    {
        var asked = Settings.All.Where(s => !s.Repeated && s.Editor is not (Editor.Choice or Editor.Toggle) && s.Expand is null
            && !LayoutSettings.Holds(s) && s.AskedWhen(session.Setup.Answers)).ToArray();
        foreach (var setting in random.GetItems(asked, Typed))
        {
            session.Answer(setting.Key, random.Next(4) == 0 ? "half a th" : setting.ExampleText, typed: true);
        }

        session.Leave();
    }

    private WizardSession Open() => new(_directory.At("mathesar"), new DraftStore(_directory.At("state")), Scenarios.Machine, new FakeTimeProvider());
}
