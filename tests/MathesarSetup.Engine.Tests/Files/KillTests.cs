using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class KillTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(Generation.First))]
    [InlineData(nameof(Generation.Second))]
    [InlineData(nameof(Generation.Forced))]
    public void A_writer_killed_before_any_step_leaves_all_old_files_or_all_new_ones(string generation)
    {
        var scenario = new Scenario(Enum.Parse<Generation>(generation));
        var steps = scenario.Steps(_folder.At("whole")).Count;
        var outcomes = new bool[steps];

        Parallel.For(0, steps, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var root = _folder.At($"killed-at-{i + 1}");
            scenario.Prepare(root);
            Assert.Equal(KilledWriter.Killed, KilledWriter.Writing(root, scenario.Generation, i + 1).Run().ExitCode);
            outcomes[i] = scenario.RecoversToNew(root);
        });

        // Old up to the commit, new from then on.
        var commit = Array.IndexOf(outcomes, true);
        Assert.InRange(commit, 1, steps - 1);
        Assert.All(outcomes[..commit], Assert.False);
        Assert.All(outcomes[commit..], Assert.True);
    }

    [Fact]
    public void A_writer_that_nobody_kills_writes()
    {
        var root = _folder.At("install");

        Assert.StartsWith("Written", KilledWriter.Writing(root, Generation.First).Run().Successful().Output, StringComparison.Ordinal);
        Assert.Equal(Sample.ContentsOf(Sample.First), Sample.Contents(root));
    }

    [Fact]
    public void What_a_person_writes_between_the_kill_and_the_recovery_is_kept()
    {
        var scenario = new Scenario(Generation.Second);
        var renames = scenario.Steps(_folder.At("whole"));
        var firstInstall = renames.FindIndex(static step => step is { Kind: StepKind.Rename, To: "compose.yaml" });
        var root = _folder.At("killed");
        scenario.Prepare(root);
        KilledWriter.Writing(root, Generation.Second, firstInstall + 1).Run();
        File.WriteAllText(Path.Join(root, "compose.yaml"), "written in between\n");

        Assert.Equal("files.finished", Assert.Single(InstallDirectory.Open(root).Findings).Code);
        Assert.Equal("written in between\n", File.ReadAllText(Path.Join(root, ".mathesar-setup/backups/0001/compose.yaml")));
        Assert.Equal(Sample.ContentsOf(Sample.Second), Sample.Contents(root));
    }
}
