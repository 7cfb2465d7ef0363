using Bunit;
using MathesarSetup.Catalogue;
using MathesarSetup.Web.Components.Fields;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Fields;

/// <summary>On a real server: what is wrong is shown, the button makes what is missing, and the check is content.</summary>
public sealed class DatabaseMakerTests : WizardContext, IClassFixture<DatabaseMakerTests.Servers>
{
    private const string Secret = "s0perusers-password";
    private readonly Servers _servers;

    public DatabaseMakerTests(Servers servers)
    {
        _servers = servers;
        Wizard.Answer("database.mode", "existing");
        // A rule refuses localhost, so the server is reached by the name that containers have for this machine.
        Wizard.Answer("database.host", "host.docker.internal");
        Wizard.Answer("database.port", $"{servers.Server.Port}");
    }

    [Fact]
    public async Task A_role_that_is_missing_is_made_with_a_new_password_and_the_URL_is_forgotten()
    {
        var fields = Render<DatabaseFields>();
        Wizard.Answer("database.password", "a wrong password");
        Expect(fields, "[data-code=\"database.wrong-login\"]");
        Assert.True(fields.Find("#database-maker").HasAttribute("open"));
        Wizard.Answer("database.password", null);

        await fields.InvokeAsync(() => fields.Find("#superuser-url").Input($"postgresql://boss:{Secret}@127.0.0.1:{_servers.Server.Port}/postgres"));
        await fields.InvokeAsync(() =>
            fields.FindAll("button").First(b => b.TextContent.Contains("Make the role", StringComparison.Ordinal)).Click());

        fields.WaitForAssertion(() => Assert.Contains("Done: the role mathesar was made", fields.Markup, StringComparison.Ordinal),
            TimeSpan.FromSeconds(20));
        fields.WaitForAssertion(() => Assert.Contains("and the role logs in", fields.Find(".check.is-good").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(20));
        Assert.Equal(32, Wizard.Setup.Answers.Get(DatabaseSettings.Password).Reveal().Length);
        Assert.Equal("", fields.Find("#superuser-url").GetAttribute("value") ?? "");
        Assert.DoesNotContain(Secret, fields.Markup + string.Join(' ', Wizard.Setup.Draft.Texts.Values), StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_is_shown_with_dots_for_the_password()
    {
        Wizard.Answer("database.password", "t0psecret");
        var script = Render<DatabaseFields>().Find(".script").TextContent;
        Assert.Contains($"CREATE ROLE \"mathesar\" LOGIN PASSWORD '{SecretText.Mask}';", script, StringComparison.Ordinal);
        Assert.DoesNotContain("t0psecret", script, StringComparison.Ordinal);
    }

    private void Expect(IRenderedComponent<DatabaseFields> fields, string selector)
    {
        Time.Advance(LiveCheck.Pause);
        fields.WaitForAssertion(() => Assert.NotEmpty(fields.FindAll(selector)), TimeSpan.FromSeconds(20));
    }

    /// <summary>One server for all of them, with a superuser who may come over the network.</summary>
    public sealed class Servers : IDisposable
    {
        public Servers() => Server.Query("postgres", $"CREATE ROLE boss SUPERUSER LOGIN PASSWORD '{Secret}'");

        public PostgresServer Server { get; } = new();

        public void Dispose() => Server.Dispose();
    }
}
