using AngleSharp.Dom;
using Bunit;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Findings;
using MathesarSetup.Web.Components.Fields;
using Microsoft.Extensions.DependencyInjection;

namespace MathesarSetup.Web.Session;

/// <summary>Checks run while somebody looks, once the typing rests, and show where they belong.</summary>
public sealed class LiveCheckTests : WizardContext
{
    private readonly StandInCheck _check = new();

    public LiveCheckTests() => Services.AddSingleton(services => new LiveChecks(services.GetRequiredService<WizardSession>(), Time, [_check],
        services.GetRequiredService<OpenTabs>()));

    private LiveChecks Live => Services.GetRequiredService<LiveChecks>();

    [Fact]
    public void Nothing_runs_while_nobody_looks()
    {
        Wizard.Answer("access.port", "8001");
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(Assert.Single(Live.Current).Result);
        Assert.False(Live.All[0].IsRunning);
        Assert.Equal(0, _check.Runs);
    }

    [Fact]
    public void A_check_begins_once_the_typing_rests_and_never_blocks_the_form()
    {
        var field = Field(AccessSettings.Port);
        Rest();
        _check.End(CheckOutcome.Of("Fine."));
        field.WaitForAssertion(() => Assert.Contains("Fine.", Line(field), StringComparison.Ordinal));

        foreach (var text in new[] { "8", "80", "808" })
        {
            field.Find("#access-port").Input(text);
            Time.Advance(LiveCheck.Pause / 2);
        }

        Assert.Equal(1, _check.Runs);
        Assert.Contains("Stand-in: trying", Line(field), StringComparison.Ordinal);
        Rest(runs: 2);
        Assert.Equal("808", field.Find("#access-port").GetAttribute("value"));
    }

    [Fact]
    public void A_run_is_cancelled_when_its_answer_changes_and_its_outcome_is_not_shown()
    {
        var field = Field(AccessSettings.Port);
        Rest();
        field.Find("#access-port").Input("8002");
        Assert.True(SpinWait.SpinUntil(() => _check.Cancelled == 1, TimeSpan.FromSeconds(10)));
        Rest(runs: 2);
        _check.End(CheckOutcome.Of("The second."));
        field.WaitForAssertion(() => Assert.Contains("The second.", Line(field), StringComparison.Ordinal));
    }

    [Fact]
    public void An_answer_that_it_does_not_use_starts_nothing()
    {
        var field = Field(AccessSettings.Port);
        Rest();
        _check.End(CheckOutcome.Of("Fine."));
        field.WaitForAssertion(() => Assert.Contains("Fine.", Line(field), StringComparison.Ordinal));
        Wizard.Answer("admin.username", "grace");
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _check.Runs);
        Assert.Contains("Fine.", Line(field), StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_stands_below_its_own_field_and_its_button_works()
    {
        var port = Field(AccessSettings.Port);
        var url = Field(AccessSettings.Url);
        Rest();
        _check.End(CheckOutcome.Of(
            PortFinding.Taken.Say("Taken.", "access.port", Fix.To("Use port 8005", "access.port", "8005")),
            PortFinding.Taken.Say("Of the address.", "access.url") with { Severity = Severity.Note },
            PortFinding.Taken.Say("Of the workers.", "tuning.workers") with { Severity = Severity.Warning }));
        port.WaitForAssertion(() =>
            Assert.Equal(["Error:Taken.", "Warning:Of the workers."], port.FindAll(".finding p:first-child").Select(p => p.TextContent)));
        url.WaitForAssertion(() => Assert.Equal("Note:Of the address.", url.Find(".finding p:first-child").TextContent));

        port.FindAll("button").First(b => b.TextContent.Contains("Use port 8005", StringComparison.Ordinal)).Click();
        Assert.Equal("8005", Wizard.Setup.Draft.Texts["access.port"]);
        port.WaitForAssertion(() => Assert.Empty(port.FindAll(".finding")));
        Rest(runs: 2);
    }

    [Fact]
    public void It_can_be_tried_again_and_be_switched_off()
    {
        var field = Field(AccessSettings.Port);
        Rest();
        _check.End(CheckOutcome.Of("Fine."));
        field.WaitForAssertion(() => Assert.Contains("Fine.", Line(field), StringComparison.Ordinal));
        Button(field, "Try again").Click();
        Rest(runs: 2);
        _check.End(CheckOutcome.Of("Fine again."));
        field.WaitForAssertion(() => Assert.Contains("Fine again.", Line(field), StringComparison.Ordinal));

        Button(field, "Stop asking servers").Click();
        field.WaitForAssertion(() => Assert.Contains("nothing is tried", Line(field), StringComparison.Ordinal));
        Wizard.Answer("access.port", "8009");
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _check.Runs);
        Button(field, "Ask servers again").Click();
        Rest(runs: 3);
    }

    [Fact]
    public async Task Whoever_turns_to_another_directory_gets_another_outcome_for_the_same_answers()
    {
        var field = Field(AccessSettings.Port);
        Rest();
        _check.End(CheckOutcome.Of("Fine."));
        field.WaitForAssertion(() => Assert.Contains("Fine.", Line(field), StringComparison.Ordinal));
        await Wizard.MoveAsync($"{Wizard.Directory}-too");
        Rest(runs: 2);
    }

    [Fact]
    public async Task What_was_found_stands_when_the_step_is_left_until_its_answer_changes()
    {
        Field(AccessSettings.Port);
        Rest();
        _check.End(CheckOutcome.Of(PortFinding.Taken.Say("Taken.", "access.port")));
        Known("Taken.");
        await DisposeComponentsAsync();

        Wizard.Answer("admin.username", "grace");
        Known("Taken.");
        Wizard.Answer("access.port", "8010");
        Assert.Empty(Live.Results);
        Rest(runs: 2);
        _check.End(CheckOutcome.Of(PortFinding.Taken.Say("Taken too.", "access.port")));
        Known("Taken too.");
    }

    [Fact]
    public void What_failed_on_this_machine_is_tried_again_within_seconds_while_a_tab_is_open()
    {
        _check.ReachesOut = false;
        Live.SeekAll();
        Rest();
        _check.End(CheckOutcome.Of(PortFinding.Taken.Say("Taken.", "access.port")));
        Known("Taken.");
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _check.Runs);

        Tabs.Opened();
        Time.Advance(LiveCheck.LocalPatience);
        Until(() => _check.Runs == 2);
        // It stands until it is known to be gone, and nothing flickers.
        Known("Taken.");
        Assert.False(Live.IsRunning);
        _check.End(CheckOutcome.Of("Free."));
        Until(() => Live.Findings.Any() is false);

        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _check.Runs);
    }

    [Fact]
    public void What_failed_at_a_server_is_tried_again_seldom()
    {
        Tabs.Opened();
        Live.SeekAll();
        Rest();
        _check.End(CheckOutcome.Of(PortFinding.Taken.Say("Taken.", "access.port")));
        Known("Taken.");
        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, _check.Runs);
        Time.Advance(LiveCheck.ServerPatience);
        Until(() => _check.Runs == 2);
        Tabs.Gone();
    }

    [Fact]
    public void A_server_that_refused_a_password_is_never_asked_again_by_itself()
    {
        _check.Refusals = [PortFinding.Taken];
        Tabs.Opened();
        Live.SeekAll();
        Rest();
        _check.End(CheckOutcome.Of(PortFinding.Taken.Say("Refused.", "access.port")));
        Known("Refused.");
        for (var minute = 0; minute < 10; minute++)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, _check.Runs);
    }

    [Fact]
    public async Task Whoever_waits_gets_what_is_about_to_begin_at_once()
    {
        Live.SeekAll();
        var settled = Live.SettleAsync();
        Until(() => _check.Runs == 1);
        Assert.False(settled.IsCompleted);
        _check.End(CheckOutcome.Of("Fine."));
        await settled;
        Assert.Equal("Fine.", Assert.Single(Live.Results).Said);
    }

    private OpenTabs Tabs => Services.GetRequiredService<OpenTabs>();

    private void Known(string message) => Until(() => Live.Findings.Select(static f => f.Message).SequenceEqual([message]));

    private static void Until(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10)));

    private static string Line(IRenderedComponent<SettingField> field) => field.Find("[data-check=stand-in]").TextContent;

    private static IElement Button(IRenderedComponent<SettingField> field, string text) =>
        field.FindAll("button").First(b => b.TextContent.Contains(text, StringComparison.Ordinal));

    private void Rest(int runs = 1)
    {
        Time.Advance(LiveCheck.Pause);
        Assert.True(SpinWait.SpinUntil(() => _check.Runs == runs, TimeSpan.FromSeconds(10)));
    }
}
