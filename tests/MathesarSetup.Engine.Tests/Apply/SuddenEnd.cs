using System.Diagnostics;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Ends this process by SIGKILL before the step with a number.</summary>
/// <param name="killAt">From 1; 0 for never.</param>
internal sealed class SuddenEnd(int killAt)
{
    private int _taken;

    /// <summary>A step is about to be taken.</summary>
    public void Take()
    {
        if (Interlocked.Increment(ref _taken) == killAt)
        {
            Now();
        }
    }

    public static void Now()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>A directory in which each change of what a run remembers is a step.</summary>
    /// <param name="journal">Where the run writes down what it changes.</param>
    public Disk On(string directory, string journal)
    {
        bool IsState(string? path) => path == journal || path?.StartsWith($"{StateFolder.Name}/journal-", StringComparison.Ordinal) is true;
        return new Disk(directory, step =>
        {
            if (step.Kind is StepKind.Rename or StepKind.Delete && (IsState(step.Path) || IsState(step.To)))
            {
                Take();
            }
        });
    }
}
