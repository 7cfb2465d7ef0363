using MathesarSetup.Testing.ClusterStandIns;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests.Journeys;

/// <summary>
/// Into a cluster: it is shown, nothing is sent to it before somebody says that it is meant, and what fails there is told with its reason.
/// </summary>
public sealed class IntoClusterTests(BrowserUnderTest browser)
{
    [Fact]
    public async Task Install_waits_until_the_cluster_is_agreed_to_and_then_installs_there()
    {
        await using var cluster = await ClusterStandIn.StartAsync();
        using var home = new TemporaryDirectory();
        await using var wizard = await OpenAsync(cluster, home);
        await Expect(wizard.Page.Locator("main")).ToContainTextAsync(cluster.Url.ToString().TrimEnd('/'));
        Assert.Empty(cluster.Calls);
        await wizard.Page.GetByRole(AriaRole.Checkbox, new() { Name = "tests" }).CheckAsync();
        await wizard.Button("Install").ClickAsync();
        await Expect(wizard.Page.Locator("main h1")).ToHaveTextAsync("Mathesar runs");
        Assert.NotNull(cluster.Find("deployments", "mathesar", "mathesar"));
    }

    [Fact]
    public async Task Helm_brings_it_about_where_it_was_chosen()
    {
        await using var cluster = await ClusterStandIn.StartAsync();
        using var home = new TemporaryDirectory();
        await using var wizard = await OpenAsync(cluster, home, "helm");
        await Expect(wizard.Page.Locator("main")).ToContainTextAsync(cluster.Url.TrimEnd('/'));
        Assert.Empty(cluster.Calls);
        await wizard.Page.GetByRole(AriaRole.Checkbox, new() { Name = "tests" }).CheckAsync();
        await wizard.Button("Install").ClickAsync();
        await Expect(wizard.Page.Locator("main h1")).ToHaveTextAsync("Mathesar runs");
        Assert.NotNull(cluster.Find("secrets", "mathesar", "sh.helm.release.v1.mathesar.v1"));
    }

    [Fact]
    public async Task A_pod_that_cannot_start_is_told_with_its_reason_and_everything_is_taken_back()
    {
        await using var cluster = await ClusterStandIn.StartAsync();
        cluster.PodFaults["mathesar"] = PodFault.ImagePull;
        using var home = new TemporaryDirectory();
        await using var wizard = await OpenAsync(cluster, home);
        await wizard.Page.GetByRole(AriaRole.Checkbox, new() { Name = "tests" }).CheckAsync();
        await wizard.Button("Install").ClickAsync();
        await Expect(wizard.Page.Locator("main")).ToContainTextAsync("ImagePullBackOff");
        await Expect(wizard.Page.Locator("main")).ToContainTextAsync("Everything is as before");
        Assert.Null(cluster.Find("deployments", "mathesar", "mathesar"));
    }

    private async Task<Wizard> OpenAsync(ClusterStandIn cluster, TemporaryDirectory home, string target = "kubernetes")
    {
        var wizard = await Wizard.OpenAsync(browser, Journey.Width, Journey.Height,
            [KeyValuePair.Create("KUBECONFIG", home.Write("config", cluster.KubeConfig())),
                KeyValuePair.Create("PATH", $"{HelmStandIn.Folder}:{Environment.GetEnvironmentVariable("PATH")}")],
            prepare: directory =>
            {
                Directory.CreateDirectory(directory);
                File.WriteAllText(Path.Join(directory, "mathesar.yaml"), $"target: {target}\nkubernetes:\n  expose: none\n");
            });
        await wizard.GoAsync("review");
        return wizard;
    }
}
