using System.Net;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Tests.Hosting;

namespace MathesarSetup.Web.Tests.Security;

public sealed class WrongTokenTests
{
    [Fact]
    public async Task Ten_wrong_tokens_print_a_new_one_and_end_the_old_one()
    {
        await using var wizard = await RunningWizard.StartAsync();
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.EnterAsync("wrong")).Status);
        }

        Assert.Single(wizard.Tokens);
        await wizard.EnterAsync("wrong");
        Assert.Equal(2, wizard.Tokens.Count);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.EnterAsync(wizard.Tokens[0])).Status);
        Assert.Equal(HttpStatusCode.OK, (await wizard.EnterAsync(wizard.Tokens[1])).Status);
    }

    [Fact]
    public async Task The_owner_is_never_locked_out()
    {
        await using var wizard = await RunningWizard.StartAsync();
        for (var i = 0; i < 120; i++)
        {
            await wizard.EnterAsync($"wrong{i}");
        }

        // Links do not change faster than the owner can use one.
        Assert.Equal(4, wizard.Tokens.Count);
        Assert.Equal(HttpStatusCode.OK, (await wizard.EnterAsync(wizard.Tokens[^1])).Status);
    }

    [Fact]
    public async Task New_links_can_be_asked_for_three_times_a_minute()
    {
        await using var wizard = await RunningWizard.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("stands in the terminal", (await wizard.PostAsync(Door.NewLinkPath)).Body, StringComparison.Ordinal);
        }

        var refused = await wizard.PostAsync(Door.NewLinkPath);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("60", refused.Header("Retry-After"));
        Assert.Equal(4, wizard.Tokens.Count);

        wizard.Time.Advance(TimeSpan.FromMinutes(1));
        await wizard.PostAsync(Door.NewLinkPath);
        Assert.Equal(5, wizard.Tokens.Count);
    }

    [Fact]
    public async Task A_link_is_not_printed_by_GET()
    {
        await using var wizard = await RunningWizard.StartAsync();
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await wizard.GetAsync(Door.NewLinkPath)).Status);
        Assert.Single(wizard.Tokens);
    }

    [Fact]
    public async Task No_token_stands_in_a_response_or_in_the_log()
    {
        await using var wizard = await RunningWizard.StartAsync();
        List<Answer> answers = [await wizard.EnterAsync("wrong"), await wizard.PostAsync(Door.NewLinkPath), await wizard.GetAsync("/")];
        var token = wizard.Tokens[^1];
        var entered = await wizard.EnterAsync(token);
        answers.AddRange([entered, await wizard.EnterAsync(token), await wizard.PostAsync(Door.EnterPath, token),
            await wizard.GetAsync("/", entered.Cookie)]);

        var everything = string.Join('\n', answers.Select(answer => answer.Body + string.Join('\n', answer.Headers)));
        Assert.DoesNotContain(wizard.Tokens,
            printed => everything.Contains(printed, StringComparison.Ordinal) || wizard.Log.Text.Contains(printed, StringComparison.Ordinal));
    }
}
