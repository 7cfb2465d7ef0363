using CsCheck;
using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>Ends a write as a power cut would: no cleaning up, because no code of the engine catches it.</summary>
internal sealed class Interruption : Exception
{
    public static Action<DiskStep> At(int step)
    {
        var taken = 0;
        return _ => Throw(++taken == step, static () => new Interruption());
    }

    /// <summary>The system refuses one step once; a later one may then be the last.</summary>
    public static Action<DiskStep> After(int refused, int error, int last = 0)
    {
        var taken = 0;
        return _ =>
        {
            taken++;
            Throw(taken == refused, () => new IOException("refused", error));
            Throw(taken == last, static () => new Interruption());
        };
    }

    private static void Throw(bool now, Func<Exception> problem)
    {
        if (now)
        {
            throw problem();
        }
    }
}

public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(Generation.First))]
    [InlineData(nameof(Generation.Second))]
    [InlineData(nameof(Generation.Forced))]
    public void When_the_system_refuses_any_step_the_old_files_stay_or_come_back_until_all_new_ones_are_there(string generation)
    {
        var scenario = new Scenario(Enum.Parse<Generation>(generation));
        var steps = scenario.Steps(_folder.At("whole"));
        var done = steps.FindIndex(static step => step.To == Journal.Sweeping) + 1;
        Assert.InRange(done, 1, steps.Count - 1);
        for (var refused = 1; refused <= steps.Count; refused++)
        {
            var root = _folder.At($"refused-{refused}");
            scenario.Prepare(root);

            var result = scenario.Write(root, Interruption.After(refused, error: 28));

            if (refused <= done)
            {
                Assert.Equal((WriteOutcome.Failed, "files.disk-full"), (result.Outcome, Assert.Single(result.Findings).Code));
            }

            Assert.Equal(refused <= done ? scenario.Old : scenario.New, Sample.Contents(root, andStaged: refused <= done));
            Assert.Equal(refused > done, scenario.RecoversToNew(root));
        }
    }

    [Fact]
    public void A_recovery_that_is_cut_off_can_be_done_again()
    {
        var run = 0;
        (from generation in Gen.Enum<Generation>()
         from first in Gen.Int[1, 80]
         from second in Gen.Int[1, 80]
         from refusedFirst in Gen.Bool
         select (generation, first, second, refusedFirst)).Sample(
            _ =>
            {
                var scenario = new Scenario(_.generation);
                var root = _folder.At($"run-{Interlocked.Increment(ref run)}");
                scenario.Prepare(root);
                CutOff(() => scenario.Write(root,
                    _.refusedFirst ? Interruption.After(_.first, error: 28, last: _.first + _.second) : Interruption.At(_.first)));
                CutOff(() => InstallDirectory.Open(root, Interruption.At(_.second)));
                scenario.RecoversToNew(root);
            },
            iter: 120, threads: 1);
    }

    private static void CutOff(Action action)
    {
        try
        {
            action();
        }
        catch (Interruption)
        {
            // As intended; a shorter run ends by itself.
        }
    }
}
