using MathesarSetup.Documents.Sources;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>A version is put back whole or not at all, it is told, and it can be taken back.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Root => _folder.At("install");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_found_comes_back_alone_and_what_stood_in_its_place_is_kept_and_told()
    {
        Prepare(Root);
        var opened = InstallDirectory.Open(Root);
        var first = opened.Versions[0];
        Assert.Equal([".env", "docker-compose.yml"], opened.Look(first).PutBack.Order(StringComparer.Ordinal));

        var result = opened.Restore(first);

        Assert.Equal(Old, Sample.Contents(Root));
        Assert.Contains("compose.yaml", result.Done.Goes);
        Assert.Contains("compose.override.yaml", result.Done.Goes);
        Assert.Equal(["compose.yaml"], result.Done.Edited);
        Assert.Equal(FilesFinding.TakenAway, Assert.Single(result.Findings, static f => f.Kind == FilesFinding.TakenAway).Kind);
        Assert.EndsWith("# mine\n", File.ReadAllText(Path.Join(Root, ".mathesar-setup/backups/0001/compose.yaml")), StringComparison.Ordinal);
        Assert.Equal("rw-------", Sample.ModeOf(Path.Join(Root, ".mathesar-setup/backups/0001/compose.yaml")));

        var again = InstallDirectory.Open(Root);
        Assert.True(again.Restore(again.Versions.Single(v => v.Number == result.Undo)).Succeeded);
        Assert.Equal(New, Sample.Contents(Root));
    }

    [Fact]
    public void A_directory_that_is_as_the_version_is_left_alone()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        var stamps = Sample.Stamps(Root);
        var opened = InstallDirectory.Open(Root);

        var result = opened.Restore(opened.Versions[0]);

        Assert.Equal((false, (int?)null), (result.Done.HasChanges, result.Undo));
        Assert.Equal(stamps.Where(static s => !s.Contains("/lock ", StringComparison.Ordinal)),
            Sample.Stamps(Root).Where(static s => !s.Contains("/lock ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_persons_own_file_that_was_written_over_by_force_comes_back_with_a_version_from_before()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.WriteAllText(Path.Join(Root, "sso.yml"), "my own\n");
        InstallDirectory.Open(Root).Write(Sample.Second, force: true);
        Assert.Equal("version: 1\n", File.ReadAllText(Path.Join(Root, "sso.yml")));

        var opened = InstallDirectory.Open(Root);
        opened.Restore(opened.Versions[0]);

        Assert.Equal("my own\n", File.ReadAllText(Path.Join(Root, "sso.yml")));
    }

    [Fact]
    public void The_system_may_refuse_any_step_or_the_power_may_go_and_the_files_are_all_old_or_all_new()
    {
        Prepare(_folder.At("whole"));
        var steps = new List<DiskStep>();
        Restore(_folder.At("whole"), steps.Add);
        var ends = new List<bool>();
        for (var step = 1; step <= steps.Count; step++)
        {
            var (cut, refused) = (_folder.At($"cut-{step}"), _folder.At($"refused-{step}"));
            Prepare(cut);
            Assert.Throws<Interruption>(() => Restore(cut, Interruption.At(step)));
            ends.Add(IsRestored(cut));
            Prepare(refused);
            Restore(refused, Interruption.After(step, error: 28));
            IsRestored(refused);
        }

        Assert.Contains(false, ends);
        Assert.Contains(true, ends);
        Assert.Equal(ends.Order(), ends);
    }

    [Fact]
    public void A_disk_that_forgets_what_was_not_synced_holds_all_old_files_or_all_new_ones()
    {
        Prepare(Root);
        var cut = new PowerCut(Root);
        var step = 0;
        Restore(Root, next =>
        {
            cut.Before(next);
            step++;
            cut.LayOut(_folder.At($"{step}-none"), static _ => false);
            cut.LayOut(_folder.At($"{step}-state"), StateFolder.Owns);
            cut.LayOut(_folder.At($"{step}-files"), static path => !StateFolder.Owns(path));
        });

        var ends = Enumerable.Range(1, step).SelectMany(i => new[] { $"{i}-none", $"{i}-state", $"{i}-files" })
            .Select(name => IsRestored(_folder.At(name))).ToArray();
        Assert.Contains(true, ends);
        Assert.Contains(false, ends);
    }

    [Fact]
    public void A_process_that_is_killed_before_any_step_leaves_all_old_files_or_all_new_ones()
    {
        Prepare(_folder.At("whole"));
        var steps = new List<DiskStep>();
        Restore(_folder.At("whole"), steps.Add);
        var ends = new bool[steps.Count];
        Parallel.For(0, steps.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var root = _folder.At($"killed-{i}");
            Prepare(root);
            Assert.Equal(KilledWriter.Killed, KilledWriter.Restoring(root, i + 1).Run().ExitCode);
            ends[i] = IsRestored(root);
        });

        Assert.Equal(ends.Order(), ends);
        Assert.Contains(true, ends);
    }

    private static SortedDictionary<string, string> Old => new(StringComparer.Ordinal)
    {
        ["docker-compose.yml"] = "services: {}\n",
        [".env"] = "OLD=1\n",
    };

    private static SortedDictionary<string, string> New
    {
        get
        {
            var files = Sample.ContentsOf(Sample.First);
            files["compose.override.yaml"] = "mine: 1\n";
            files["compose.yaml"] += "# mine\n";
            return files;
        }
    }

    // Somebody's Compose file, taken over, laid out anew, and edited since.
    private static void Prepare(string root)
    {
        Directory.CreateDirectory(root);
        foreach (var (path, text) in Old)
        {
            File.WriteAllText(Path.Join(root, path), text);
        }

        Assert.Empty(InstallDirectory.Open(root).Adopt([new FoundFile("docker-compose.yml", "services: {}\n"), new FoundFile(".env", "OLD=1\n")],
            new FoundFile("compose.override.yaml", "mine: 1\n")));
        Assert.Equal(WriteOutcome.Written, InstallDirectory.Open(root).Write(Sample.First).Outcome);
        File.AppendAllText(Path.Join(root, "compose.yaml"), "# mine\n");
    }

    private static void Restore(string root, Action<DiskStep> announce)
    {
        var opened = InstallDirectory.Open(root, announce);
        opened.Restore(opened.Versions[0]);
    }

    // Ends what was cut off. A version of what was done is there exactly when it was done.
    private static bool IsRestored(string root)
    {
        var opened = InstallDirectory.Open(root);
        Assert.DoesNotContain(opened.Findings, static finding => finding.Severity is Severity.Error);
        Assert.Empty(Sample.Journals(root));
        var isOld = Sample.Contents(root).SequenceEqual(Old);
        Assert.Equal(isOld ? Old : New, Sample.Contents(root));
        Assert.Equal(isOld, opened.Versions.Any(static v => v.Reason == Versions.Restored));
        Assert.Equal(isOld, Directory.Exists(Path.Join(root, ".mathesar-setup/backups/0001")));
        return isOld;
    }
}
