using System.Text.Json.Nodes;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;
using MathesarSetup.Testing;
using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>A release that this program lets Helm bring about, by a stand-in for Helm: all of it, or as it began.</summary>
[Collection(KubeInstallation.Collection)]
public sealed class HelmApplyTests : KubeTests
{
    private static readonly Draft s_draft = KubeInstallation.Draft.With("target", "helm");

    public HelmApplyTests() => Environment.SetEnvironmentVariable("PATH", $"{HelmStandIn.Folder}:{FormerPath}");

    [Fact]
    public async Task What_is_installed_is_left_alone_by_the_next_run_follows_the_answers_and_says_no_secret()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var cluster = installation.Cluster;
        var changes = await installation.PlanAsync(s_draft);
        Assert.Contains(changes.Changes, static c => c is { Name: "release mathesar", Verb: ChangeVerb.Create, Commands: [var command] }
            && command.StartsWith("helm upgrade --install mathesar ./chart", StringComparison.Ordinal));
        Assert.DoesNotContain(cluster.Calls, static call => call.IsWrite);
        Assert.False(Directory.Exists(installation.Directory));

        // A variable that leads elsewhere does not count.
        Environment.SetEnvironmentVariable(HelmElsewhere, "https://127.0.0.1:1");
        Assert.Equal("Applied", Said(await installation.ApplyAsync(s_draft)));
        Environment.SetEnvironmentVariable(HelmElsewhere, null);
        Assert.NotNull(cluster.Find("secrets", Place, "sh.helm.release.v1.mathesar.v1"));
        Assert.Equal("Helm", cluster.Find("deployments", Place, "mathesar")!["metadata"]!["labels"]!["app.kubernetes.io/managed-by"]!.ToString());
        var before = cluster.Written();
        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(s_draft)));
        Assert.Equal(before, cluster.Written());
        Assert.DoesNotContain(installation.Heard, static e => e.Message.Contains(s_draft.Texts["secrets.key"], StringComparison.Ordinal));

        // Another password of the administrator is a secret, which pods read when they start.
        var draft = s_draft.With("admin.password", "another pass word");
        Assert.Equal("Applied", Said(await installation.ApplyAsync(draft)));
        Assert.Contains("restartedAt", cluster.Find("deployments", Place, "mathesar")!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(draft)));
        Assert.Equal("Applied", Said(await installation.ApplyAsync(draft.With("tuning.workers", "5"))));
        Assert.NotNull(cluster.Find("secrets", Place, "sh.helm.release.v1.mathesar.v3"));

        // By the printed command, from edited values.
        var values = Path.Combine(installation.Directory, "values.yaml");
        File.WriteAllText(values, File.ReadAllText(values).Replace("WEB_CONCURRENCY: \"5\"", "WEB_CONCURRENCY: \"6\"", StringComparison.Ordinal));
        installation.Helm("upgrade", "--install", "mathesar", "./chart", "--values", "values.yaml", "--values", "values.secret.yaml");
        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(draft.With("tuning.workers", "5"))));
    }

    [Fact]
    public async Task What_somebody_did_besides_is_found_before_anything_is_done()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var cluster = installation.Cluster;
        Assert.Equal("Applied", Said(await installation.ApplyAsync(s_draft)));
        KubeInstallation.Kubectl("-n", Place, "patch", "deployment", "mathesar", "--type", "merge", "-p",
            """{"spec":{"progressDeadlineSeconds":77}}""");
        Assert.Equal("apply.others-field", await RefusedAsync(installation, s_draft));
        Assert.Equal("Applied", Said(await installation.ApplyAsync(s_draft, KubeInstallation.Meant with { OthersFields = true })));
        Assert.Equal("900", cluster.Find("deployments", Place, "mathesar")!["spec"]!["progressDeadlineSeconds"]!.ToString());
        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(s_draft)));

        var elsewhere = Path.Combine(installation.Directory, "theirs.yaml");
        File.WriteAllText(elsewhere, "service: {port: 8111}\n");
        installation.Helm("upgrade", "--install", "mathesar", "./chart", "--values", "values.yaml", "--values", "values.secret.yaml", "--values",
            "theirs.yaml");
        Assert.Equal("helm.others-revision", await RefusedAsync(installation, s_draft));
        Assert.Equal("Applied", Said(await installation.ApplyAsync(s_draft, KubeInstallation.Meant with { OthersFields = true })));
        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(s_draft)));

        // As the files say how to stop it.
        KubeInstallation.Kubectl("-n", Place, "patch", "deployment", "mathesar", "--type", "merge", "-p", """{"spec":{"replicas":0}}""");
        Assert.Equal("Applied", Said(await installation.ApplyAsync(s_draft)));
        Assert.Equal("1", cluster.Find("deployments", Place, "mathesar")!["spec"]!["replicas"]!.ToString());
    }

    [Fact]
    public async Task What_is_in_the_way_is_told_before_Helm_does_anything()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var cluster = installation.Cluster;
        Assert.Equal("apply.context", await RefusedAsync(installation, s_draft, Acceptance.None));
        Environment.SetEnvironmentVariable("HELM_STAND_IN_VERSION", "v3.7.2");
        Assert.Equal("helm.old-version", await RefusedAsync(installation, s_draft));
        Environment.SetEnvironmentVariable("HELM_STAND_IN_VERSION", null);
        cluster.Put("namespaces", "", Place, Named("v1", "Namespace", Place));
        cluster.Put("services", Place, "mathesar", Named("v1", "Service", "mathesar"));
        Assert.Equal("apply.name-taken", await RefusedAsync(installation, s_draft));
        cluster.Put("services", Place, "mathesar", null);
        cluster.Forbids = static call => call.Method == "PATCH";
        Assert.Equal("cluster.forbidden", await RefusedAsync(installation, s_draft));
        cluster.Forbids = static _ => false;
        Assert.DoesNotContain(cluster.Calls, static call => call.IsWrite);
        Assert.Equal("Applied", Said(await installation.ApplyAsync(s_draft)));

        // Another directory's release, and a Helm that somebody's hand began.
        Directory.Delete(installation.Directory, recursive: true);
        Assert.Equal("", await RefusedAsync(installation, s_draft));
        Assert.Contains("apply.name-taken", await RefusedAsync(installation, s_draft.With("secrets.key", new string('k', 50)),
            KubeInstallation.Meant with { LostConnections = true }), StringComparison.Ordinal);
        Assert.Equal("Applied", Said(await installation.ApplyAsync(s_draft)));
        // A Helm that somebody began is cut off when it says that it failed.
        cluster.Fault = static call => call is { Method: "PATCH" } && !call.Target.Contains("dryRun", StringComparison.Ordinal)
            ? new ApiFault(500, "InternalError", "no") : null;
        Assert.Equal(1, installation.TryHelm("upgrade", "--install", "mathesar", "./chart", "--values", "values.yaml", "--values",
            "values.secret.yaml").ExitCode);
        cluster.Fault = static _ => null;
        var stuck = Assert.Single((await installation.PlanAsync(s_draft)).Findings, static f => f.Severity is Severity.Error);
        Assert.Equal("helm.pending", stuck.Code);
        Assert.Contains("helm rollback mathesar 1 --namespace mathesar", stuck.Message, StringComparison.Ordinal);
        installation.Helm("rollback", "mathesar", "1");
        Assert.Equal("", await RefusedAsync(installation, s_draft));
    }

    [Fact]
    public async Task What_goes_wrong_on_the_way_is_told_with_its_reason_and_leaves_the_cluster_as_it_was()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var cluster = installation.Cluster;
        cluster.PodFaults["mathesar"] = PodFault.CrashLoop;
        cluster.Log = "Starting.\npassword authentication failed for user\n";
        var crashed = await installation.ApplyAsync(s_draft);
        Assert.StartsWith("RolledBack log.password-refused cluster.pod-failed", Said(crashed), StringComparison.Ordinal);
        Assert.Contains(crashed.Findings, static f => f.Code == "apply.volumes-kept"
            && f.Message.Contains("data-mathesar-db-0", StringComparison.Ordinal));
        Assert.Null(cluster.Find("deployments", Place, "mathesar"));
        Assert.Null(cluster.Find("secrets", Place, "sh.helm.release.v1.mathesar.v1"));
        cluster.PodFaults.Clear();
        Assert.StartsWith("Applied", Said(await installation.ApplyAsync(s_draft)), StringComparison.Ordinal);

        var wanted = s_draft.With("tuning.workers", "5");
        var before = Objects(cluster);
        foreach (var (fault, reason) in new[] { (PodFault.ImagePull, "ImagePullBackOff"), (PodFault.Unschedulable, "Unschedulable") })
        {
            cluster.PodFaults["mathesar"] = fault;
            var failed = await installation.ApplyAsync(wanted);
            Assert.Equal("RolledBack cluster.pod-failed", Said(failed));
            Assert.StartsWith(reason, failed.Findings[0].Message, StringComparison.Ordinal);
            Assert.Equal(before, Objects(cluster));
        }

        cluster.PodFaults.Clear();
        Fail(cluster, 2);
        var refused = await installation.ApplyAsync(wanted);
        Assert.Equal("RolledBack helm.failed", Said(refused));
        Assert.Contains("failed calling webhook", refused.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(before, Objects(cluster));
        Assert.Equal("Applied", Said(await installation.ApplyAsync(wanted)));

        // What Helm puts back is another revision, and not somebody else's.
        var values = Path.Combine(installation.Directory, "values.yaml");
        File.WriteAllText(values, File.ReadAllText(values).Replace("WEB_CONCURRENCY: \"5\"", "WEB_CONCURRENCY: \"6\"", StringComparison.Ordinal));
        Fail(cluster, 2);
        Assert.Equal("RolledBack helm.failed", Said(await installation.ApplyAsync(wanted)));
        Assert.Equal("Applied", Said(await installation.ApplyAsync(wanted)));
    }

    [Fact]
    public async Task A_run_that_is_killed_at_any_write_of_Helms_ends_in_the_old_state_or_the_new_one()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var cluster = installation.Cluster;
        for (var write = 2; write < 12; write += 3)
        {
            Assert.True(installation.ApplyKilled(s_draft, write, isDone: write % 2 == 0));
            Assert.Equal("RolledBack", $"{(await installation.RecoverAsync())!.Outcome}");
            Assert.Null(cluster.Find("statefulsets", Place, "mathesar-db"));
            Assert.Null(cluster.Find("secrets", Place, "sh.helm.release.v1.mathesar.v1"));
        }

        Assert.Equal("Applied", Said(await installation.ApplyAsync(s_draft)));
        var wanted = s_draft.With("tuning.workers", "5").With("admin.password", "another pass word");
        var before = Objects(cluster);
        for (var write = 1; installation.ApplyKilled(wanted, write, isDone: write % 2 == 0); write++)
        {
            Assert.Equal("RolledBack", $"{(await installation.RecoverAsync())!.Outcome}");
            Assert.Equal(before, Objects(cluster));
        }

        Assert.Equal("Unchanged", Said(await installation.ApplyAsync(wanted)));
    }

    // Helm's own history goes on, and pods that started anew say when.
    private static string Objects(ClusterStandIn cluster) => string.Join('\n', cluster.Written().Split('\n')
        .Where(static line => !line.Contains("sh.helm.release", StringComparison.Ordinal)).Select(static line =>
        {
            var read = JsonNode.Parse(line)!;
            (read["spec"]?["template"]?["metadata"]?["annotations"] as JsonObject)?.Remove("kubectl.kubernetes.io/restartedAt");
            return read.ToJsonString();
        }));

    private static async Task<string> RefusedAsync(KubeInstallation installation, Draft draft, Acceptance? accepted = null) => string.Join(' ',
        (await installation.PlanAsync(draft, accepted)).Findings.Where(static f => f.Severity is Severity.Error).Select(static f => f.Code)
        .Distinct());

    private static void Fail(ClusterStandIn cluster, int at)
    {
        var writes = 0;
        cluster.Fault = call => call.IsWrite && Interlocked.Increment(ref writes) == at
            ? new ApiFault(500, "InternalError", "failed calling webhook") : null;
    }

    private static JsonObject Named(string version, string kind, string name) => new()
    {
        ["apiVersion"] = version,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
    };

    private static string Said(ApplyResult result) => string.Join(' ', result.Findings.Where(static f => f.Severity is not Severity.Note)
        .Select(static f => f.Code).Prepend($"{result.Outcome}"));
}
