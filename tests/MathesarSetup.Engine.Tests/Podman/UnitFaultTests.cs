using MathesarSetup.Drafts;
using MathesarSetup.Engine.Tests.Apply;
using MathesarSetup.Engine.Tests.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>What can go wrong while units are put in their place: each fault is told by its reason, and all is as before.</summary>
[Collection(UnitMachine.Collection)]
public sealed class UnitFaultTests(UnitMachine machine)
{
    [Fact]
    public void Images_that_fail_in_some_way_leave_what_ran_before()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"], "faults", 8131, isWritten: false);
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        var before = installation.InPlace();
        void Fails(string said, AlteredStandIn? image, int patience = 120, string[]? by = null)
        {
            using (image)
            {
                if (image is not null)
                {
                    machine.Load(forRoot: false, image.Name);
                }

                var wanted = installation.Draft.With("mathesar.image", image?.Name ?? "localhost/not-there:0.12.0");
                var run = installation.Apply(wanted, 0, null, patience, by ?? []);
                Assert.StartsWith(said, run.Output.Trim(), StringComparison.Ordinal);
            }

            Assert.Equal(before, installation.InPlace());
            Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
        }

        // Some of them each time: all take five minutes.
        foreach (var fails in Random.Shared.GetItems<Action>(
        [
            () => Fails("RolledBack image.not-fetched", null),
            () => Fails("RolledBack log.migration-failed units.failed", AlteredStandIn.WithFailingMigration()),
            () => Fails("RolledBack log.migrations-differ units.failed", AlteredStandIn.WithOtherMigrations()),
            () => Fails("RolledBack units.failed", AlteredStandIn.CrashingServer()),
            () => Fails("RolledBack apply.timeout", AlteredStandIn.HangingServer(), patience: 15),
            () => Fails("Cancelled apply.cancelled", AlteredStandIn.Slow(), by: ["timeout", "--preserve-status", "--signal", "TERM", "15"]),
            () => Fails("Refused files.locked\nRolledBack apply.timeout", AlteredStandIn.Slow(), patience: 25,
                by: ["sh", "-c", "\"$@\" & sleep 8; \"$@\"; wait", "sh"]),
        ], 2).Distinct())
        {
            fails();
        }
    }

    [Fact]
    public void A_full_disk_leaves_nothing_but_the_secrets()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"], "full", 8132, isWritten: false);
        machine.Run(forRoot: false, "mkdir", "-p", installation.Directory).Successful();
        machine.Run(forRoot: true, "mount", "-t", "tmpfs", "-o", "size=48k,uid=1000,mode=755", "tmpfs", installation.Directory).Successful();
        try
        {
            Assert.StartsWith("RolledBack files.disk-full", Said(installation.Apply(installation.Draft)), StringComparison.Ordinal);
            Assert.DoesNotContain("full.container", installation.InPlace(), StringComparison.Ordinal);
        }
        finally
        {
            machine.Run(forRoot: true, "umount", installation.Directory).Successful();
        }

        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
    }

    [Fact]
    public async Task Podman_that_goes_in_the_middle_is_told_and_the_next_run_brings_everything_back()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"], "gone", 8133, isWritten: false);
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        var before = installation.InPlace();
        using var slow = AlteredStandIn.Slow();
        machine.Load(forRoot: false, slow.Name);
        var going = Task.Run(() => installation.Apply(installation.Draft.With("mathesar.image", slow.Name), patience: 25));
        Eventually.Happens(() => installation.Podman("ps", "--format", "{{.Image}}").Output.Contains(slow.Name, StringComparison.Ordinal));
        machine.Run(forRoot: true, "mv", "/usr/bin/podman", "/usr/bin/podman-away").Successful();
        var ended = (await going).Output;
        machine.Run(forRoot: true, "mv", "/usr/bin/podman-away", "/usr/bin/podman").Successful();
        Assert.Contains("apply.not-taken-back", ended, StringComparison.Ordinal);
        Assert.StartsWith("RolledBack", Said(installation.Recover()), StringComparison.Ordinal);
        Assert.Equal(before, installation.InPlace());
        Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_outlives_its_units_takes_another_password_and_gives_it_back()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"], "outlives", 8134, isWritten: false);
        using var crashing = AlteredStandIn.CrashingServer();
        machine.Load(forRoot: false, crashing.Name);
        var failing = installation.Draft.With("mathesar.image", crashing.Name);
        Assert.StartsWith("RolledBack units.failed", Said(installation.Apply(failing)), StringComparison.Ordinal);
        installation.Podman("volume", "exists", "outlives_db").Successful();
        var before = installation.InPlace();

        var wanted = failing.With("database.password", "another pass word of the data's");
        var taken = Said(installation.Apply(wanted));
        Assert.StartsWith("RolledBack units.failed", taken, StringComparison.Ordinal);
        Assert.DoesNotContain("apply.password-left", taken, StringComparison.Ordinal);
        Assert.Equal(before, installation.InPlace());
        // On its way back: before the database is asked, once it was, or when its unit is gone. One of them each time.
        Assert.Equal(KilledWriter.Killed, installation.Apply(wanted, Random.Shared.GetItems([20, 23, 26], 1)[0]).ExitCode);
        var recovered = Said(installation.Recover());
        Assert.StartsWith("RolledBack", recovered, StringComparison.Ordinal);
        Assert.DoesNotContain("apply.password-left", recovered, StringComparison.Ordinal);
        Assert.Equal(before, installation.InPlace());

        Assert.Equal("Applied", Said(installation.Apply(wanted.With("mathesar.image", installation.Draft.Texts["mathesar.image"]))));
        Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
    }

    private static string Said(Outcome run) => run.Successful().Output.Trim();
}
