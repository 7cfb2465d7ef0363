using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Setups;
using MathesarSetup.Testing;
using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>The stand-in for a cluster, as the real kubectl 1.32 sees it.</summary>
public sealed class ClusterStandInTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public async Task Kubectl_applies_compares_waits_meets_a_conflict_and_deletes()
    {
        await using var cluster = await ClusterStandIn.StartAsync();
        Write();
        var expired = Kubectl(cluster.KubeConfig("""{"token": "expired"}"""), "get", "namespaces");
        Assert.Contains("error: You must be logged in to the server", expired.Errors, StringComparison.Ordinal);
        var config = cluster.KubeConfig(cluster.CertificateUser());
        Assert.Contains("namespaces \"team-tables\" not found", Kubectl(config, "apply", "--server-side", "-f", "web.yaml").Errors,
            StringComparison.Ordinal);
        Kubectl(config, "apply", "--server-side", "-f", "namespace.yaml").Successful();
        var applied = Kubectl(config, "apply", "--server-side", "--field-manager", "mathesar-setup", "-k", ".").Successful().Output;
        Assert.Contains("deployment.apps/mathesar serverside-applied", applied, StringComparison.Ordinal);
        Kubectl(config, "-n", "team-tables", "rollout", "status", "deployment/mathesar", "--timeout=30s").Successful();
        Kubectl(config, "-n", "team-tables", "rollout", "status", "statefulset/mathesar-db", "--timeout=30s").Successful();
        var shown = Kubectl(config, "-n", "team-tables", "get", "deployment", "mathesar", "-o", "yaml", "--show-managed-fields").Successful().Output;
        Assert.Contains("manager: mathesar-setup", shown, StringComparison.Ordinal);
        Assert.Contains("k:{\"name\":\"mathesar\"}:", shown, StringComparison.Ordinal);
        Assert.Equal("", Kubectl(config, "diff", "--server-side", "--field-manager", "mathesar-setup", "-f", "web.yaml").Successful().Output);

        Kubectl(config, "-n", "team-tables", "patch", "deployment", "mathesar", "--type", "merge", "-p", """{"spec":{"replicas":5}}""").Successful();
        var conflict = Kubectl(config, "apply", "--server-side", "--field-manager", "mathesar-setup", "-f", "web.yaml");
        Assert.Equal(1, conflict.ExitCode);
        Assert.Contains("conflict with \"kubectl-patch\" using apps/v1: .spec.replicas", conflict.Errors, StringComparison.Ordinal);
        Assert.Equal(1, Kubectl(config, "diff", "--server-side", "--force-conflicts", "--field-manager", "mathesar-setup", "-f",
            "web.yaml").ExitCode);
        Assert.Equal(5, Replicas(cluster));
        Kubectl(config, "apply", "--server-side", "--force-conflicts", "--field-manager", "mathesar-setup", "-f", "web.yaml").Successful();
        Assert.Equal(3, Replicas(cluster));
        Kubectl(config, "-n", "team-tables", "delete", "deployment/mathesar", "--timeout=30s").Successful();
        Assert.Null(cluster.Find("deployments", "team-tables", "mathesar"));
        Assert.NotNull(cluster.Find("persistentvolumeclaims", "team-tables", "mathesar-media"));
    }

    [Fact]
    public async Task What_a_cluster_refuses_is_refused_and_what_a_pod_suffers_is_told()
    {
        await using var cluster = await ClusterStandIn.StartAsync();
        Write();
        var config = cluster.KubeConfig();
        Kubectl(config, "apply", "--server-side", "-f", "namespace.yaml").Successful();
        cluster.PodFaults["mathesar-db"] = PodFault.ImagePull;
        Kubectl(config, "apply", "--server-side", "-f", "database.yaml").Successful();
        Eventually.Happens(() => Kubectl(config, "-n", "team-tables", "get", "pod", "mathesar-db-0", "-o", "jsonpath={.status}").Output
            .Contains("ImagePullBackOff", StringComparison.Ordinal));
        Assert.Contains("READY", Kubectl(config, "-n", "team-tables", "logs", "mathesar-db-0").Successful().Output, StringComparison.Ordinal);

        Change("database.yaml", "storage: ", "storage: 9");
        Assert.Contains("updates to statefulset spec for fields other than", Kubectl(config, "apply", "--server-side", "-f", "database.yaml").Errors,
            StringComparison.Ordinal);
        Change("web.yaml", "progressDeadlineSeconds", "progresDeadlineSeconds");
        Assert.Contains(".spec.progresDeadlineSeconds: field not declared in schema",
            Kubectl(config, "apply", "--server-side", "-f", "web.yaml").Errors, StringComparison.Ordinal);
        cluster.Forbids = static call => call.IsWrite;
        Assert.Contains("Forbidden", Kubectl(config, "apply", "--server-side", "-f", "storage.yaml").Errors, StringComparison.Ordinal);
        (cluster.Forbids, var left) = (static _ => false, 1);
        cluster.Fault = call => call.IsWrite && Interlocked.Decrement(ref left) == 0
            ? new ApiFault(429, "TooManyRequests", "too many requests", RetryAfter: 1) : null;
        Kubectl(config, "apply", "--server-side", "-f", "storage.yaml").Successful();
    }

    private static int Replicas(ClusterStandIn cluster) => cluster.Find("deployments", "team-tables",
        "mathesar")!["spec"]!["replicas"]!.GetValue<int>();

    private void Write()
    {
        foreach (var file in Setup.Of(Scenarios.All["in-a-cluster"].With(RunSettings.Target.Key, "kubernetes")).Files)
        {
            _folder.Write(file.Path, file.Content);
        }
    }

    private void Change(string file, string old, string replacement)
    {
        var path = Path.Combine(_folder.Path, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(old, replacement, StringComparison.Ordinal));
    }

    private Outcome Kubectl(string config, params string[] arguments)
    {
        var file = Path.Combine(_folder.Path, "config");
        File.WriteAllText(file, config);
        return new ChildProcess(RealPart.Kubectl(), arguments)
        {
            Directory = _folder.Path,
            Environment = new Dictionary<string, string?> { ["KUBECONFIG"] = file, ["HOME"] = _folder.Path, ["KUBECTL_DIFF"] = null },
        }.Run();
    }

    public void Dispose() => _folder.Dispose();
}
