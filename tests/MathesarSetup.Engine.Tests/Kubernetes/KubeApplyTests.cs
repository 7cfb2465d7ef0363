using System.Text.Json.Nodes;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;
using MathesarSetup.Testing;
using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>Objects that this program brings into a cluster: it ends with all of them there and Mathesar answering, or as it began.</summary>
[Collection(KubeInstallation.Collection)]
public sealed class KubeApplyTests : KubeTests
{
    [Fact]
    public async Task What_is_installed_is_left_alone_by_the_next_run_follows_the_answers_and_is_pruned_by_its_mark()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        Assert.Equal("Applied", Said(await installation.ApplyAsync(draft)));
        Assert.NotNull(cluster.Find("secrets", Place, "mathesar")!["data"]!["SECRET_KEY"]);
        Assert.DoesNotContain("part-of", cluster.Find("persistentvolumeclaims", Place, "mathesar-media")!.ToJsonString(), StringComparison.Ordinal);
        var before = cluster.Written();
        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(draft)));
        Assert.Equal(before, cluster.Written());
        Assert.DoesNotContain(installation.Heard, static e => e.Message.Contains(KubeInstallation.Draft.Texts["secrets.key"],
            StringComparison.Ordinal));

        // Another password of the administrator is a secret, which pods read when they start.
        Assert.Equal("Applied", Said(await installation.ApplyAsync(draft = draft.With("admin.password", "another pass word"))));
        Assert.Contains("restartedAt", cluster.Find("deployments", Place, "mathesar")!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(draft)));

        cluster.Put("ingressclasses", "", "nginx", Class());
        var open = draft.With("kubernetes.expose", "ingress").With("kubernetes.ingress-class", "nginx").With("access.url", "http://localhost:9");
        Assert.Equal("Applied apply.not-reached", Said(await installation.ApplyAsync(open)));
        Assert.NotNull(cluster.Find("ingresses", Place, "mathesar"));
        Assert.Equal("Applied", Said(await installation.ApplyAsync(draft)));
        Assert.Null(cluster.Find("ingresses", Place, "mathesar"));
        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(draft)));
    }

    [Fact]
    public async Task What_somebody_set_otherwise_is_refused_field_by_field_until_it_is_accepted()
    {
        await using var installation = await KubeInstallation.StartAsync();
        Assert.Equal("Applied", Said(await installation.ApplyAsync(KubeInstallation.Draft)));
        KubeInstallation.Kubectl("-n", Place, "patch", "deployment", "mathesar", "--type", "merge", "-p",
            """{"spec":{"progressDeadlineSeconds":77}}""");
        var changes = await installation.PlanAsync(KubeInstallation.Draft);
        var finding = Assert.Single(changes.Findings, static f => f.Severity is Severity.Error);
        Assert.Contains("kubectl-patch set spec.progressDeadlineSeconds of Deployment mathesar", finding.Message, StringComparison.Ordinal);
        Assert.True(changes.IsLeftToPerson);
        Assert.Equal("Refused apply.others-field", Said(await installation.ApplyAsync(KubeInstallation.Draft)));
        Assert.Equal("Applied", Said(await installation.ApplyAsync(KubeInstallation.Draft, KubeInstallation.Meant with { OthersFields = true })));
        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(KubeInstallation.Draft)));
    }

    [Fact]
    public async Task What_goes_wrong_on_the_way_is_told_with_its_reason_and_leaves_the_cluster_as_it_was()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        cluster.PodFaults["mathesar"] = PodFault.CrashLoop;
        cluster.Log = "Starting.\npassword authentication failed for user\n";
        var crashed = await installation.ApplyAsync(draft);
        Assert.StartsWith("RolledBack log.password-refused cluster.pod-failed", Said(crashed), StringComparison.Ordinal);
        Assert.Contains("password authentication failed for user", crashed.LastLines);
        Assert.Null(cluster.Find("deployments", Place, "mathesar"));
        Assert.Null(cluster.Find("statefulsets", Place, "mathesar-db"));
        Assert.Contains(crashed.Findings, static f => f.Code == "apply.volumes-kept"
            && f.Message.Contains("persistentvolumeclaim data-mathesar-db-0", StringComparison.Ordinal));
        cluster.PodFaults.Clear();
        Assert.StartsWith("Applied", Said(await installation.ApplyAsync(draft)), StringComparison.Ordinal);

        var wanted = draft.With("tuning.workers", "5");
        var before = cluster.Written();
        foreach (var (fault, reason) in new[] { (PodFault.ImagePull, "ImagePullBackOff"), (PodFault.Unschedulable, "Unschedulable"),
            (PodFault.CreateConfig, "CreateContainerConfigError") })
        {
            cluster.PodFaults["mathesar"] = fault;
            var failed = await installation.ApplyAsync(wanted);
            Assert.Equal("RolledBack cluster.pod-failed", Said(failed));
            Assert.StartsWith(reason, failed.Findings[0].Message, StringComparison.Ordinal);
            Assert.Equal(before, cluster.Written());
        }

        cluster.PodFaults.Clear();
        foreach (var (fault, said) in new[] { (new ApiFault(0), "cluster.unreachable"), (new ApiFault(0, IsDone: true), "cluster.unreachable"),
            (new ApiFault(401, "Unauthorized", "Unauthorized"), "cluster.login"), (new ApiFault(403, "Forbidden", "denied by a webhook"),
                "cluster.forbidden"),
            (new ApiFault(500, "InternalError", "failed calling webhook"), "cluster.refused") })
        {
            Fail(cluster, fault, 2);
            Assert.Equal($"RolledBack {said}", Said(await installation.ApplyAsync(wanted)));
            Assert.Equal(before, cluster.Written());
        }

        Fail(cluster, new ApiFault(429, "TooManyRequests", "slow down", RetryAfter: 1), 1);
        Assert.Equal("Applied", Said(await installation.ApplyAsync(wanted)));
    }

    [Fact]
    public async Task What_is_in_the_way_is_told_before_anything_is_sent()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        cluster.Forbids = static call => call.Method == "PATCH" && !call.Target.Contains("/namespaces/mathesar?", StringComparison.Ordinal);
        cluster.Put("namespaces", "", Place, Named("v1", "Namespace", Place));
        Assert.Equal("cluster.forbidden", await RefusedAsync(installation, draft));
        cluster.Forbids = static _ => false;
        cluster.Version = "1.24";
        Assert.Equal("cluster.old-version", await RefusedAsync(installation, draft));
        cluster.Version = "1.36";
        Assert.Equal("cluster.no-kind", await RefusedAsync(installation, draft.With("kubernetes.database", "cloudnativepg")));
        Assert.Equal("cluster.no-class", await RefusedAsync(installation, draft.With("kubernetes.storage-class", "gold")));
        installation.Use(cluster.KubeConfig(url: "https://127.0.0.1:1"));
        Assert.Equal("cluster.unreachable", await RefusedAsync(installation, draft));
        installation.Use(cluster.KubeConfig("""{"token": "expired"}"""));
        Assert.Equal("cluster.login", await RefusedAsync(installation, draft));
        Assert.Equal("apply.context", Assert.Single((await installation.PlanAsync(draft, Acceptance.None)).Findings,
            static f => f.Severity is Severity.Error).Code);
        var touched = Path.Combine(Path.GetTempPath(), $"kube-{Guid.NewGuid():n}");
        installation.Use(cluster.KubeConfig($$$"""
            {"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "touch", "args": ["{{{touched}}}"], "interactiveMode": "Never"}}
            """));
        Assert.Equal("apply.login-program", await RefusedAsync(installation, draft));
        Assert.False(File.Exists(touched));
        installation.Use("not: [a, kubeconfig");
        Assert.Equal("cluster.no-config", await RefusedAsync(installation, draft));
        Assert.False(Directory.Exists(installation.Directory));
        Assert.DoesNotContain(cluster.Calls, static call => call.IsWrite);

        installation.Use(cluster.KubeConfig());
        cluster.Put("services", Place, "mathesar", Named("v1", "Service", "mathesar"));
        Assert.Equal("apply.name-taken", await RefusedAsync(installation, draft));
        cluster.Put("services", Place, "mathesar", null);
        Assert.Equal("Applied", Said(await installation.ApplyAsync(draft)));
        Assert.Equal("cluster.immutable", await RefusedAsync(installation, draft.With("kubernetes.database-size", "90Gi")));
        Assert.Equal("apply.secret-key", await RefusedAsync(installation, draft.With("secrets.key", new string('k', 50))));
        await using var other = await ClusterStandIn.StartAsync();
        installation.Use(other.KubeConfig());
        Assert.Equal("cluster.other", await RefusedAsync(installation, draft));
    }

    [Fact]
    public async Task A_run_that_is_killed_between_any_two_writes_ends_in_the_old_state_or_the_new_one()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, old) = (installation.Cluster, KubeInstallation.Draft);
        Assert.True(installation.ApplyKilled(old, 7, isDone: true));
        Assert.Equal("RolledBack", $"{(await installation.RecoverAsync())!.Outcome}");
        Assert.Null(cluster.Find("statefulsets", Place, "mathesar-db"));
        Assert.Equal("Applied", Said(await installation.ApplyAsync(old)));
        var wanted = old.With("tuning.workers", "5").With("admin.password", "another pass word");
        var before = cluster.Written();
        for (var write = 1; installation.ApplyKilled(wanted, write, isDone: write % 2 == 0); write++)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(installation.Directory, ".mathesar-setup", "apply-cluster.json")));
            Assert.Equal("RolledBack", $"{(await installation.RecoverAsync())!.Outcome}");
            Assert.Equal(before, cluster.Written());
        }

        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(wanted)));
    }

    private static async Task<string> RefusedAsync(KubeInstallation installation, Draft draft) => string.Join(' ',
        (await installation.PlanAsync(draft)).Findings
        .Where(static f => f.Severity is Severity.Error).Select(static f => f.Code).Distinct());

    // The write with this number ends so.
    private static void Fail(ClusterStandIn cluster, ApiFault fault, int at)
    {
        var writes = 0;
        cluster.Fault = call => call.IsWrite && Interlocked.Increment(ref writes) == at ? fault : null;
    }

    private static JsonObject Class() => Named("networking.k8s.io/v1", "IngressClass", "nginx");

    private static JsonObject Named(string version, string kind, string name) => new()
    {
        ["apiVersion"] = version,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
    };

    private static string Said(ApplyResult result) => string.Join(' ', result.Findings.Where(static f => f.Severity is not Severity.Note)
        .Select(static f => f.Code).Prepend($"{result.Outcome}"));
}
