using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>What is refused before anything is touched, with words that say why, on an installation that runs.</summary>
public sealed class RefusalTests(RefusalTests.Running running) : IClassFixture<RefusalTests.Running>
{
    private AppliedInstallation Installation => running.Installation;

    [Fact]
    public void An_older_release_on_existing_data()
    {
        var finding = Refused("apply.other-version", ("mathesar.version", "0.11.0"), ("mathesar.image", StandIns.Mathesar("0.9.0")));
        Assert.Contains("Right after an upgrade the way back is `mathesar-setup upgrade --back`", finding.Message, StringComparison.Ordinal);
        Assert.Equal("0.12.0", finding.Fix!.Set["mathesar.version"]);
    }

    [Fact]
    public void A_newer_release_on_existing_data_is_no_dead_end() =>
        Assert.Contains("To upgrade, run `mathesar-setup upgrade --to 0.13.0`",
            Refused("apply.other-version", ("mathesar.version", "0.13.0")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Data_whose_containers_and_labels_are_gone_is_asked_before_Mathesar_is_started_on_it()
    {
        using var left = new AppliedInstallation().Install();
        left.Docker("rm", "--force", left.Web, left.Database);
        foreach (var volume in left.Volumes())
        {
            // Volumes that Compose or a person made say no release.
            left.Docker("run", "--rm", "--volume", $"{volume}:/from", "--volume", $"{volume}-copy:/to", StandIns.Root, "cp", "-a", "/from/.", "/to/");
            left.Docker("volume", "rm", volume);
            left.Docker("volume", "create", volume);
            left.Docker("run", "--rm", "--volume", $"{volume}-copy:/from", "--volume", $"{volume}:/to", StandIns.Root, "cp", "-a", "/from/.", "/to/");
        }

        var older = left.Apply(("mathesar.version", "0.9.0"), ("mathesar.image", StandIns.Mathesar("0.9.0")));
        Assert.True(older is { Outcome: ApplyOutcome.RolledBack } && older.Findings[0].Code == "apply.other-version", left.Explain(older));
        Assert.Contains("0013_stand_in", older.Findings[0].Message, StringComparison.Ordinal);
        Assert.Empty(left.Containers());
        Assert.Equal(ApplyOutcome.Applied, left.Apply().Outcome);
    }

    [Fact]
    public void Another_major_version_of_PostgreSQL_on_existing_data() => Refused("apply.other-postgres", ("database.version", "16"));

    [Fact]
    public void Another_name_of_the_database_on_existing_data() => Refused("apply.database-renamed", ("database.name", "renamed"));

    [Fact]
    public void Another_secret_key_unless_the_loss_is_accepted()
    {
        const string Key = "another-secret-key-0123456789-0123456789";
        Refused("apply.secret-key", ("secrets.key", Key));
        var changes = AppliedInstallation.Compare(Installation.Request(("secrets.key", Key)) with { Accepted = new(LostConnections: true, []) });
        Assert.False(changes.IsForbidden);
        Assert.Equal(ApplyCost.Data, changes.Cost);
    }

    [Fact]
    public void A_port_that_a_program_holds_is_refused_with_its_name()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var finding = Refused("ports.taken", ("access.port", ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"(process {Environment.ProcessId})"), finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_a_container_holds_is_refused_with_its_name()
    {
        var (name, port) = ($"holder-{Guid.NewGuid():n}", FreePort.Take().ToString(CultureInfo.InvariantCulture));
        Installation.Docker("run", "--detach", "--name", name, "--publish", $"127.0.0.1:{port}:80", BusyboxImage.Import("docker"), "sleep", "300");
        try
        {
            Assert.Contains($"the container {name}", Refused("ports.taken", ("access.port", port)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Installation.Docker("rm", "--force", name);
        }
    }

    [Fact]
    public void A_name_that_somebody_elses_container_has()
    {
        using var other = new AppliedInstallation();
        other.Docker("create", "--name", other.Web, BusyboxImage.Import("docker"), "true");
        var result = other.Apply();
        Assert.Equal((ApplyOutcome.Refused, "apply.name-taken"), (result.Outcome, result.Findings[0].Code));
        Assert.Contains(other.Web, result.Findings[0].Message, StringComparison.Ordinal);
        Assert.Single(other.Containers());
    }

    [Fact]
    public void An_installation_of_the_same_name_in_another_directory()
    {
        using var folder = new TemporaryDirectory();
        var result = Installation.Apply(Installation.Request() with { Directory = folder.At("elsewhere") });
        Assert.Equal((ApplyOutcome.Refused, "apply.name-taken"), (result.Outcome, result.Findings[0].Code));
        Assert.Contains(Installation.Directory, result.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_installations_of_one_name_in_two_directories_check_and_apply_say_the_same()
    {
        using var folder = new TemporaryDirectory();
        var second = Installation.Request() with { Directory = folder.At("elsewhere") };
        var applied = Installation.Apply(second).Findings.Where(Conflicts).ToArray();
        Assert.Equal(["apply.name-taken", "apply.name-taken", "ports.taken"], applied.Select(f => f.Code).Order(StringComparer.Ordinal));
        Assert.Equal(Told(applied), Told(Check(second.Directory)));
        Assert.Empty(Check(Installation.Directory));

        ImmutableArray<Finding> Check(string directory) =>
            [.. CheckRunner.RunAsync(KnownChecks.For(() => directory).Where(c => c.Id is "engine" or "ports"), second.Setup,
                TestContext.Current.CancellationToken)
                .GetAwaiter().GetResult().SelectMany(r => r.Findings).Where(Conflicts)];
        static bool Conflicts(Finding finding) => finding.Code is "apply.name-taken" or "ports.taken";
        static IEnumerable<string> Told(IEnumerable<Finding> findings) =>
            findings.Select(f => $"{f.Severity} {f.Code} {f.Message} {f.Key} {f.Fix is null}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Files_that_a_person_edited()
    {
        var file = Path.Join(Installation.Directory, "compose.yaml");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, Regex.Replace(text, "WEB_CONCURRENCY: .*", "WEB_CONCURRENCY: \"5\" # mine"));
        Refused("files.edited-by-hand", ("tuning.workers", "3"));
        File.WriteAllText(file, text);
    }

    [Fact]
    public void An_edit_that_was_decided_on_and_has_changed_since()
    {
        var file = Path.Join(Installation.Directory, "compose.yaml");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, Regex.Replace(text, "WEB_CONCURRENCY: .*", "WEB_CONCURRENCY: \"5\" # mine"));
        var request = Installation.Request(("tuning.workers", "3"));
        var edited = AppliedInstallation.Compare(request).Files.Changes.Single(c => c.NeedsForce);
        var decided = request with
        {
            Decisions = new Decisions
            {
                Settled = ImmutableDictionary<string, FileDecision>.Empty.Add(edited.Path, FileDecision.To(edited, edited.PresentText!)),
            },
        };
        Assert.False(AppliedInstallation.Compare(decided).IsForbidden);

        File.AppendAllText(file, "# later\n");
        var result = Installation.Apply(decided);
        File.WriteAllText(file, text);
        Assert.Equal((ApplyOutcome.Refused, "files.edited-by-hand"), (result.Outcome, result.Findings[0].Code));
    }

    [Fact]
    public void A_second_applier_at_the_same_time_is_told_who_is_at_work()
    {
        using var first = DirectoryLock.Take(new Disk(Installation.Directory));
        var finding = Refused("files.locked", ("tuning.workers", "3"));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}"), finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_to_join_that_is_not_there() =>
        Refused("apply.network-missing", ("proxy.kind", "external"), ("access.url", "https://tables.example.com"), ("proxy.network", "not-there"));

    [Fact]
    public void Generated_passwords_do_not_replace_lost_ones_while_the_data_is_there()
    {
        using var lost = new AppliedInstallation().Install();
        lost.Docker("rm", "--force", lost.Web, lost.Database);
        var draft = lost.Draft;

        // With the files, the same password opens the data again.
        lost.Install();
        lost.Docker("rm", "--force", lost.Web, lost.Database);
        Directory.Delete(lost.Directory, recursive: true);
        lost.Draft = draft.With("database.password", null)
            .Settle(Scenarios.Machine with { Random = static length => [.. Enumerable.Range(7, length).Select(i => (byte)(i * 91))] });
        var result = lost.Apply();
        Assert.Equal((ApplyOutcome.Refused, "apply.lost-secrets"), (result.Outcome, result.Findings[0].Code));
        Assert.False(Directory.Exists(lost.Directory));

        // A wrong one is noticed before Mathesar is started, a right one opens the data.
        var wrong = lost.Apply(lost.Request() with { PasswordIsSaid = true });
        Assert.True(wrong is { Outcome: ApplyOutcome.RolledBack } && wrong.Findings[0].Code == "apply.password-wrong", lost.Explain(wrong));
        Assert.Empty(lost.Containers());
        lost.Draft = draft;
        Assert.Equal(ApplyOutcome.Applied, lost.Apply(lost.Request() with { PasswordIsSaid = true }).Outcome);
    }

    private Finding Refused(string code, params (string Key, string Text)[] changes)
    {
        var before = Installation.State();
        var result = Installation.Apply(changes);
        Assert.True(result.Outcome is ApplyOutcome.Refused, Installation.Explain(result));
        var finding = Assert.Single(result.Findings, f => f.Code == code);
        Assert.Equal(before, Installation.State());
        return finding;
    }

    public sealed class Running : IDisposable
    {
        internal AppliedInstallation Installation { get; } = new AppliedInstallation().Install();

        public void Dispose() => Installation.Dispose();
    }
}
