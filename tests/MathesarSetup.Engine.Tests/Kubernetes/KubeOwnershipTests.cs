using System.Globalization;
using System.Text.Json.Nodes;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;
using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>What is somebody else's in a cluster stays as it is, whatever its name or labels; and an installation belongs to one directory.</summary>
[Collection(KubeInstallation.Collection)]
public sealed class KubeOwnershipTests : KubeTests
{
    [Theory]
    [InlineData("secrets", "v1", "Secret", "mathesar")]
    [InlineData("configmaps", "v1", "ConfigMap", "mathesar")]
    [InlineData("configmaps", "v1", "ConfigMap", "mathesar.mathesar-setup")]
    [InlineData("persistentvolumeclaims", "v1", "PersistentVolumeClaim", "mathesar-media")]
    [InlineData("deployments", "apps/v1", "Deployment", "mathesar")]
    public async Task An_object_with_the_label_of_the_instance_alone_is_not_ours(string plural, string version, string kind, string name)
    {
        await using var installation = await KubeInstallation.StartAsync();
        var cluster = installation.Cluster;
        cluster.Put("namespaces", "", Place, Named("v1", "Namespace", Place));
        // As Argo CD labels everything of an application.
        var theirs = Named(version, kind, name);
        theirs["metadata"]!["labels"] = new JsonObject { ["app.kubernetes.io/instance"] = "mathesar" };
        cluster.Put(plural, Place, name, theirs);
        Assert.Equal("apply.name-taken", await RefusedAsync(installation, KubeInstallation.Draft));
        Assert.Equal(ApplyOutcome.Refused, (await installation.ApplyAsync(KubeInstallation.Draft, KubeInstallation.Meant with
        {
            OthersFields = true,
        })).Outcome);
        Assert.DoesNotContain(cluster.Calls, static call => call.IsWrite);
    }

    [Fact]
    public async Task A_namespace_that_was_there_keeps_its_labels()
    {
        await using var installation = await KubeInstallation.StartAsync();
        installation.Cluster.Put("namespaces", "", Place, Named("v1", "Namespace", Place));
        var done = await installation.ApplyAsync(KubeInstallation.Draft);
        Assert.Equal(ApplyOutcome.Applied, done.Outcome);
        Assert.Contains(done.Findings, static f => f.Code == "cluster.foreign-namespace");
        Assert.Null(installation.Cluster.Find("namespaces", "", Place)!["metadata"]!["labels"]);
    }

    [Fact]
    public async Task Another_directory_is_refused_and_the_same_one_goes_nowhere_else()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var draft = KubeInstallation.Draft;
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        Assert.Equal("cluster.other-place", await RefusedAsync(installation, draft.With("kubernetes.namespace", "elsewhere")));

        var memory = Path.Join(installation.Directory, ".mathesar-setup", "cluster.json");
        var known = File.ReadAllText(memory);
        File.Delete(memory);
        // Whoever has the key has the directory.
        Assert.Equal("", await RefusedAsync(installation, draft));
        Assert.Equal("apply.name-taken", await RefusedAsync(installation, draft.With("secrets.key", new string('k', 50)),
            KubeInstallation.Meant with { LostConnections = true }));

        // The same cluster by another address is agreed to anew; another one by the same address is not it.
        var url = installation.Cluster.Url;
        File.WriteAllText(memory, known.Replace(url, "https://10.0.0.1:6443", StringComparison.Ordinal));
        Assert.Equal("cluster.other", await RefusedAsync(installation, draft, Acceptance.None));
        Assert.Equal("", await RefusedAsync(installation, draft));
        await using var other = await ClusterStandIn.StartAsync();
        File.WriteAllText(memory, known.Replace(url, other.Url, StringComparison.Ordinal));
        installation.Use(other.KubeConfig());
        Assert.Equal("cluster.other", await RefusedAsync(installation, draft));
        Assert.DoesNotContain(other.Calls, static call => call.Method != "GET");
    }

    [Fact]
    public async Task Stopping_it_as_the_files_say_is_no_conflict_and_a_kustomization_of_ones_own_is_left_to_kubectl()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        KubeInstallation.Kubectl("-n", Place, "patch", "deployment", "mathesar", "--type", "merge", "-p", """{"spec":{"replicas":0}}""");
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        Assert.Equal("1", cluster.Find("deployments", Place, "mathesar")!["spec"]!["replicas"]!.ToString());
        Assert.Equal(ApplyOutcome.Unchanged, (await installation.ApplyAsync(draft)).Outcome);

        File.AppendAllText(Path.Join(installation.Directory, "kustomization.yaml"), "namePrefix: mine-\n");
        Assert.Equal("cluster.by-kubectl", await RefusedAsync(installation, draft));
    }

    [Fact]
    public async Task A_login_that_fails_and_a_page_of_a_proxy_on_the_way_take_everything_back()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        var (before, isSent) = (cluster.Written(), false);
        cluster.Fault = call => (isSent |= call.IsWrite) && call.Method == "GET" && Of(call, "/deployments/mathesar") && !(isSent = false)
            ? new ApiFault(200, IsPage: true) : null;
        var failed = await installation.ApplyAsync(draft.With("tuning.workers", "5"));
        cluster.Fault = static _ => null;
        Assert.Equal((ApplyOutcome.RolledBack, "cluster.unreachable"), (failed.Outcome, failed.Findings[0].Code));
        Assert.Equal(before, cluster.Written());

        // It works a few times, and then no more.
        var count = Path.Join(Path.GetTempPath(), $"login-{Guid.NewGuid():n}");
        var granted = new JsonObject
        {
            ["apiVersion"] = "client.authentication.k8s.io/v1",
            ["kind"] = "ExecCredential",
            ["status"] = new JsonObject { ["token"] = cluster.Token, ["expirationTimestamp"] = "2020-01-01T00:00:00Z" },
        };
        installation.Use(cluster.KubeConfig(new JsonObject
        {
            ["exec"] = new JsonObject
            {
                ["apiVersion"] = "client.authentication.k8s.io/v1",
                ["command"] = "sh",
                ["args"] = new JsonArray("-c",
                    $"n=$(cat {count} 2>/dev/null || echo 0); echo $((n+1)) >{count}; [ $n -lt 12 ] || exit 1; echo '{granted.ToJsonString()}'"),
                ["interactiveMode"] = "Never",
            },
        }.ToJsonString()));
        var refused = await installation.ApplyAsync(draft.With("tuning.workers", "6"), KubeInstallation.Meant with { LoginProgram = true });
        Assert.InRange(int.Parse(File.ReadAllText(count), CultureInfo.InvariantCulture), 13, 1000);
        File.Delete(count);
        Assert.Equal("cluster.login", refused.Findings[0].Code);
        Assert.True(refused.Outcome is ApplyOutcome.Refused or ApplyOutcome.NeedsPerson);
        installation.Use(cluster.KubeConfig());
    }

    [Fact]
    public async Task A_kubeconfig_tells_no_secret_and_its_faults_their_reason()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        installation.Use(cluster.KubeConfig("""
            {"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "touch", "args": ["TOPSECRET"], "interactiveMode": "Never"}}
            """, cluster.Url.Replace("://", "://bob:URLPASSWORD@", StringComparison.Ordinal)));
        var findings = (await installation.PlanAsync(draft, Acceptance.None)).Findings;
        Assert.Contains(findings, static f => f.Code == "apply.login-program");
        Assert.All(findings, static f => Assert.False(f.Message.Contains("TOPSECRET", StringComparison.Ordinal)
            || f.Message.Contains("URLPASSWORD", StringComparison.Ordinal), f.Message));
        foreach (var broken in new[] { "", "contexts: [null]\ncurrent-context: x\n", "\0\u0001", "- a\n" })
        {
            installation.Use(broken);
            Assert.Equal("cluster.no-config", await RefusedAsync(installation, draft));
        }
    }

    private static async Task<string> RefusedAsync(KubeInstallation installation, Draft draft, Acceptance? accepted = null) => string.Join(' ',
        (await installation.PlanAsync(draft, accepted)).Findings.Where(static f => f.Severity is Severity.Error).Select(static f => f.Code)
            .Distinct());

    private static bool Of(ApiCall call, string end) => call.Target.EndsWith(end, StringComparison.Ordinal);

    private static JsonObject Named(string version, string kind, string name) => new()
    {
        ["apiVersion"] = version,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
    };
}
