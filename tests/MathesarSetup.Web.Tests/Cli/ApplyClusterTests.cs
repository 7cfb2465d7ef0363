using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>apply</c> into a cluster: named before anything is sent to it, and installed into once it was.</summary>
public sealed class ApplyClusterTests : IDisposable
{
    private readonly SetupProgram _setup = new();

    public void Dispose() => _setup.Dispose();

    [Fact]
    public async Task It_asks_for_the_cluster_first_then_installs_and_has_nothing_to_do_after_that()
    {
        await using var cluster = await ClusterStandIn.StartAsync();
        Dictionary<string, string?> variables = new() { ["KUBECONFIG"] = _setup.Directory.Write("config", cluster.KubeConfig()) };
        string[] apply = ["apply", "--dir", "here", "--target", "kubernetes", "--kubernetes-expose", "none", "--yes"];
        var asked = _setup.Run([], variables, apply);
        Assert.Equal(3, asked.ExitCode);
        Assert.Contains($"On the cluster at {cluster.Url} (context tests), in the namespace mathesar", asked.Output, StringComparison.Ordinal);
        Assert.Contains("--context tests", asked.Output + asked.Errors, StringComparison.Ordinal);
        Assert.Empty(cluster.Calls);

        var done = _setup.Run([], variables, [.. apply, "--context", "tests"]);
        Assert.True(done.ExitCode == 0, done.Output + done.Errors);
        Assert.NotNull(cluster.Find("deployments", "mathesar", "mathesar"));
        var writes = cluster.Calls.Count(static call => call.IsWrite);
        Assert.Equal(0, _setup.Run([], variables, "apply", "--dir", "here", "--yes").ExitCode);
        Assert.Equal(writes, cluster.Calls.Count(static call => call.IsWrite));

        Assert.StartsWith("Mathesar: ", _setup.Run([], variables, "status", "--dir", "here").Output, StringComparison.Ordinal);
        // Nobody runs a program of the kubeconfig by looking, and who cannot look still says how it is stopped.
        variables["KUBECONFIG"] = _setup.Directory.Write("config", cluster.KubeConfig(
            """{"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "touch", "args": ["x"], "interactiveMode": "Never"}}"""));
        var stopped = _setup.Run([], variables, "stop", "--dir", "here");
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("By hand: kubectl", stopped.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helm_brings_it_about_where_it_is_on_the_path()
    {
        await using var cluster = await ClusterStandIn.StartAsync();
        Dictionary<string, string?> variables = new()
        {
            ["KUBECONFIG"] = _setup.Directory.Write("config", cluster.KubeConfig()),
            ["PATH"] = $"{HelmStandIn.Folder}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        string[] apply = ["apply", "--dir", "here", "--target", "helm", "--kubernetes-expose", "none", "--yes"];
        var asked = _setup.Run([], variables, apply);
        Assert.Equal(3, asked.ExitCode);
        Assert.Contains("--context tests", asked.Output + asked.Errors, StringComparison.Ordinal);
        Assert.Empty(cluster.Calls);

        var done = _setup.Run([], variables, [.. apply, "--context", "tests"]);
        Assert.True(done.ExitCode == 0, done.Output + done.Errors);
        Assert.Contains("helm upgrade --install mathesar ./chart", done.Output, StringComparison.Ordinal);
        Assert.NotNull(cluster.Find("secrets", "mathesar", "sh.helm.release.v1.mathesar.v1"));
        var writes = cluster.Calls.Count(static call => call.IsWrite);
        Assert.Equal(0, _setup.Run([], variables, "apply", "--dir", "here", "--yes").ExitCode);
        Assert.Equal(writes, cluster.Calls.Count(static call => call.IsWrite));
    }
}
