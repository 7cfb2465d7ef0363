using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Tests.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>Units after their first day: a new release that is cut off, and their end.</summary>
[Collection(UnitMachine.Collection)]
public sealed class UnitDayTwoTests(UnitMachine machine)
{
    [Fact]
    public void A_boot_within_a_migration_that_was_cut_off_starts_nothing_and_the_end_goes_by_what_is_proven()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"].With("podman.user", "ordinary")
            .With("mathesar.version", "0.9.0"), "later", 8131, isWritten: false);
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        CutOff(installation);
        Remove(installation);
    }

    private void CutOff(UnitInstallation installation)
    {
        var newer = installation.Draft.With("mathesar.version", "0.12.0").With("mathesar.image", StandIns.Mathesar("0.12.0"));
        var volumes = Nameless(installation);
        Assert.Equal(KilledWriter.Killed, installation.Upgrade(newer, "Migrating").ExitCode);
        machine.Restart();
        Eventually.Happens(() => installation.Systemctl("is-active", "later_db").Output.Trim() == "active");
        Assert.NotEqual(0, installation.Systemctl("start", "later").ExitCode);
        Assert.Equal("inactive", installation.Systemctl("is-active", "later").Output.Trim());

        Assert.StartsWith("RolledBack", Said(installation.Upgrade(Draft.Empty)), StringComparison.Ordinal);
        Assert.Equal("""{"release": "0.9.0", "fits": true}""", installation.Fit());
        Assert.StartsWith("Applied", Said(installation.Upgrade(newer)), StringComparison.Ordinal);
        Assert.Equal("""{"release": "0.12.0", "fits": true}""", installation.Fit());
        Assert.Equal("Unchanged", Said(installation.Apply(newer)));
        // What worked beside Mathesar took its volumes along.
        Assert.Equal(volumes, Nameless(installation));
        installation.Draft = newer;
    }

    private static int Nameless(UnitInstallation installation) =>
        installation.Podman("volume", "ls", "--quiet", "--filter", "dangling=true").Successful().Output.Split('\n').Count(static v => v.Length == 64);

    private void Remove(UnitInstallation installation)
    {
        var unit = $"{SystemdMachine.Home}/.config/containers/systemd/later_db.container";
        machine.Run(forRoot: false, "sh", "-c", $"echo '# mine' >>{unit}").Successful();
        Assert.Equal("unit:later_db.container unit:later_db.volume unit:later_media.volume unit:later_net.network link:later "
            + "secret:later_db.POSTGRES_PASSWORD network:later volume:later_db volume:later_media",
            Said(installation.Remove(RemovalDepth.Running)));
        Assert.Equal("later_db\n", installation.Podman("ps", "--format", "{{.Names}}", "--filter", "name=later").Output);
        machine.Run(forRoot: false, "sed", "-i", "/# mine/d", unit).Successful();
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));

        Assert.Equal(KilledWriter.Killed, installation.Remove(RemovalDepth.Data, killAt: 4).ExitCode);
        Assert.Equal("Continued", Said(installation.Remove(RemovalDepth.Data)));
        Assert.Equal("", installation.Podman("ps", "--all", "--quiet", "--filter", "name=later").Output
            + installation.Podman("secret", "ls", "--quiet", "--filter", "name=later").Output
            + installation.Podman("network", "ls", "--quiet", "--filter", "name=later").Output
            + installation.Podman("volume", "ls", "--quiet", "--filter", "name=later").Output);
        Assert.Equal("", machine.Run(forRoot: true, "find", $"{SystemdMachine.Home}/.config", "-name", "later*").Output);
        Assert.Equal(0, machine.Run(forRoot: false, "test", "-e", $"{installation.Directory}/mathesar.secrets.yaml").ExitCode);

        Assert.Equal("", Said(installation.Remove(RemovalDepth.Everything)));
        Assert.NotEqual(0, machine.Run(forRoot: false, "test", "-e", installation.Directory).ExitCode);
    }

    private static string Said(Outcome run) => run.Successful().Output.Trim();
}
