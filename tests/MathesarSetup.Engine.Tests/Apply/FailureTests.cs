using System.Globalization;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>What goes wrong while a run is under way: each ends in the former state, with the reason.</summary>
public sealed class FailureTests
{
    [Fact]
    public void A_first_run_that_fails_leaves_volumes_that_are_named_and_the_secrets_that_open_them()
    {
        using var installation = new AppliedInstallation(("mathesar.image", BusyboxImage.Import("docker")));
        var result = installation.Apply();
        Assert.True(result.Outcome is ApplyOutcome.RolledBack, installation.Explain(result));
        Assert.Equal(["file mathesar.secrets.yaml"], installation.State().Keys);
        var note = Assert.Single(result.Findings, f => f.Code == "apply.volumes-kept");
        Assert.All(installation.Volumes(), volume => Assert.Contains(volume, note.Message, StringComparison.Ordinal));

        installation.Install(("mathesar.image", StandIns.Mathesar("0.12.0")));
        Assert.True(installation.Opens(installation.Draft.Texts["database.password"]));
    }

    [Fact]
    public void A_Mathesar_that_never_gets_healthy_makes_room_for_the_former_one()
    {
        using var image = AlteredStandIn.Slow();
        using var installation = new AppliedInstallation().Install();
        var before = installation.State();
        var result = installation.Apply(installation.Request(("mathesar.image", image.Name)) with { Timeout = TimeSpan.FromSeconds(6) });
        Assert.True(result.Outcome is ApplyOutcome.RolledBack && result.Findings[0].Code == "apply.timeout", installation.Explain(result));
        Assert.Contains("6 s", result.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(before, installation.State());
        Assert.Contains("set-up that never ends", result.LastLines);
    }

    [Theory]
    [InlineData(true, "log.migrations-differ")]
    [InlineData(false, "log.migration-failed")]
    public void Migrations_that_fail_leave_the_former_Mathesar_running(bool isOtherRelease, string code)
    {
        using var image = isOtherRelease ? AlteredStandIn.WithOtherMigrations() : AlteredStandIn.WithFailingMigration();
        using var installation = new AppliedInstallation().Install();
        var before = installation.State();
        var result = installation.Apply(("mathesar.image", image.Name));
        Assert.True(result.Outcome is ApplyOutcome.RolledBack && result.Findings[0].Code == code, installation.Explain(result));
        Assert.Equal(before, installation.State());
    }

    [Fact]
    public void An_engine_without_a_free_range_of_addresses_is_told_as_such()
    {
        // One range, which another network has.
        using var engine = new OwnEngine("--default-address-pool", "base=10.213.7.0/29,size=29");
        engine.Docker("network", "create", "taken");
        using var installation = new AppliedInstallation(("mathesar.image", engine.Image), ("database.image", engine.Image));
        var result = installation.Apply(installation.Request() with { Engine = engine.Find() });
        Assert.True(result.Outcome is ApplyOutcome.RolledBack && result.Findings[0].Code == "apply.no-subnet", installation.Explain(result));
        Assert.Equal(["file mathesar.secrets.yaml"], installation.State().Keys);
        Assert.Equal("taken", engine.Docker("network", "ls", "--filter", "driver=bridge", "--format", "{{.Name}}").Trim());
        Assert.Equal("", engine.Docker("volume", "ls", "--quiet"));
    }

    [Fact]
    public void Cancelling_takes_back_what_was_begun()
    {
        using var image = AlteredStandIn.Slow();
        using var installation = new AppliedInstallation().Install();
        var before = installation.State();
        using var cancel = new CancellationTokenSource();
        var request = installation.Request(("mathesar.image", image.Name));
        var result = installation.Apply(request, e => cancel.CancelAfter(e.Step is "wait mathesar" ? 500 : Timeout.Infinite), cancel);
        Assert.True(result.Outcome is ApplyOutcome.Cancelled, installation.Explain(result));
        Assert.Equal(before, installation.State());
    }

    [Fact]
    public void A_server_of_the_users_that_lets_nobody_make_tables_ends_the_run_early_with_its_reason()
    {
        using var server = new PostgresServer();
        server.Make("tables", "right0123456789");
        server.Make("owner", "right0123456789");
        using var installation = new AppliedInstallation(
            ("database.mode", "existing"), ("database.host", "host.docker.internal"),
            ("database.port", server.Port.ToString(CultureInfo.InvariantCulture)), ("database.sslmode", "disable"),
            ("database.user", "tables"), ("database.name", "owner"), ("database.password", "right0123456789"));
        var result = installation.Apply();
        Assert.True(result.Outcome is ApplyOutcome.RolledBack && result.Findings[0].Code == "log.not-owner", installation.Explain(result));
        Assert.Contains(result.Findings, f => f.Code == "apply.crash-loop");
        Assert.Contains(installation.Events, e => e is { State: StepState.Log, Finding: not null });
        Assert.Equal(["file mathesar.secrets.yaml"], installation.State().Keys);
    }

    [Fact]
    public void A_disk_that_is_too_small_for_the_database_is_told_as_such()
    {
        using var disk = new TinyDisk();
        using var installation = new AppliedInstallation(("storage.kind", "directory"), ("storage.directory", disk.Path));
        var result = installation.Apply();
        Assert.True(result.Outcome is ApplyOutcome.RolledBack && result.Findings[0].Code == "log.disk-full", installation.Explain(result));
        Assert.Equal(["file mathesar.secrets.yaml"], installation.State().Keys);
    }

    [Fact]
    public void What_a_container_mounts_and_is_missing_is_told_while_the_former_one_still_runs()
    {
        using var installation = new AppliedInstallation(("database.mode", "existing"), ("database.host", "db.example.com"),
            ("database.password", "x0123456789"), ("database.sslmode", "verify-full"), ("database.sslrootcert", "/not-there/ca.pem"));
        var result = installation.Apply();
        Assert.True(result.Outcome is ApplyOutcome.RolledBack && result.Findings[0].Code == "apply.mount-missing", installation.Explain(result));
        Assert.Contains("/not-there/ca.pem", result.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(["file mathesar.secrets.yaml"], installation.State().Keys);
    }

    [Fact]
    public void Changing_the_databases_password_changes_it_in_PostgreSQL_too()
    {
        using var installation = new AppliedInstallation().Install();
        var former = installation.Draft.Texts["database.password"];
        installation.Install(("database.password", "it's \"new\" \\ $HOME `id` :'x' 1"));
        Assert.True(installation.Opens("it's \"new\" \\ $HOME `id` :'x' 1"));
        Assert.False(installation.Opens(former));
    }

    [Fact]
    public void An_engine_that_is_lost_for_a_moment_costs_the_run_and_nothing_else()
    {
        using var socket = new CuttableSocket(AppliedInstallation.Engine.Endpoint);
        using var installation = new AppliedInstallation().Install();
        var before = installation.State();
        var result = Lose(installation, socket, () => Task.Delay(1500).ContinueWith(_ => socket.Mend(), TaskScheduler.Default));
        Assert.True(result.Outcome is ApplyOutcome.RolledBack && result.Findings[0].Code == "engine.lost", installation.Explain(result));
        Assert.Equal(before, installation.State());
    }

    [Fact]
    public void An_engine_that_stays_lost_leaves_a_journal_by_which_the_next_start_takes_everything_back()
    {
        using var socket = new CuttableSocket(AppliedInstallation.Engine.Endpoint);
        using var installation = new AppliedInstallation().Install();
        var before = installation.State();
        var result = Lose(installation, socket, static () => { });
        Assert.True(result.Outcome is ApplyOutcome.NeedsPerson && result.Findings[0].Code == "engine.lost", installation.Explain(result));
        Assert.True(Applier.IsUnfinished(installation.Directory));
        Assert.Contains(InstallDirectory.Open(installation.Directory).Findings, f => f.Code == "files.on-trial");

        socket.Mend();
        Assert.Equal(ApplyOutcome.RolledBack, installation.Recover()?.Outcome);
        Assert.Equal(before, installation.State());
    }

    private static ApplyResult Lose(AppliedInstallation installation, CuttableSocket socket, Action then)
    {
        var isLost = false;
        var request = installation.Request(("tuning.workers", "2")) with { Engine = AppliedInstallation.Engine with { Endpoint = socket.Endpoint } };
        using var never = new CancellationTokenSource();
        return installation.Apply(request, e =>
        {
            if (!isLost && e is { Step: "start mathesar", State: StepState.Done })
            {
                isLost = true;
                socket.Cut();
                then();
            }
        }, never);
    }
}
