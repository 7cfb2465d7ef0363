using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;
using MathesarSetup.Testing;
using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>What somebody does by the real kubectl before or after, and stopping and starting from here, agree with what this program does.</summary>
[Collection(KubeInstallation.Collection)]
public sealed class KubeByHandTests : KubeTests
{
    [Fact]
    public async Task The_printed_command_after_installing_is_no_conflict_and_what_it_changed_stays()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        var uid = Uid(cluster);
        KubeInstallation.Kubectl("apply", "-k", installation.Directory);
        var changes = await installation.PlanAsync(draft);
        Assert.DoesNotContain(changes.Findings, static f => f.Severity is Severity.Error);
        Assert.DoesNotContain(changes.Changes, static c => c.Cost is not ApplyCost.Nothing);

        // Somebody edits a file, and brings it about by the command.
        var file = Path.Combine(installation.Directory, "configuration.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("WEB_CONCURRENCY: \"3\"", "WEB_CONCURRENCY: \"4\"\n  MINE: \"yes\"",
            StringComparison.Ordinal));
        KubeInstallation.Kubectl("apply", "-k", installation.Directory);
        Assert.Equal("4", Configured(cluster, "WEB_CONCURRENCY"));
        Assert.DoesNotContain((await installation.PlanAsync(draft)).Findings, static f => f.Severity is Severity.Error);
        Assert.True((await installation.ApplyAsync(draft)).Succeeded);
        Assert.Equal("yes", Configured(cluster, "MINE"));

        // What was taken over is this program's, and goes when no file wants it any more.
        File.WriteAllText(file, File.ReadAllText(file).Replace("\n  MINE: \"yes\"", "", StringComparison.Ordinal));
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        Assert.Null(Configured(cluster, "MINE"));
        Assert.Equal(uid, Uid(cluster));
        Assert.Equal(ApplyOutcome.Unchanged, (await installation.ApplyAsync(draft)).Outcome);
    }

    [Fact]
    public async Task What_kubectl_made_from_these_files_is_taken_over_and_follows_the_answers()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        installation.Write(draft);
        KubeInstallation.Kubectl("apply", "-f", Path.Combine(installation.Directory, "namespace.yaml"));
        KubeInstallation.Kubectl("apply", "-k", installation.Directory);
        var uid = Uid(cluster);
        var changes = await installation.PlanAsync(draft.With("tuning.workers", "5"));
        Assert.Equal("", string.Join(' ', changes.Findings.Where(static f => f.Severity is Severity.Error).Select(static f => f.Message)));
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft.With("tuning.workers", "5"))).Outcome);
        Assert.Equal("5", Configured(cluster, "WEB_CONCURRENCY"));
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft.With("tuning.workers", "6"))).Outcome);
        Assert.Equal(ApplyOutcome.Unchanged, (await installation.ApplyAsync(draft.With("tuning.workers", "6"))).Outcome);
        Assert.Equal(uid, Uid(cluster));

        // By kubectl, but from other values than those that lie here.
        var copy = Path.Combine(installation.Directory, "configuration.yaml");
        var kept = File.ReadAllText(copy);
        File.WriteAllText(copy, kept.Replace("WEB_CONCURRENCY: \"6\"", "WEB_CONCURRENCY: \"9\"", StringComparison.Ordinal));
        KubeInstallation.Kubectl("apply", "-k", installation.Directory);
        File.WriteAllText(copy, kept);
        Assert.Contains((await installation.PlanAsync(draft.With("tuning.workers", "6"))).Findings, static f => f.Code == "apply.others-field"
            && f.Message.Contains("WEB_CONCURRENCY", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("helm")]
    public async Task It_is_stopped_and_started_from_here_and_the_next_run_finds_nothing_to_do(string target)
    {
        Environment.SetEnvironmentVariable("PATH", $"{HelmStandIn.Folder}:{FormerPath}");
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft.With("target", target));
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        var before = cluster.Written();
        var life = await installation.LifeAsync(draft);
        var told = new List<string>();
        Assert.Empty(await life.StopAsync(told.Add, End));
        Assert.Equal(2, told.Count);
        Assert.Contains("mathesar", told[0], StringComparison.Ordinal);
        Assert.All((await life.LookAsync(End)).Services, static s => Assert.Equal(ServiceCondition.Stopped, s.Condition));
        Assert.DoesNotContain((await installation.PlanAsync(draft)).Findings, static f => f.Severity is Severity.Error);
        Assert.Empty(await life.StartAsync(told.Add, TimeSpan.FromSeconds(20), End));
        Assert.All((await life.LookAsync(End)).Services, static s => Assert.Equal(ServiceCondition.Running, s.Condition));
        Assert.Equal(before.Replace(",\"annotations\":{}", "", StringComparison.Ordinal),
            cluster.Written().Replace("\"annotations\":{},", "", StringComparison.Ordinal));
        Assert.Equal(ApplyOutcome.Unchanged, (await installation.ApplyAsync(draft)).Outcome);

        // One that is stopped is started by the next run.
        Assert.Empty(await life.StopAsync(told.Add, End));
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        Assert.All((await life.LookAsync(End)).Services, static s => Assert.Equal(ServiceCondition.Running, s.Condition));
        Assert.Equal(ApplyOutcome.Unchanged, (await installation.ApplyAsync(draft)).Outcome);
    }

    [Fact]
    public async Task A_login_by_a_program_is_run_by_nobody_who_only_stops()
    {
        await using var installation = await KubeInstallation.StartAsync();
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(KubeInstallation.Draft)).Outcome);
        installation.Use(installation.Cluster.KubeConfig(
            """{"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "touch", "args": ["x"], "interactiveMode": "Never"}}"""));
        var told = Assert.Single(await (await installation.LifeAsync(KubeInstallation.Draft)).StopAsync(static _ => { }, End));
        Assert.Equal("cluster.by-hand", told.Code);
        Assert.Contains("scale --replicas=0 deployment/mathesar statefulset/mathesar-db", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_is_taken_by_its_name_and_remembered_when_another_one_is_the_current_one()
    {
        await using var installation = await KubeInstallation.StartAsync();
        await using var other = await ClusterStandIn.StartAsync();
        var draft = KubeInstallation.Draft;
        installation.UseAll(other.KubeConfig(name: "elsewhere"), installation.Cluster.KubeConfig());
        var asked = Assert.Single((await installation.PlanAsync(draft, Acceptance.None)).Findings, static f => f.Severity is Severity.Error);
        Assert.Equal("--context elsewhere", asked.Consent);
        Assert.Contains("Another one is taken by its name: tests.", asked.Message, StringComparison.Ordinal);
        Assert.Equal("apply.context", Assert.Single((await installation.PlanAsync(draft, Acceptance.None with { Context = "nowhere" })).Findings,
            static f => f.Severity is Severity.Error).Code);
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        Assert.Equal(ApplyOutcome.Unchanged, (await installation.ApplyAsync(draft, Acceptance.None)).Outcome);
        Assert.All((await (await installation.LifeAsync(draft)).LookAsync(End)).Services, static s =>
            Assert.Equal(ServiceCondition.Running, s.Condition));
        Assert.All((await installation.PlanAsync(draft.With("tuning.workers", "5"), Acceptance.None)).Changes.SelectMany(static c => c.Commands)
            .Where(static c => c.StartsWith("kubectl", StringComparison.Ordinal)), static command =>
            Assert.StartsWith("kubectl --context tests ", command, StringComparison.Ordinal));
        Assert.Empty(other.Calls);
    }

    [Fact]
    public async Task A_right_that_is_missing_is_told_before_the_namespace_is_made()
    {
        await using var installation = await KubeInstallation.StartAsync();
        installation.Cluster.Forbids = static call => call.Target.Contains("/namespaces/mathesar/statefulsets", StringComparison.Ordinal);
        var refused = await installation.ApplyAsync(KubeInstallation.Draft);
        Assert.Equal(ApplyOutcome.Refused, refused.Outcome);
        Assert.Contains(refused.Findings, static f => f.Code == "cluster.forbidden"
            && f.Message.Contains("create a StatefulSet in mathesar", StringComparison.Ordinal));
        Assert.DoesNotContain(installation.Cluster.Calls, static call => call.IsWrite);
        Assert.Null(installation.Cluster.Find("namespaces", "", Place));
    }

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("helm")]
    public async Task Who_cancels_has_everything_as_before(string target)
    {
        Environment.SetEnvironmentVariable("PATH", $"{HelmStandIn.Folder}:{FormerPath}");
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft.With("target", target));
        Assert.Equal(ApplyOutcome.Cancelled, (await installation.ApplyAsync(draft, until: "wait mathesar-db")).Outcome);
        Assert.Null(cluster.Find("statefulsets", Place, "mathesar-db"));
        Assert.True((await installation.ApplyAsync(draft)).Succeeded);
        var (former, wanted) = (Configured(cluster, "WEB_CONCURRENCY"), draft.With("tuning.workers", "5"));
        Assert.Equal(ApplyOutcome.Cancelled, (await installation.ApplyAsync(wanted, until: "wait mathesar")).Outcome);
        Assert.Equal(former, Configured(cluster, "WEB_CONCURRENCY"));
        Assert.Equal(ApplyOutcome.Unchanged, (await installation.ApplyAsync(draft)).Outcome);
    }

    private static CancellationToken End => TestContext.Current.CancellationToken;

    private static string Uid(ClusterStandIn cluster) => string.Join(' ', new[] { ("deployments", "mathesar"), ("statefulsets", "mathesar-db") }
        .Select(o => cluster.Find(o.Item1, Place, o.Item2)!["metadata"]!["uid"]));

    private static string? Configured(ClusterStandIn cluster, string name) =>
        cluster.Find("configmaps", Place, "mathesar")!["data"]![name]?.ToString();
}
