using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>A removal that is cut off before every change, of the engine and of the disk, and gone on with.</summary>
public sealed class RemovalTests
{
    [Fact]
    public async Task A_removal_that_is_cut_off_before_each_of_its_changes_comes_to_its_end_and_no_run_builds_on_half_of_it()
    {
        using var installation = new AppliedInstallation().Install();
        var place = new EngineRemoval(installation.Request().Setup, installation.Directory, AppliedInstallation.Engine);
        Assert.False(installation.Volumes() is []);

        // What runs goes, and a run in the same directory brings it back whatever the removal came to.
        var running = await place.LookAsync(RemovalDepth.Running, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<Cut>(() => RunAsync(installation, place, running, RemovalDepth.Running, changes: 8));
        Assert.Single(installation.Containers());
        Assert.Equal(installation.Name, RemovalRun.UnfinishedIn(installation.Directory));
        installation.Install();
        Assert.Null(RemovalRun.UnfinishedIn(installation.Directory));
        Assert.Equal(2, installation.Containers().Length);

        var all = await place.LookAsync(RemovalDepth.Everything, TestContext.Current.CancellationToken);
        Assert.Null(all.Left);
        await Assert.ThrowsAsync<Cut>(() => RunAsync(installation, place, all, RemovalDepth.Everything, changes: 8));
        var refused = installation.Apply();
        Assert.Equal("files.removal-unfinished", refused.Findings[0].Code);

        // Each further run gets one change more, and every one is a beginning.
        for (var more = 1; RemovalRun.UnfinishedIn(installation.Directory) is not null; more++)
        {
            Assert.True(more < 200);
            await ContinueAsync(installation);
        }

        Assert.Empty(installation.Containers().Concat(installation.Volumes()));
        Assert.Empty(Directory.Exists(installation.Directory)
            ? Directory.EnumerateFileSystemEntries(installation.Directory).Select(Path.GetFileName).Except([StateFolder.Name]) : []);
    }

    private static Task<ImmutableArray<Finding>> RunAsync(
        AppliedInstallation installation, EngineRemoval place, Belongings agreed, RemovalDepth depth, int changes)
    {
        var limit = new Limit(changes);
        return RemovalRun.RunAsync(new Disk(installation.Directory, _ => limit.Take()), installation.Name, depth, place, agreed,
            installation.Request().Files.Files.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal),
            endpoint => new EngineThings(new EngineConnection(endpoint, _ => limit.Take())), static _ => { }, default);
    }

    private static async Task ContinueAsync(AppliedInstallation installation)
    {
        var limit = new Limit(2);
        try
        {
            await RemovalRun.ContinueAsync(new Disk(installation.Directory, _ => limit.Take()),
                endpoint => new EngineThings(new EngineConnection(endpoint, _ => limit.Take())), static _ => { }, default);
        }
        catch (Cut)
        {
            // As a kill would end it: nothing else is done.
        }
    }

    private sealed class Limit(int most)
    {
        private int _taken;

        public void Take()
        {
            if (++_taken >= most)
            {
                throw new Cut();
            }
        }
    }

    private sealed class Cut : Exception;
}
