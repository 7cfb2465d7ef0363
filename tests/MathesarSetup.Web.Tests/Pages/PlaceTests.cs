using Bunit;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Web.Components.Pages;

namespace MathesarSetup.Web.Pages;

/// <summary>The last page says in which place it installs, or what to run where it installs in none.</summary>
public sealed class PlaceTests : WizardContext
{
    [Theory]
    [InlineData(true, "Services of grace, which start with the machine:")]
    [InlineData(false, "Services of grace, which end with the last logout:")]
    public void A_place_with_units_says_whose_they_are_and_what_they_are_called(bool lingers, string words)
    {
        var page = Render<PlaceLine>(line => line.Add(static l => l.Place,
            new PlaceFacts("Podman", "5.4.2", "/home/grace/.config/containers/systemd", IsRootless: true, "amd64", FreeBytes: null)
            {
                User = "grace",
                Lingers = lingers,
                Units = ["tables_db.service", "tables.service"],
            }));
        Assert.Contains(words, page.Markup, StringComparison.Ordinal);
        Assert.Equal(["/home/grace/.config/containers/systemd", "tables_db.service", "tables.service"],
            page.FindAll("code").Select(static c => c.TextContent));
    }

    [Fact]
    public void A_cluster_is_chosen_among_the_contexts_of_the_kubeconfig_and_the_words_fit_it()
    {
        var (former, folder) = (Environment.GetEnvironmentVariable("KUBECONFIG"), new TemporaryDirectory());
        try
        {
            Environment.SetEnvironmentVariable("KUBECONFIG", folder.Write("config", """
                current-context: here
                clusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}, {name: b, cluster: {server: "https://127.0.0.1:2"}}]
                users: [{name: grace, user: {token: none}}]
                contexts:
                - {name: here, context: {cluster: a, user: grace}}
                - {name: there, context: {cluster: b, user: grace}}
                - {name: nowhere, context: {cluster: c, user: grace}}
                """));
            Wizard.Answer("target", "kubernetes");
            var page = Render<FinishPage>();
            page.WaitForAssertion(() =>
                Assert.Equal(["", "here", "there"], page.FindAll("label.accept option").Select(static o => o.GetAttribute("value"))));
            Assert.Equal("Install in this cluster", page.Find("#install-title").TextContent);
            Assert.Contains("https://127.0.0.1:1", page.Find("p.engine").TextContent, StringComparison.Ordinal);
            Act(page, () => page.Find("label.accept select").Change("there"));
            page.WaitForAssertion(() => Assert.Contains("https://127.0.0.1:2", page.Find("p.engine").TextContent, StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable("KUBECONFIG", former);
            folder.Dispose();
        }
    }

    [Theory]
    [InlineData("4.9", true)]
    [InlineData("4.3", false)]
    public void Units_are_installed_from_here_and_what_only_a_script_starts_is_not(string version, bool isInstalled)
    {
        Wizard.Answer("target", "podman");
        Wizard.Answer("podman.version", version);
        var page = Render<FinishPage>();
        Assert.Equal(isInstalled ? (1, 0) : (0, 1), (page.FindAll("#install-title").Count, page.FindAll("#by-hand-title").Count));
        Assert.Equal(!isInstalled, page.Markup.Contains("./run.sh", StringComparison.Ordinal));
    }
}
