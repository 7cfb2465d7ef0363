using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>What crosses the wire: stored secrets only when somebody asks to see them, and nothing to anybody else.</summary>
public sealed class SecretTests(BrowserUnderTest browser)
{
    private static readonly string[] s_places = ["", "runs-on", "address", "database", "secrets", "optional", "review", "finish"];

    [Fact]
    public async Task No_stored_secret_reaches_the_browser_before_it_is_revealed()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("finish");
        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");
        foreach (var place in s_places)
        {
            await wizard.GoAsync(place);
        }

        foreach (var file in new[] { ".env", "mathesar.secrets.yaml" })
        {
            Assert.Contains("••••••••", await wizard.PreviewAsync(file), StringComparison.Ordinal);
        }

        var secrets = Secrets(wizard);
        Assert.Equal(3, secrets.Length);
        Assert.NotEmpty(wizard.Received);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, wizard.Received, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_is_shown_when_asked_for_and_hides_again()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("secrets");
        await Expect(wizard.Field("admin.password")).ToHaveValueAsync("");
        await wizard.Button("Reveal Administrator's password").ClickAsync();
        await Expect(wizard.Field("admin.password")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^[A-Za-z0-9]{20}$"));
        await wizard.Button("Hide Administrator's password").ClickAsync();
        await Expect(wizard.Field("admin.password")).ToHaveValueAsync("");
        await wizard.Button("Reveal Administrator's password").ClickAsync();
        await Expect(wizard.Field("admin.password")).Not.ToHaveValueAsync("");
        await wizard.Page.EvaluateAsync("window.dispatchEvent(new Event('blur'))");
        await Expect(wizard.Field("admin.password")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task No_request_leaves_this_machine_and_no_rule_of_the_page_is_broken()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        var complaints = new List<string>();
        wizard.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        wizard.Page.PageError += (_, error) => complaints.Add(error);
        foreach (var place in s_places)
        {
            await wizard.GoAsync(place);
        }

        var authority = new Uri(wizard.Origin).Authority;
        Assert.NotEmpty(wizard.Requests);
        Assert.All(wizard.Requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal)),
            request => Assert.Equal(authority, new Uri(request).Authority));
        Assert.Empty(complaints);
    }

    // The lines of the file of secrets that hold one.
    private static string[] Secrets(Wizard wizard) => [.. File.ReadLines(Path.Join(wizard.Directory, "mathesar.secrets.yaml"))
        .Where(l => l.StartsWith("  ", StringComparison.Ordinal) && !l.TrimStart().StartsWith('#')).Select(l => l.Split(": ")[1].Trim('"'))];
}
