using System.Collections.Immutable;
using Bunit;
using MathesarSetup.App.Assessing;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;
using MathesarSetup.Reference;
using MathesarSetup.Web.Cli;
using MathesarSetup.Web.Components.Layout;
using MathesarSetup.Web.Components.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StepState = MathesarSetup.Web.Components.Layout.StepState;

namespace MathesarSetup.Web.Session;

/// <summary>Whatever is found, and whoever says it: every place that shows findings is asked, and all give the same answer.</summary>
public sealed class ReadinessTests : WizardContext
{
    private static readonly EngineInfo s_engine = new()
    {
        Endpoint = new Uri("unix:///run/docker.sock"),
        Source = "a test",
        Name = "here",
        Product = "Docker Engine",
        Version = "28.0.0",
        ApiVersion = new Version(1, 47),
        IsRootless = false,
        IsPodman = false,
        Architecture = "amd64",
        RootDirectory = "/var/lib/docker",
    };

    private readonly StandInCheck _check = new();
    private ImmutableArray<Finding> _said = [];
    private ImmutableArray<Finding> _inDirectory = [];
    private ImmutableArray<Finding> _inEngine = [];

    public ReadinessTests()
    {
        Services.AddSingleton(services => new LiveChecks(services.GetRequiredService<WizardSession>(), Time, [_check],
            services.GetRequiredService<OpenTabs>()));
        Services.AddSingleton(new ReadinessSources(
            () => _said,
            () => new DirectoryLook(new Comparison([], []), Decisions.None, new Comparison([], _inDirectory), _inDirectory),
            (decided, _, _) => Task.FromResult(new EngineLook(new PlaceSearch([], new DockerPlace(s_engine), []), Changes(_inEngine), decided))));
    }

    public static TheoryData<Origin> Origins => [.. Enum.GetValues<Origin>()];

    private WizardReadiness Standing => Services.GetRequiredService<WizardReadiness>();

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task Every_place_gives_the_same_answer_to_each_kind(Origin origin)
    {
        Assert.True(FindingKinds.All.Length > 200);
        foreach (var (kind, key) in FindingKinds.All.Select(static (kind, i) => (kind, i % 2 == 0 ? "access.port" : null)))
        {
            var finding = kind.Say($"{kind.Code} is said here. More of it.", key);
            await FoundAsync(origin, [finding]);
            // A check's finding without a field stands below the check, and any other one on the review.
            var step = key is not null || origin is Origin.Check ? "address" : "review";
            Ask(finding, origin, step);
        }
    }

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task The_pages_show_all_of_it_and_the_terminal_says_it(Origin origin)
    {
        ImmutableArray<Finding> all = [.. FindingKinds.All.Select(static kind => kind.Say($"{kind.Code} is said here.", "access.port"))];
        await FoundAsync(origin, all);
        string[] expected = [.. Standing.Now.All.Select(static s => s.Finding.Code)];
        Assert.Equal(all.Select(static f => f.Code).Order(), expected.Order());

        Assert.Equal(expected, Codes(Render<ReviewPage>()));
        Assert.Equal(expected, Codes(Render<FinishPage>()));
        var printed = new StringWriter();
        FindingOutput.Print(Standing.Now.All.Select(static s => s.Finding), printed);
        Assert.Equal(expected, printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(": ")[1].Split(' ')[0]));
    }

    [Fact]
    public async Task What_several_say_counts_once_and_weighs_most()
    {
        var finding = FindingKinds.All.First(static k => k.Severity is Severity.Error).Say("The same.", "access.port");
        await FoundAsync(Origin.Check, [finding with { Fix = Fix.To("Settle it", "access.port", "8001") }]);
        Assert.Single(Standing.Now.Passable);
        await FoundAsync(Origin.Engine, [finding]);
        await TriedAsync([finding with { Fix = Fix.To("Settle it", "access.port", "8001") }]);
        Assert.True(Assert.Single(Standing.Now.All).IsBlocking);
    }

    [Fact]
    public async Task What_a_check_found_is_passed_by_only_by_its_name()
    {
        var kind = FindingKinds.All.First(static k => k.Severity is Severity.Error);
        await FoundAsync(Origin.Check, [kind.Say("The server is silent. Wait.", "access.port")]);
        var bar = Render<ActBar>();
        bar.Find("button.act").Click();

        var question = bar.WaitForElement(".act-sheet");
        Assert.StartsWith("Install although this stands?", question.QuerySelector("strong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("The server is silent.", question.QuerySelector("li")!.TextContent.Trim());
        Assert.Null(Services.GetRequiredService<Installer>().Run);
        bar.FindAll(".act-sheet button")[1].Click();
        Assert.Empty(bar.FindAll(".act-sheet"));
    }

    private void Ask(Finding finding, Origin origin, string step)
    {
        var (isError, isWarning) = (finding.Severity is Severity.Error, finding.Severity is Severity.Warning);
        var isBlocking = isError && origin is not Origin.Check;
        var expected = isError ? StepState.Error : isWarning ? StepState.Warning : StepState.Open;

        var rail = Render<Rail>(p => p.Add(r => r.Current, Place.All[0]));
        Assert.All(Place.All, place => Assert.Equal(place.Id == step ? Class(expected) : "", rail.Find($"a[href='{place.Id}']").ClassName ?? ""));

        var top = Render<TopBar>();
        Assert.Equal((isError ? 1 : 0, isWarning ? 1 : 0), (top.FindAll(".tally.is-error").Count, top.FindAll(".tally.is-warning").Count));

        var bar = Render<ActBar>();
        Assert.Equal(isError ? [$"1 thing stands in the way: {finding.Code} is said here."] : [],
            bar.FindAll(".act-note").Select(static n => n.TextContent.Trim()));
        Assert.Equal(isBlocking ? 0 : 1, bar.FindAll("button.act").Count);
        Assert.Single(bar.FindAll(".mud-button-filled"));

        var (output, errors) = (new StringWriter(), new StringWriter());
        var apply = new ApplyOutput(asJson: false, output, errors);
        apply.Show(new DockerPlace(s_engine), Changes([]), Standing.Now);
        Assert.Equal(isBlocking, !errors.ToString().Contains(finding.Message, StringComparison.Ordinal));
        apply.RefuseUnlessAccepted([.. Standing.Now.Passable.Select(static s => s.Finding)]);
        Assert.Equal(isError && !isBlocking, errors.ToString().Contains($"--accept-finding {finding.Code}", StringComparison.Ordinal));
        DisposeComponentsAsync().GetAwaiter().GetResult();
    }

    private async Task FoundAsync(Origin origin, ImmutableArray<Finding> findings)
    {
        _said = origin is Origin.Answers ? findings : [];
        _inDirectory = origin is Origin.Directory ? findings : [];
        _inEngine = origin is Origin.Engine ? findings : [];
        Standing.Reach();
        await TriedAsync(origin is Origin.Check ? findings : []);
        await Standing.SettleAsync();
        Until(() => Standing.Now.All.Length == findings.Length);
    }

    private async Task TriedAsync(ImmutableArray<Finding> findings)
    {
        var live = Services.GetRequiredService<LiveChecks>();
        var runs = _check.Runs;
        live.Again(live.All[0]);
        Until(() => _check.Runs > runs);
        _check.End(CheckOutcome.Of(findings));
        await live.SettleAsync();
    }

    private static void Until(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10)));

    private static ApplyChanges Changes(ImmutableArray<Finding> findings) => new([], new Comparison([], []), findings);

    private static string Class(StepState state) => state switch
    {
        StepState.Error => "is-error",
        StepState.Warning => "is-warning",
        _ => "",
    };

    private static string[] Codes<T>(IRenderedComponent<T> page) where T : IComponent =>
        [.. page.FindAll("[data-code]").Select(static f => f.GetAttribute("data-code")!)];
}
