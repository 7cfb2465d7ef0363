using Bunit;
using MathesarSetup.App.Changing;
using MathesarSetup.App.Comparing;
using MathesarSetup.Engine.Files;
using MathesarSetup.Web.Components.Fields;
using MathesarSetup.Web.Components.Pages;
using MathesarSetup.Web.Components.Preview;

namespace MathesarSetup.Web.Preview;

/// <summary>The pane shows what will be written, whose each line is, and which answer made it.</summary>
public sealed class WrittenPreviewTests : WizardContext
{
    private string Compose => Path.Join(InstallDirectory, "compose.yaml");

    [Fact]
    public void AnEditedFileIsShownAsTheMergeThatIsWritten()
    {
        WriteAndEdit("    restart: unless-stopped", "    restart: always  # Noor");
        Wizard.Answer("access.port", "8123");
        var pane = Render<FilesPane>();

        var shown = Text(pane);
        Assert.Contains("restart: always  # Noor", shown, StringComparison.Ordinal);
        Assert.Contains(pane.FindAll(".line:has(.mark.is-yours) code"), static c => c.TextContent.Contains("# Noor", StringComparison.Ordinal));
        Assert.Contains(pane.FindAll(".line:has(.mark.is-new) code"), static c => c.TextContent.Contains("8123", StringComparison.Ordinal));
        Assert.Contains("yours", pane.Find(".legend").TextContent, StringComparison.Ordinal);
        Assert.Contains("your lines stay", pane.Find(".file-fate").TextContent, StringComparison.Ordinal);

        Assert.True(Wizard.Write().Succeeded);
        Assert.Equal(Wizard.Preview.Files.Single(f => f.Path == "compose.yaml").Content, File.ReadAllText(Compose));
        Assert.Contains("# Noor", File.ReadAllText(Compose), StringComparison.Ordinal);
    }

    [Fact]
    public void WhateverIsPressedAndEditedTheFilesAreWrittenAsTheyWereShown()
    {
        Wizard.Answer("proxy.kind", "caddy");
        Wizard.Answer("access.url", "https://tables.example.org");
        Wizard.Write();
        File.AppendAllText(Path.Join(InstallDirectory, ".env"), "MINE=1\n");
        File.WriteAllText(Compose, File.ReadAllText(Compose).Replace("unless-stopped", "always", StringComparison.Ordinal));
        Wizard.Answer("proxy.kind", "none");
        Wizard.Answer("access.url", "http://localhost:8123");
        Wizard.ReadDirectory();
        var shown = Wizard.Preview;
        Assert.Contains(shown.Changes.Values, static c => c.Kind is ChangeKind.Remove);

        Assert.True(Wizard.Write().Succeeded);

        foreach (var file in shown.Files)
        {
            var path = Path.Join(InstallDirectory, file.Path);
            Assert.Equal(shown.Changes[file.Path].Kind is ChangeKind.Remove ? null : file.Content, File.Exists(path) ? File.ReadAllText(path) : null);
        }
    }

    [Fact]
    public void AFileThatGoesIsStruckThroughAndSaysSo()
    {
        Wizard.Answer("proxy.kind", "caddy");
        Wizard.Answer("access.url", "https://tables.example.org");
        Wizard.Write();
        Wizard.Answer("proxy.kind", "none");
        var pane = Render<FilesPane>();

        var tab = pane.Find("[role=tab].goes");
        Assert.Contains("will be removed", tab.TextContent, StringComparison.Ordinal);
        tab.Click();
        Assert.Contains("the history keeps it", pane.Find(".file-fate").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void APersonsSecretInAGeneratedFileIsDots()
    {
        WriteAndEdit("    restart: unless-stopped", "    restart: unless-stopped\n    labels:\n      my.token: of-noor-alone");
        var pane = Render<FilesPane>();

        Assert.DoesNotContain("of-noor-alone", pane.Markup, StringComparison.Ordinal);
        Assert.Contains("my.token: ••••••••", Text(pane), StringComparison.Ordinal);
        pane.Find("button[aria-pressed]").Click();
        Assert.Contains("of-noor-alone", pane.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void AllFilesStandInAListWithTheirCount()
    {
        var pane = Render<FilesPane>();
        var button = pane.Find(".all-files > button");
        Assert.StartsWith($"{Wizard.Setup.Files.Length} files", button.TextContent.Trim(), StringComparison.Ordinal);

        button.Click();
        Assert.Equal(Wizard.Setup.Files.Length, pane.FindAll("#file-list button").Count);
        pane.FindAll("#file-list button").Single(b => b.TextContent.Trim() == "README.md").Click();

        Assert.Equal("README.md", pane.Find("[aria-selected=true]").TextContent.Trim());
        Assert.Empty(pane.FindAll("#file-list"));
    }

    [Fact]
    public async Task ALineSaysWhichAnswerMadeItAndOneThatNoAnswerMakesSaysThat()
    {
        WriteAndEdit("    restart: unless-stopped", "    restart: always  # Noor");
        var pane = Render<FilesPane>();

        await AskAsync(pane, "127.0.0.1:8000:8000");
        pane.WaitForAssertion(() => Assert.Contains(pane.FindAll(".line-why a"), static a => a.GetAttribute("href") == "address#access-port"),
            TimeSpan.FromSeconds(20));
        await AskAsync(pane, "services:");
        pane.WaitForAssertion(() => Assert.Contains("always written", pane.Find(".line-why").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(20));
        await AskAsync(pane, "# Noor");
        pane.WaitForAssertion(() => Assert.Contains("You wrote this line", pane.Find(".line-why").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void AFieldLeadsToItsLine()
    {
        var pane = Render<FilesPane>();
        var field = Field(Catalogue.AccessSettings.Port);

        field.Find(".field-lines").Click();

        field.WaitForAssertion(() => Assert.Contains("compose.yaml:", field.Find(".field-lines").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(20));
        pane.WaitForAssertion(() => Assert.Contains("8000", pane.Find(".line.here code").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryAnswerThatIsAskedMakesALineOrIsSaidByNoFile()
    {
        var lines = new AnswerLines(Wizard.Setup, static draft => Setups.Setup.Of(draft).Files);

        Assert.NotEmpty(lines.MadeBy("access.port"));
        Assert.Equal("compose.yaml", lines.MadeBy("access.port")[0].Path);
        Assert.All(lines.MadeBy("database.version"), place => Assert.Contains("database.version", lines.Makers(place)));
        Assert.Contains(lines.MadeBy("secrets.key"), static p => p.Path == ".env");
    }

    [Fact]
    public void AKeptPlaceThatLeavesTwoFilesDisagreeingSaysSoWithBothPlaces()
    {
        Wizard.Answer("proxy.kind", "caddy");
        Wizard.Answer("access.url", "https://tables.example.org");
        Wizard.Write();
        var caddy = Path.Join(InstallDirectory, Wizard.Setup.Files.Single(f => f.Path.EndsWith("Caddyfile", StringComparison.Ordinal)).Path);
        File.WriteAllText(caddy,
            File.ReadAllText(caddy).Replace("tables.example.org {", "tables.example.org, www.example.org {", StringComparison.Ordinal));
        Wizard.Answer("access.url", "https://tables.example.net");

        var findings = Wizard.Compare(Wizard.Look().Decided).Findings;
        Assert.Contains(findings, static f => f.Kind == FilesFinding.Undecided);
        var apart = Assert.Single(findings, static f => f.Kind == ComparingFinding.Apart);
        Assert.Equal("access.url", apart.Key);
        Assert.Matches(@"Caddyfile:\d+ stays", apart.Message);
        Assert.Matches(@"(compose\.yaml|\.env):\d+ takes", apart.Message);

        var review = Render<DecisionsView>();
        Assert.Matches(@"Caddyfile:\d+", review.Find(".conflict legend").TextContent);
        Act(review, () => review.FindAll(".conflict input")[0].Change("on"));
        Assert.DoesNotContain(Wizard.Compare(Wizard.Look().Decided).Findings, static f => f.Kind == FilesFinding.Undecided);
        Act(review, () => review.FindAll(".conflict input")[1].Change("on"));
        Assert.DoesNotContain(Wizard.Compare(Wizard.Look().Decided).Findings, static f => f.Kind == ComparingFinding.Apart);
        Assert.Contains("tables.example.net", Wizard.Preview.Files.Single(f => f.Path.EndsWith("Caddyfile", StringComparison.Ordinal)).Content,
            StringComparison.Ordinal);
    }

    private void WriteAndEdit(string line, string edited)
    {
        Wizard.Write();
        var text = File.ReadAllText(Compose);
        Assert.Contains(line, text, StringComparison.Ordinal);
        var at = text.IndexOf(line, StringComparison.Ordinal);
        File.WriteAllText(Compose, text[..at] + edited + text[(at + line.Length)..]);
    }

    private static string Text(IRenderedComponent<FilesPane> pane) => string.Concat(pane.FindAll(".line code").Select(static c => c.TextContent));

    private static async Task AskAsync(IRenderedComponent<FilesPane> pane, string text)
    {
        var at = pane.FindAll(".line code").Select(static (c, i) => (c.TextContent, i))
            .First(l => l.TextContent.Contains(text, StringComparison.Ordinal)).i;
        await pane.FindComponent<CodeView>().Instance.AskAsync(at + 1);
    }
}
