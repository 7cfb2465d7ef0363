using System.Globalization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class FullDiskTests : IDisposable
{
    private const int Page = 4096;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(Generation.First))]
    [InlineData(nameof(Generation.Forced))]
    public void A_disk_that_becomes_full_at_any_page_keeps_the_old_files_and_says_so(string generation)
    {
        var scenario = new Scenario(Enum.Parse<Generation>(generation));
        var disk = Directory.CreateDirectory(_folder.At("disk")).FullName;
        var outcomes = new List<WriteOutcome>();
        for (var pages = 0; outcomes.LastOrDefault(WriteOutcome.Failed) == WriteOutcome.Failed; pages++)
        {
            using var mounted = Real.Mount(disk, "-t", "tmpfs", "-o", "size=1m,mode=0755", "tmpfs");
            var root = Path.Join(disk, "install");
            scenario.Prepare(root);
            var filler = Fill(disk, pages);

            var result = scenario.Write(root);

            outcomes.Add(result.Outcome);
            Assert.Equal(result.Succeeded ? scenario.New : scenario.Old, Sample.Contents(root));
            Assert.Empty(Sample.Journals(root));
            Assert.True(result.Succeeded || result.Findings is [{ Code: "files.disk-full" }], string.Join(' ', result.Findings));
            File.Delete(filler);
            scenario.RecoversToNew(root);
        }

        Assert.InRange(outcomes.Count, 4, 100);
    }

    [Fact]
    public void A_file_that_the_system_lets_nobody_replace_takes_the_others_back()
    {
        var scenario = new Scenario(Generation.Second);
        var root = _folder.At("install");
        scenario.Prepare(root);

        // A single file mounted into a container is like this.
        using (Real.Mount(Path.Join(root, ".env"), "--bind", Path.Join(root, ".env")))
        {
            var result = scenario.Write(root);

            Assert.Equal((WriteOutcome.Failed, "files.failed"), (result.Outcome, Assert.Single(result.Findings).Code));
            Assert.Equal(scenario.Old, Sample.Contents(root));
        }

        scenario.RecoversToNew(root);
    }

    [Fact]
    public void A_disk_mounted_read_only_is_a_finding()
    {
        var root = Directory.CreateDirectory(_folder.At("disk")).FullName;
        using var mounted = Real.Mount(root, "-t", "tmpfs", "-o", "ro,size=64k", "tmpfs");

        var result = InstallDirectory.Open(root).Write(Sample.First);

        Assert.Equal((WriteOutcome.Failed, "files.read-only-disk"), (result.Outcome, Assert.Single(result.Findings).Code));
    }

    /// <summary>Leaves room for so many pages.</summary>
    private static string Fill(string disk, int pages)
    {
        var path = Path.Join(disk, "filler");
        var free = new DriveInfo(disk).AvailableFreeSpace - (pages * Page);
        new ChildProcess("fallocate", "-l", free.ToString(CultureInfo.InvariantCulture), path).Run().Successful();
        return path;
    }
}
