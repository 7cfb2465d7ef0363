using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>What Mathesar's image declares and nothing uses goes with each container that is renewed. Nothing else does.</summary>
public sealed class NamelessVolumeTests
{
    [Fact]
    public void A_container_that_is_renewed_or_taken_back_leaves_no_volume_behind_and_every_named_one_stays()
    {
        using var installation = new AppliedInstallation().Install();
        var (first, named) = (installation.NamelessVolumes(installation.Web), installation.Volumes());
        Assert.Equal(2, first.Length);
        installation.Install(("tuning.workers", "2"));
        Assert.All(first, volume => Assert.False(installation.HasVolume(volume)));

        var second = installation.NamelessVolumes(installation.Web);
        using var image = AlteredStandIn.WithFailingMigration();
        var failed = new List<string>();
        using var never = new CancellationTokenSource();
        installation.Apply(
            installation.Request(("mathesar.image", image.Name)),
            e => failed.AddRange(e is { Step: "start mathesar", State: StepState.Done } ? installation.NamelessVolumes(installation.Web) : []),
            never);
        Assert.Equal(2, failed.Count);
        Assert.All(failed, volume => Assert.False(installation.HasVolume(volume)));
        Assert.Equal(second, installation.NamelessVolumes(installation.Web));
        Assert.All(second.Concat(named), volume => Assert.True(installation.HasVolume(volume)));
    }

    [Fact]
    public void A_volume_without_a_name_in_which_somebody_may_keep_something_goes_on_with_the_new_container()
    {
        using var image = AlteredStandIn.WithVolume("/precious");
        using var installation = new AppliedInstallation(("mathesar.image", image.Name)).Install();
        var former = installation.NamelessVolumes(installation.Web);
        Assert.Equal(3, former.Length);
        installation.Install(("tuning.workers", "2"));
        Assert.Equal(former, installation.NamelessVolumes(installation.Web));
        installation.RemoveFromEngine();
        installation.Docker(["volume", "rm", .. former]);
    }
}
