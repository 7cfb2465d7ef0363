using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>run.sh of the target podman on Debian bookworm's own Podman 4.3, which reads no units, for a user without rights.</summary>
public sealed class OldPodmanTests
{
    [Fact]
    public void Run_sh_starts_Mathesar_renews_what_changed_and_keeps_the_data()
    {
        using var machine = new UnitMachine("bookworm", forRootToo: false, "0.12.0");
        using var installation = new UnitInstallation(machine,
            Scenarios.All["recommended"].With("storage.kind", "directory").With("storage.directory", "./data"), "old", 8108, "4.3");
        using var visitor = new Visitor(machine, 8108);
        Assert.Contains("Mathesar answers at", installation.Script("run.sh").Successful().Output, StringComparison.Ordinal);
        Eventually.Happens(() => visitor.Answers().Length > 0);
        Assert.Equal(["302"], visitor.Answers().Distinct());
        Assert.Contains("old is as it should be.", installation.Script("run.sh").Successful().Output, StringComparison.Ordinal);

        installation.Write(installation.Draft.With("tuning.workers", "7"));
        Assert.Contains("old is made anew", installation.Script("run.sh").Successful().Output, StringComparison.Ordinal);
        Assert.Equal("7", installation.Environment()["WEB_CONCURRENCY"]);

        installation.Script("run.sh", "remove").Successful();
        Assert.Equal("", installation.Podman("ps", "--all", "--quiet").Output);
        installation.Script("run.sh").Successful();
        Assert.StartsWith("302", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
        Assert.DoesNotContain("Superuser created", installation.Podman("logs", "old").Output, StringComparison.Ordinal);
        installation.Script("run.sh", "remove").Successful();
    }
}
