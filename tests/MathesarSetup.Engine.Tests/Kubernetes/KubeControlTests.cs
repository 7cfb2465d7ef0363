using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Engine.Tests.Running;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>An installation's workloads in a cluster, one by one, and programs in and beside their pods.</summary>
[Collection(KubeInstallation.Collection)]
public sealed class KubeControlTests : KubeTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_go_through_a_pod_as_they_are_and_nobody_is_sent_to_the_one_beside_it()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var cluster = installation.Cluster;
        Assert.True((await installation.ApplyAsync(KubeInstallation.Draft)).Succeeded);
        using var folder = new Testing.TemporaryDirectory();
        // A program of this machine stands for one in the pod.
        cluster.Exec = static (_, words) => ["env", "-i", "PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin", "POSTGRES_DB=mathesar_django", .. words];
        await ShellProof.ProveAsync(await ControlAsync(), folder.At(""), hasMathesar: false);
        Assert.Null(cluster.Find("pods", Place, "mathesar-beside"));
        // No value stands in an address.
        Assert.DoesNotContain(cluster.Calls, static call => call.Target.Contains("second", StringComparison.Ordinal));

        var control = await ControlAsync();
        await using (await control.BesideAsync(ServiceRole.Database, ImageReference.Of("postgres:18"), End))
        {
            var pod = cluster.Find("pods", Place, "mathesar-db-beside")!;
            var container = Assert.Single(pod["spec"]!["containers"]!.AsArray())!;
            Assert.Equal("postgres:18", container["image"]!.ToString());
            Assert.Null(container["readinessProbe"]);
            Assert.Contains(pod["spec"]!["volumes"]!.AsArray(), static v =>
                v!["persistentVolumeClaim"]?["claimName"]!.ToString() == "data-mathesar-db-0");
            Assert.Equal("mathesar-setup/never", pod["spec"]!["readinessGates"]![0]!["conditionType"]!.ToString());
        }

        cluster.Put("pods", Place, "mathesar-beside", new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["spec"] = new JsonObject { ["containers"] = new JsonArray() },
        });
        Assert.Equal("apply.name-in-use", (await Assert.ThrowsAsync<StepFailure>(() => control.BesideAsync(ServiceRole.Web, null, End)))
            .Findings[0].Code);
        installation.Use(cluster.KubeConfig("""{"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "login-program"}}"""));
        Assert.Equal("apply.login-program", (await Assert.ThrowsAsync<StepFailure>(async () =>
            await (await ControlAsync()).StopAsync(ServiceRole.Web, End))).Findings[0].Code);

        async Task<IServiceControl> ControlAsync() => (await new KubeRuntime().FindAsync(Setup.Of(KubeInstallation.Draft), End)).Place!
            .ControlOf(Setup.Of(KubeInstallation.Draft), installation.Directory);
    }
}
