using MathesarSetup.Engine.Life;
using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>Looking at what runs in a cluster: only at what this directory installed, and without a secret that runs.</summary>
[Collection(KubeInstallation.Collection)]
public sealed class KubeLifeTests : KubeTests
{
    [Fact]
    public async Task What_another_directory_or_another_cluster_has_is_neither_looked_at_nor_stopped()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        Assert.True((await installation.ApplyAsync(draft)).Succeeded);
        var (writes, renamed) = (Writes(cluster), await installation.LifeAsync(draft.With("kubernetes.namespace", "elsewhere")));
        Assert.Equal("cluster.other-place", (await renamed.LookAsync(End)).Problem!.Code);
        Assert.Equal("cluster.other-place", Assert.Single(await renamed.StopAsync(static _ => { }, End)).Code);

        var memory = Path.Join(installation.Directory, ".mathesar-setup", "cluster.json");
        var uid = cluster.Find("namespaces", "", "kube-system")!["metadata"]!["uid"]!.ToString();
        var known = File.ReadAllText(memory);
        Assert.Contains(uid, known, StringComparison.Ordinal);
        File.WriteAllText(memory, known.Replace(uid, "of-another-cluster", StringComparison.Ordinal));
        var life = await installation.LifeAsync(draft);
        Assert.Equal("cluster.other", (await life.LookAsync(End)).Problem!.Code);
        Assert.Equal("cluster.other", Assert.Single(await life.StartAsync(static _ => { }, TimeSpan.FromSeconds(1), End)).Code);
        Assert.Equal("cluster.other", (await life.ReadLogAsync("mathesar", null, 5, End)).Problem!.Code);
        Assert.Equal(writes, Writes(cluster));
        File.WriteAllText(memory, known);
        Assert.Null((await life.LookAsync(End)).Problem);
    }

    [Fact]
    public async Task A_log_shows_no_secret_of_the_cluster_and_none_that_was_written_and_begins_where_it_is_said()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        Assert.True((await installation.ApplyAsync(draft)).Succeeded);
        var (key, since) = (draft.Texts["secrets.key"], new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        cluster.Log = $"Starting with {key}.\n";
        var later = draft.With("secrets.key", new string('k', 50));
        Assert.DoesNotContain(key, await FollowedAsync(await installation.LifeAsync(later), since), StringComparison.Ordinal);
        Assert.Contains(cluster.Calls, static c => c.Target.Contains("sinceTime=2026-01-02T03:04:05Z", StringComparison.Ordinal));

        // Without the files, by the cluster; who may not see its Secret, by the files.
        var copies = Path.Join(installation.Directory, ".mathesar-setup", "generated");
        var aside = $"{copies}-aside";
        Directory.Move(copies, aside);
        File.Move(Path.Join(installation.Directory, "mathesar.secrets.yaml"), Path.Join(aside, "own"));
        Assert.DoesNotContain(key, await ReadAsync(await installation.LifeAsync(later)), StringComparison.Ordinal);
        Directory.Move(aside, copies);
        cluster.Forbids = static call => call.Target.EndsWith("/secrets/mathesar", StringComparison.Ordinal);
        Assert.DoesNotContain(key, await ReadAsync(await installation.LifeAsync(later)), StringComparison.Ordinal);
    }

    private static CancellationToken End => TestContext.Current.CancellationToken;

    private static int Writes(ClusterStandIn cluster) => cluster.Calls.Count(static call => call.IsWrite);

    private static async Task<string> ReadAsync(IInstallationLife life)
    {
        var (lines, problem) = await life.ReadLogAsync("mathesar", null, 5, End);
        Assert.Null(problem);
        return Assert.Single(lines).Text;
    }

    // The first line that is told.
    private static async Task<string> FollowedAsync(IInstallationLife life, DateTimeOffset since)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(End);
        var told = "";
        await life.ListenAsync("mathesar", since, line =>
        {
            told = line.Text;
            enough.Cancel();
        }, enough.Token);
        Assert.StartsWith("Starting with ", told, StringComparison.Ordinal);
        return told;
    }
}
