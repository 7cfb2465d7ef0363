using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class InstallDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Root => _folder.At("install");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_first_write_makes_a_private_directory_with_every_file_in_its_mode()
    {
        var result = InstallDirectory.Open(Root).Write(Sample.First);

        Assert.Equal(WriteOutcome.Written, result.Outcome);
        Assert.All(result.Comparison.Changes, static change => Assert.Equal(ChangeKind.Create, change.Kind));
        Assert.Equal(Sample.ContentsOf(Sample.First), Sample.Contents(Root));
        Assert.Equal("rwx------", Sample.ModeOf(Root));
        Assert.Equal("rwx------", Sample.ModeOf(Path.Join(Root, ".mathesar-setup")));
        Assert.Equal("rw-------", Sample.ModeOf(Path.Join(Root, ".env")));
        Assert.Equal("rw-r--r--", Sample.ModeOf(Path.Join(Root, "compose.yaml")));
        Assert.Equal("rwxr-xr-x", Sample.ModeOf(Path.Join(Root, "run.sh")));
        Assert.Equal("rwxr-xr-x", Sample.ModeOf(Path.Join(Root, "caddy")));
        Assert.Equal("rw-------", Sample.ModeOf(Path.Join(Root, ".mathesar-setup/generated/compose.yaml")));
    }

    [Fact]
    public void A_second_write_of_the_same_files_touches_nothing()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        var before = Sample.Stamps(Root);

        var result = InstallDirectory.Open(Root).Write(Sample.First);

        Assert.Equal(WriteOutcome.Unchanged, result.Outcome);
        Assert.Empty(result.Findings);
        Assert.False(result.Comparison.HasDifferences);
        Assert.Equal(before, Sample.Stamps(Root));
    }

    [Fact]
    public void A_changed_answer_replaces_what_changed_and_removes_what_is_no_longer_wanted()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        var untouched = File.GetLastWriteTimeUtc(Path.Join(Root, "run.sh"));

        var result = InstallDirectory.Open(Root).Write(Sample.Second);

        Assert.Equal(WriteOutcome.Written, result.Outcome);
        Assert.Equal(
            ["Change compose.yaml", "Change .env", "Same run.sh", "Create sso.yml", "Remove caddy/Caddyfile"],
            result.Comparison.Changes.Select(static change => change.ToString()));
        Assert.Equal(Sample.ContentsOf(Sample.Second), Sample.Contents(Root));
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(Path.Join(Root, "run.sh")));
    }

    [Fact]
    public void A_hand_edit_stays_beside_what_is_new()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.AppendAllText(Path.Join(Root, "compose.yaml"), "# mine\n");

        var result = InstallDirectory.Open(Root).Write(Sample.Second);

        Assert.Equal((WriteOutcome.Written, ChangeKind.Merge), (result.Outcome, result.Comparison.Changes[0].Kind));
        Assert.Equal(("files.merged", Findings.Severity.Note), (result.Findings.Single().Code, result.Findings.Single().Severity));
        Assert.Equal("services:\n  mathesar:\n    image: mathesar:2\n# mine\n", File.ReadAllText(Path.Join(Root, "compose.yaml")));
        Assert.Equal(WriteOutcome.Unchanged, InstallDirectory.Open(Root).Write(Sample.Second).Outcome);
        InstallDirectory.Open(Root).Write(Sample.First);
        Assert.Equal("services:\n  mathesar:\n    image: mathesar:1\n# mine\n", File.ReadAllText(Path.Join(Root, "compose.yaml")));
    }

    [Fact]
    public void A_decision_is_written_unless_the_file_was_changed_after_it()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        var path = Path.Join(Root, "compose.yaml");
        File.WriteAllText(path, Sample.Edited);
        var decided = Decide(Sample.Second, change => FileDecision.To(change, "both: 1\n"));

        File.AppendAllText(path, "# later\n");
        Assert.Equal(WriteOutcome.NeedsForce, InstallDirectory.Open(Root).Write(Sample.Second, decisions: decided).Outcome);

        File.WriteAllText(path, Sample.Edited);
        Assert.Equal(WriteOutcome.Written, InstallDirectory.Open(Root).Write(Sample.Second, decisions: decided).Outcome);
        Assert.Equal("both: 1\n", File.ReadAllText(path));
        Assert.Equal(WriteOutcome.Unchanged, InstallDirectory.Open(Root).Write(Sample.Second).Outcome);
    }

    [Fact]
    public void A_file_that_somebody_decided_to_keep_stays_and_the_others_are_written()
    {
        File.WriteAllText(Path.Join(Directory.CreateDirectory(Root).FullName, "compose.yaml"), "mine: 1\n");
        var decided = Decide(Sample.First, FileDecision.Keep);

        var result = InstallDirectory.Open(Root).Write(Sample.First, decisions: decided);

        Assert.Equal((WriteOutcome.Written, ChangeKind.Kept), (result.Outcome, result.Comparison.Changes.Single(c => c.Path == "compose.yaml").Kind));
        Assert.Equal("mine: 1\n", File.ReadAllText(Path.Join(Root, "compose.yaml")));
        Assert.All(Sample.First.Files.Where(f => f.Path != "compose.yaml"), f => Assert.Equal(f.Content, File.ReadAllText(Path.Join(Root, f.Path))));
        Assert.Equal(ChangeKind.Foreign, InstallDirectory.Open(Root).Compare(Sample.First).Changes.Single(c => c.Path == "compose.yaml").Kind);
    }

    [Fact]
    public void A_file_that_somebody_decided_to_replace_is_kept_as_a_backup()
    {
        File.WriteAllBytes(Path.Join(Directory.CreateDirectory(Root).FullName, "compose.yaml"), [0xFF, 0xFE]);
        var decided = Decide(Sample.First, FileDecision.Replace);

        var result = InstallDirectory.Open(Root).Write(Sample.First, decisions: decided);

        Assert.Equal(WriteOutcome.Written, result.Outcome);
        Assert.Equal(Sample.First.Files.Single(f => f.Path == "compose.yaml").Content, File.ReadAllText(Path.Join(Root, "compose.yaml")));
        Assert.Equal([0xFF, 0xFE], File.ReadAllBytes(Path.Join(Root, ".mathesar-setup/backups/0001/compose.yaml")));
    }

    [Fact]
    public void A_file_that_was_read_counts_as_generated_before_it_makes_room()
    {
        File.WriteAllText(Path.Join(Directory.CreateDirectory(Root).FullName, "compose.yaml"), "mine: 1\n");
        File.WriteAllText(Path.Join(Root, "docker-compose.yml"), "mine: 2\n");

        var changes = InstallDirectory.Open(Root)
            .Compare(Sample.First, new Decisions { Adopted = [new("compose.yaml", "mine: 1\n"), new("docker-compose.yml", "mine: 2\n")] }).Changes;

        Assert.Equal(ChangeKind.Change, changes.Single(c => c.Path == "compose.yaml").Kind);
        Assert.Equal(ChangeKind.Remove, changes.Single(c => c.Path == "docker-compose.yml").Kind);
    }

    [Fact]
    public void A_file_that_is_no_text_is_replaced_by_force_alone()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.WriteAllBytes(Path.Join(Root, "compose.yaml"), [0xFF, 0xFE, 0x00]);
        Assert.Equal(WriteOutcome.NeedsForce, InstallDirectory.Open(Root).Write(Sample.First).Outcome);
    }

    [Fact]
    public void An_edit_in_the_way_stops_everything()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.WriteAllText(Path.Join(Root, "compose.yaml"), Sample.Edited);
        var before = Sample.Contents(Root);

        var result = InstallDirectory.Open(Root).Write(Sample.Second);

        Assert.Equal(WriteOutcome.NeedsForce, result.Outcome);
        var finding = Assert.Single(result.Findings);
        Assert.Equal(("files.edited-by-hand", Findings.Severity.Error, "compose.yaml"), (finding.Code, finding.Severity, finding.File));
        Assert.Equal(before, Sample.Contents(Root));
    }

    [Fact]
    public void Force_replaces_a_hand_edited_and_a_foreign_file_and_keeps_private_backups()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.WriteAllText(Path.Join(Root, "compose.yaml"), Sample.Edited);
        File.WriteAllText(Path.Join(Root, "sso.yml"), "foreign\n");

        var result = InstallDirectory.Open(Root).Write(Sample.Second, force: true);

        Assert.Equal(WriteOutcome.Written, result.Outcome);
        Assert.Equal(Sample.ContentsOf(Sample.Second), Sample.Contents(Root));
        Assert.Equal(["files.backup", "files.backup"], result.Findings.Select(static finding => finding.Code));
        Assert.Contains(".mathesar-setup/backups/0001/sso.yml", result.Findings[1].Message, StringComparison.Ordinal);
        var backup = Path.Join(Root, ".mathesar-setup/backups/0001/compose.yaml");
        Assert.Equal(Sample.Edited, File.ReadAllText(backup));
        Assert.Equal("rw-------", Sample.ModeOf(backup));
    }

    [Fact]
    public void A_file_in_an_unknown_directory_is_foreign_until_it_has_the_wanted_content()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(Path.Join(Root, "compose.yaml"), "somebody's\n");

        var refused = InstallDirectory.Open(Root).Write(Sample.First);
        Assert.Equal(WriteOutcome.NeedsForce, refused.Outcome);
        Assert.Equal("files.foreign", Assert.Single(refused.Findings).Code);
        Assert.False(Directory.Exists(Path.Join(Root, ".mathesar-setup")));

        File.WriteAllText(Path.Join(Root, "compose.yaml"), Sample.First.Files[0].Content);
        Assert.Equal(WriteOutcome.Written, InstallDirectory.Open(Root).Write(Sample.First).Outcome);
        Assert.Equal(ChangeKind.Change, InstallDirectory.Open(Root).Compare(Sample.Second).Changes[0].Kind);
    }

    [Fact]
    public void An_edited_file_that_is_no_longer_wanted_stays_even_by_force()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        var edited = Path.Join(Root, "caddy/Caddyfile");
        File.WriteAllText(edited, "mine\n");

        var result = InstallDirectory.Open(Root).Write(Sample.Second, force: true);

        Assert.Equal(WriteOutcome.Written, result.Outcome);
        Assert.Equal("files.kept-edited", Assert.Single(result.Findings).Code);
        Assert.Equal("mine\n", File.ReadAllText(edited));
        Assert.Contains(InstallDirectory.Open(Root).Compare(Sample.First).Changes,
            static change => change is { Kind: ChangeKind.Merge, Path: "caddy/Caddyfile" });
    }

    [Fact]
    public void A_file_that_the_user_deleted_is_made_again_when_wanted_and_forgotten_when_not()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.Delete(Path.Join(Root, "compose.yaml"));
        File.Delete(Path.Join(Root, "caddy/Caddyfile"));

        var result = InstallDirectory.Open(Root).Write(Sample.Second);

        Assert.Equal(ChangeKind.Create, result.Comparison.Changes[0].Kind);
        Assert.Equal(Sample.ContentsOf(Sample.Second), Sample.Contents(Root));
        Assert.False(File.Exists(Path.Join(Root, ".mathesar-setup/generated/caddy/Caddyfile")));
    }

    [Fact]
    public void A_secret_file_that_somebody_opened_to_others_is_closed_again()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.SetUnixFileMode(Path.Join(Root, ".env"), GeneratedFile.Readable);

        var result = InstallDirectory.Open(Root).Write(Sample.First);

        Assert.Contains(result.Comparison.Changes, static change => change is { Kind: ChangeKind.ModeOnly, Path: ".env" });
        Assert.Equal("rw-------", Sample.ModeOf(Path.Join(Root, ".env")));
        Assert.Equal(WriteOutcome.Unchanged, InstallDirectory.Open(Root).Write(Sample.First).Outcome);
    }

    [Fact]
    public void Comparing_with_a_directory_that_does_not_exist_does_not_make_it()
    {
        Assert.True(InstallDirectory.Open(Root).Compare(Sample.First).HasDifferences);
        Assert.False(Directory.Exists(Root));
    }

    private Decisions Decide(FileSet wanted, Func<FileChange, FileDecision> decide) => new()
    {
        Settled = InstallDirectory.Open(Root).Compare(wanted).Changes.Where(c => c.NeedsForce).ToImmutableDictionary(c => c.Path, decide),
    };
}
