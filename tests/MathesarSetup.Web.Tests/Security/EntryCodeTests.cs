using System.Net;
using System.Text.RegularExpressions;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Tests.Hosting;

namespace MathesarSetup.Web.Tests.Security;

/// <summary>The code of eight letters beside the link of a first boot (docs/security.md has its arithmetic).</summary>
public sealed partial class EntryCodeTests
{
    private const string Wrong = "AAAA-AAAA";

    [Fact]
    public async Task The_code_lets_one_browser_in_and_ends_the_link_beside_it()
    {
        await using var wizard = await FirstBootAsync();
        var entered = await wizard.PostAsync(Door.EnterPath, Codes(wizard)[0].ToLowerInvariant().Replace('-', ' '));

        Assert.Equal(HttpStatusCode.OK, entered.Status);
        Assert.Equal(HttpStatusCode.OK, (await wizard.GetAsync("/", entered.Cookie)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.PostAsync(Door.EnterPath, Codes(wizard)[0])).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.EnterAsync(wizard.Tokens[0])).Status);
    }

    [Fact]
    public async Task The_link_ends_the_code()
    {
        await using var wizard = await FirstBootAsync();
        await wizard.EnterAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.PostAsync(Door.EnterPath, Codes(wizard)[0])).Status);
    }

    [Fact]
    public async Task It_has_eight_letters_that_are_taken_for_nothing_else()
    {
        await using var wizard = await FirstBootAsync();
        Assert.Matches("^[A-HJKMNP-Z]{4}-[A-HJKMNP-Z]{4}$", Codes(wizard)[0]);
        Assert.DoesNotContain(EntryCodes.Letters, letter => "01IOL".Contains(letter, StringComparison.Ordinal));
        Assert.Equal(EntryCodes.Letters.Length, EntryCodes.Letters.Distinct().Count());
    }

    [Fact]
    public async Task Only_a_first_boot_has_one()
    {
        await using var wizard = await RunningWizard.StartAsync();
        Assert.Empty(Codes(wizard));
        Assert.DoesNotContain("8 letters", (await wizard.GetAsync("/")).Body, StringComparison.Ordinal);
        await using var first = await FirstBootAsync();
        Assert.Contains("8 letters", (await first.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_taken_from_an_address()
    {
        await using var wizard = await FirstBootAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.EnterAsync(Codes(wizard)[0])).Status);
    }

    [Fact]
    public async Task Whoever_was_wrong_makes_everybody_wait_longer_each_time_and_the_link_works_meanwhile()
    {
        await using var wizard = await FirstBootAsync();
        foreach (var seconds in new[] { 1, 2, 4, 8 })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.PostAsync(Door.EnterPath, Wrong)).Status);
            wizard.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            // Not even the right one is looked at.
            Assert.Equal(HttpStatusCode.TooManyRequests, (await wizard.PostAsync(Door.EnterPath, Codes(wizard)[^1])).Status);
            wizard.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.PostAsync(Door.EnterPath, Wrong)).Status);
        Assert.Equal(HttpStatusCode.OK, (await wizard.EnterAsync(wizard.Tokens[^1])).Status);
    }

    [Fact]
    public async Task Five_wrong_ones_end_it_and_print_another()
    {
        await using var wizard = await FirstBootAsync();
        for (var i = 0; i < EntryCodes.WrongBeforeNew; i++)
        {
            wizard.Time.Advance(EntryCodes.LongestWait);
            await wizard.PostAsync(Door.EnterPath, Wrong);
        }

        Assert.Equal(2, Codes(wizard).Count);
        wizard.Time.Advance(EntryCodes.LongestWait);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.PostAsync(Door.EnterPath, Codes(wizard)[0])).Status);
        wizard.Time.Advance(EntryCodes.LongestWait);
        Assert.Equal(HttpStatusCode.OK, (await wizard.PostAsync(Door.EnterPath, Codes(wizard)[1])).Status);
    }

    [Fact]
    public async Task It_is_too_old_after_ten_minutes_and_another_is_printed_by_itself_until_somebody_has_entered()
    {
        await using var wizard = await FirstBootAsync();
        wizard.Time.Advance(EntryCodes.Life);
        Assert.Equal(2, Codes(wizard).Count);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.PostAsync(Door.EnterPath, Codes(wizard)[0])).Status);
        wizard.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await wizard.PostAsync(Door.EnterPath, Codes(wizard)[1])).Status);
        wizard.Time.Advance(EntryCodes.Life);
        Assert.Equal(2, Codes(wizard).Count);
    }

    // What docs/security.md counts with.
    [Fact]
    public void An_hour_has_room_for_no_more_than_seventy_tries()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var codes = new EntryCodes(time);
        codes.Issue();
        var tried = 0;
        for (var second = 0; second < 3600; second++)
        {
            tried += codes.Try(Wrong) is CodeAnswer.TooSoon ? 0 : 1;
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(tried, 50, 70);
    }

    private static Task<RunningWizard> FirstBootAsync() => RunningWizard.StartAsync(options => options with { FirstBoot = true });

    private static IReadOnlyList<string> Codes(RunningWizard wizard) => [.. Code().Matches(wizard.Terminal).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^  ([A-Z]{4}-[A-Z]{4})$", RegexOptions.Multiline)]
    private static partial Regex Code();
}
