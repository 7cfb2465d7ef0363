using System.Text.Json.Nodes;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Engine.Runtimes.Helm;
using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Setups;
using MathesarSetup.Testing;
using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>The end of an installation in a cluster: by mark, uid and release, and never by a name.</summary>
[Collection(KubeInstallation.Collection)]
public sealed class KubeRemovalTests : KubeTests
{
    private const string Kept = "Secret mathesar";

    private static readonly string[] s_claims = ["PersistentVolumeClaim data-mathesar-db-0", "PersistentVolumeClaim mathesar-media"];

    public KubeRemovalTests() => Environment.SetEnvironmentVariable("PATH", $"{HelmStandIn.Folder}:{FormerPath}");

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("helm")]
    public async Task What_runs_goes_then_the_data_then_the_key_and_only_what_is_proven(string target)
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft.With("target", target));
        Assert.True((await installation.ApplyAsync(draft)).Succeeded);
        var theirs = Named("v1", "ConfigMap", "theirs");
        cluster.Put("configmaps", Place, "theirs", theirs.DeepClone().AsObject());

        // Helm takes the Secret with it, whose key the directory has.
        Assert.Equal((string[])[.. s_claims, .. target == "helm" ? [] : new[] { Kept }],
            await RemoveAsync(installation, draft, RemovalDepth.Running));
        Assert.Null(cluster.Find("deployments", Place, "mathesar"));
        Assert.Equal(target == "helm", cluster.Find("secrets", Place, "mathesar") is null);
        Assert.Null(cluster.Find("statefulsets", Place, "mathesar-db"));
        Assert.NotNull(cluster.Find("persistentvolumeclaims", Place, "data-mathesar-db-0"));
        Assert.NotNull(cluster.Find("configmaps", Place, "theirs"));
        Assert.True((await installation.ApplyAsync(draft)).Succeeded);

        // A connection that is lost in the middle, and a copy of the directory, which is not the directory.
        var writes = 0;
        cluster.Fault = call => call.IsWrite && Interlocked.Increment(ref writes) == 2 ? new ApiFault(0) : null;
        Assert.Contains("removal.unfinished", await RemoveAsync(installation, draft, RemovalDepth.Data));
        cluster.Fault = static _ => null;
        Assert.Empty(await RemovalRun.ContinueAsync(installation.Directory, place => At(place, installation.Directory), static _ => { },
            TestContext.Current.CancellationToken));
        Assert.Null(cluster.Find("persistentvolumeclaims", Place, "data-mathesar-db-0"));
        Assert.Null(cluster.Find("persistentvolumeclaims", Place, "mathesar-media"));
        Assert.NotNull(cluster.Find("configmaps", Place, "theirs"));

        var rest = await RemoveAsync(installation, draft, RemovalDepth.Everything);
        Assert.Null(cluster.Find("secrets", Place, "mathesar"));
        if (target == "kubernetes")
        {
            Assert.Equal(["Namespace mathesar"], rest);
            Assert.NotNull(cluster.Find("configmaps", Place, "theirs"));
        }

        Assert.False(Directory.Exists(installation.Directory));
    }

    [Fact]
    public async Task Of_a_copy_and_of_data_that_was_there_before_nothing_goes_and_an_empty_namespace_does()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (cluster, draft) = (installation.Cluster, KubeInstallation.Draft);
        Assert.True((await installation.ApplyAsync(draft)).Succeeded);
        var copy = installation.Directory + "-copy";
        new ChildProcess("cp", "-a", installation.Directory, copy).Run().Successful();
        Assert.All((await LookAsync(draft, copy, RemovalDepth.Everything)).Things, static t => Assert.Equal(Fate.Stays, t.Fate));
        Directory.Delete(copy, recursive: true);

        // Another claim of the same name is not the one that was made from here.
        var claim = cluster.Find("persistentvolumeclaims", Place, "mathesar-media")!.DeepClone().AsObject();
        cluster.Put("persistentvolumeclaims", Place, "mathesar-media", null);
        claim["metadata"]!.AsObject().Remove("uid");
        claim["metadata"]!.AsObject().Remove("resourceVersion");
        cluster.Put("persistentvolumeclaims", Place, "mathesar-media", claim);
        var look = await LookAsync(draft, installation.Directory, RemovalDepth.Everything);
        Assert.Equal(["PersistentVolumeClaim mathesar-media", Kept, "Namespace mathesar"],
            look.Things.Where(static t => t.Fate is Fate.Stays).Select(static t => t.Name));
        cluster.Put("persistentvolumeclaims", Place, "mathesar-media", null);
        Assert.Empty(await RemoveAsync(installation, draft, RemovalDepth.Everything));
        Assert.Null(cluster.Find("namespaces", "", Place));
    }

    // What stays, and the codes of what was said.
    private static async Task<string[]> RemoveAsync(KubeInstallation installation, Draft draft, RemovalDepth depth)
    {
        var look = await LookAsync(draft, installation.Directory, depth);
        var findings = await RemovalRun.RunAsync(installation.Directory, "mathesar", depth, Of(draft, installation.Directory), look,
            Setup.Of(draft).Files.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal), place => At(place, installation.Directory),
            static _ => { }, TestContext.Current.CancellationToken);
        return [.. look.Things.Where(static t => t.Fate is not Fate.Goes).Select(static t => t.Name), .. findings.Select(static f => f.Code)];
    }

    private static Task<Belongings> LookAsync(Draft draft, string directory, RemovalDepth depth) =>
        Of(draft, directory).LookAsync(depth, TestContext.Current.CancellationToken);

    private static IInstallationRemoval Of(Draft draft, string directory)
    {
        var setup = Setup.Of(draft);
        IRuntime runtime = setup.Target.Chart(setup.Plan) is null ? new KubeRuntime() : new HelmRuntime();
        return runtime.FindAsync(setup, default).GetAwaiter().GetResult().Place!.For(Acceptance.None, directory).RemovalOf(setup, directory);
    }

    private static IThingRemoval At(Uri place, string directory) => new KubeRuntime().RemovalAt(place, directory)!;

    private static JsonObject Named(string version, string kind, string name) => new()
    {
        ["apiVersion"] = version,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
    };
}
