using System.Globalization;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>A backup through the pods of a cluster: PostgreSQL and its programs are real, the pods they run in are not.</summary>
[Collection(KubeInstallation.Collection)]
public sealed class KubeBackupTests : KubeTests
{
    [Fact]
    public async Task What_PostgreSQL_has_comes_through_the_pods_and_is_read_back_to_its_end()
    {
        await using var installation = await KubeInstallation.StartAsync();
        var (setup, draft) = (Setup.Of(KubeInstallation.Draft), KubeInstallation.Draft);
        Assert.True((await installation.ApplyAsync(draft)).Succeeded);
        using var server = new PostgresServer("local all all trust\nlocal replication all trust\n");
        server.Query("postgres", "CREATE ROLE mathesar SUPERUSER LOGIN");
        server.Query("postgres", "CREATE DATABASE mathesar_django OWNER mathesar");
        server.Query("mathesar_django", "CREATE TABLE django_migrations AS SELECT 'mathesar' AS app, '0001_initial' AS name");
        server.Query("mathesar_django", "CREATE TABLE kept AS SELECT 'is there' AS it FROM generate_series(1, 20000)");
        installation.Cluster.Exec = (_, words) => ["env", "-i", "PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin", $"PGHOST={server.SocketDirectory}",
            string.Create(CultureInfo.InvariantCulture, $"PGPORT={server.Port}"), .. words];
        using var folder = new TemporaryDirectory();
        var place = (await new KubeRuntime().FindAsync(setup, TestContext.Current.CancellationToken)).Place!;
        var result = await new BackupRun(new BackupRequest
        {
            Setup = setup,
            Disk = new Disk(installation.Directory),
            Control = place.ControlOf(setup, installation.Directory),
            Folder = new BackupFolder(folder.At("to")),
            Tool = "test",
        }, Narrator.For(setup.Plan, static _ => { })).RunAsync(TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, string.Join('\n', result.Findings.Select(static f => f.Message)));
        Assert.Contains(result.Manifest!.Parts, static p => p is { Kind: PartKind.Dump, Database: "mathesar_django" });
        Assert.Contains(result.Manifest.Parts, static p => p.Kind is PartKind.Base);
    }
}
