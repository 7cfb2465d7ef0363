using MathesarSetup.Engine.Apply;
using MathesarSetup.Testing;
using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>The way back in a cluster: it deletes no data, goes where the run was, and ends once what is in its way is settled.</summary>
[Collection(KubeInstallation.Collection)]
public sealed class KubeRollBackTests : KubeTests
{
    [Theory]
    [InlineData("kubernetes")]
    [InlineData("helm")]
    public async Task A_database_that_an_operator_runs_stays_with_its_volumes_and_that_is_told(string target)
    {
        Environment.SetEnvironmentVariable("PATH", $"{HelmStandIn.Folder}:{FormerPath}");
        await using var installation = await KubeInstallation.StartAsync(isExtended: true);
        await using var other = await ClusterStandIn.StartAsync();
        var cluster = installation.Cluster;
        var isHelms = target == "helm";
        if (!isHelms)
        {
            // The stand-in for Helm reads one file alone.
            installation.UseAll(other.KubeConfig(name: "elsewhere"), cluster.KubeConfig());
        }

        // No operator makes servers of it.
        var taken = await installation.ApplyAsync(KubeInstallation.Draft.With("target", target).With("kubernetes.database", "cloudnativepg"),
            until: isHelms ? null : "wait mathesar-db");
        Assert.Equal(isHelms ? ApplyOutcome.RolledBack : ApplyOutcome.Cancelled, taken.Outcome);
        Assert.NotNull(cluster.Find("clusters", Place, "mathesar-db"));
        Assert.Null(cluster.Find("deployments", Place, "mathesar"));
        Assert.Contains(taken.Findings, f => f.Code == "apply.volumes-kept" && f.Message.Contains("Cluster mathesar-db", StringComparison.Ordinal)
            && f.Message.Contains($"kubectl{(isHelms ? "" : " --context tests")} --namespace mathesar delete "
                + "cluster.postgresql.cnpg.io mathesar-db", StringComparison.Ordinal));
        Assert.Empty(other.Calls);
    }

    [Fact]
    public async Task What_cannot_be_seen_or_started_anew_meanwhile_needs_a_person_and_nothing_else_is_kept_from_its_way_back()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft, isSent) = (installation.Cluster, KubeInstallation.Draft, false);
        cluster.PodFaults["mathesar"] = PodFault.ImagePull;
        cluster.Fault = call => (isSent |= call.IsWrite) && call.Method == "GET"
            && call.Target.Contains("/persistentvolumeclaims?", StringComparison.Ordinal) ? new ApiFault(500, "InternalError", "no") : null;
        var stuck = await installation.ApplyAsync(draft);
        Assert.Equal(ApplyOutcome.NeedsPerson, stuck.Outcome);
        Assert.Contains(stuck.Findings, static f => f.Code == "apply.not-taken-back"
            && f.Message.StartsWith("Which volumes stay could not be seen", StringComparison.Ordinal));
        Assert.Null(cluster.Find("deployments", Place, "mathesar"));
        cluster.Fault = static _ => null;
        var ended = (await installation.RecoverAsync())!;
        Assert.Equal(ApplyOutcome.RolledBack, ended.Outcome);
        Assert.Contains(ended.Findings, static f => f.Code == "apply.volumes-kept");

        cluster.PodFaults.Clear();
        Assert.Equal(ApplyOutcome.Applied, (await installation.ApplyAsync(draft)).Outcome);
        var before = cluster.Find("secrets", Place, "mathesar")!["data"]!.ToJsonString();
        cluster.PodFaults["mathesar"] = PodFault.ImagePull;
        var starts = 0;
        cluster.Fault = call => call.Target.Contains("-restart", StringComparison.Ordinal) && ++starts == 2
            ? new ApiFault(500, "InternalError", "no") : null;
        stuck = await installation.ApplyAsync(draft.With("admin.password", "another pass word"));
        Assert.Equal(ApplyOutcome.NeedsPerson, stuck.Outcome);
        Assert.Contains(stuck.Findings, static f => f.Message.StartsWith("The pods of mathesar could not be started anew", StringComparison.Ordinal));
        Assert.Equal(ApplyOutcome.RolledBack, (await installation.RecoverAsync())!.Outcome);
        Assert.Equal(before, cluster.Find("secrets", Place, "mathesar")!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_run_is_taken_back_in_its_own_cluster_alone()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var cluster = installation.Cluster;
        Assert.True(installation.ApplyKilled(KubeInstallation.Draft, 7, isDone: true));
        var file = Path.Join(installation.Directory, ".mathesar-setup", "apply-cluster.json");
        var (journal, uid) = (File.ReadAllText(file), cluster.Find("namespaces", "", "kube-system")!["metadata"]!["uid"]!.ToString());
        Assert.Contains(uid, journal, StringComparison.Ordinal);
        File.WriteAllText(file, journal.Replace(uid, "of-another-cluster", StringComparison.Ordinal));
        var before = cluster.Written();
        var refused = (await installation.RecoverAsync())!;
        Assert.Equal((ApplyOutcome.NeedsPerson, "cluster.other"), (refused.Outcome, refused.Findings[0].Code));
        Assert.Equal(before, cluster.Written());
        File.WriteAllText(file, journal);
        Assert.Equal(ApplyOutcome.RolledBack, (await installation.RecoverAsync())!.Outcome);
    }
}
