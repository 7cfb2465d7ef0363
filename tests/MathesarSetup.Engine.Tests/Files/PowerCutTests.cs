using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class PowerCutTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(Generation.First))]
    [InlineData(nameof(Generation.Second))]
    [InlineData(nameof(Generation.Forced))]
    public void A_disk_that_forgets_all_that_was_not_synced_still_holds_all_old_files_or_all_new_ones(string generation)
    {
        var scenario = new Scenario(Enum.Parse<Generation>(generation));
        var root = _folder.At("install");
        scenario.Prepare(root);
        var cut = new PowerCut(root);
        var step = 0;

        // The cut comes right after each step: nothing unasked has reached the disk, or one of two halves has (all of it is what the kill tests
        // show).
        var result = scenario.Write(root, next =>
        {
            cut.Before(next);
            step++;
            cut.LayOut(_folder.At($"{step}-none"), static _ => false);
            cut.LayOut(_folder.At($"{step}-state"), StateFolder.Owns);
            cut.LayOut(_folder.At($"{step}-files"), static path => !StateFolder.Owns(path));
        });

        Assert.Equal(WriteOutcome.Written, result.Outcome);
        var ends = Enumerable.Range(1, step)
            .SelectMany(i => new[] { $"{i}-none", $"{i}-state", $"{i}-files" })
            .Select(name => scenario.RecoversToNew(_folder.At(name)))
            .ToArray();
        Assert.Contains(true, ends);
        Assert.Contains(false, ends);
    }

    [Fact]
    public void Everything_is_synced_before_the_journal_commits_and_every_rename_before_the_old_copies_go()
    {
        var steps = new Scenario(Generation.Second).Steps(_folder.At("install"));
        steps.Clear();
        InstallDirectory.Open(_folder.At("install"), steps.Add).Write(Sample.First);
        var commit = steps.FindIndex(static step => step.To == Journal.Forward);
        var sweep = steps.FindIndex(static step => step.To == Journal.Sweeping);

        Assert.All(
            steps.Where(static step => step.Kind == StepKind.Create && step.Path != StateFolder.Lock),
            created => Assert.InRange(steps.FindIndex(step => step.Kind == StepKind.SyncFile && step.Path == created.Path), 0, commit));
        Assert.All(
            steps[..commit].Where(static step => step.Kind == StepKind.Create).Select(static step => RelativePath.Parent(step.Path)).Distinct(),
            directory => Assert.Contains(steps[..commit], step => step.Kind == StepKind.SyncDirectory && step.Path == directory));
        Assert.Equal(new DiskStep(StepKind.SyncDirectory, StateFolder.Name), steps[commit + 1]);
        Assert.All(
            steps[commit..sweep].Where(static step => step.Kind == StepKind.Rename && step.Path != Journal.Staging),
            renamed => Assert.True(
                steps.FindLastIndex(sweep,
                    step => step.Kind == StepKind.SyncDirectory && step.Path == RelativePath.Parent(renamed.Path)) > steps.IndexOf(renamed)));
        Assert.Equal(new DiskStep(StepKind.SyncDirectory, StateFolder.Name), steps[^1]);
    }
}
