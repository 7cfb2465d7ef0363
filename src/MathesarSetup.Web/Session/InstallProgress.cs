using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Web.Session;

/// <summary>One step of an installation, as a line on the screen.</summary>
/// <param name="Name">Its stable name, such as <c>pull db</c>.</param>
/// <param name="Message">What was said about it last.</param>
/// <param name="Fraction">How much of it is done, from 0 to 1; null where that is not known.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it ended, well or not; null while it goes on.</param>
public sealed record InstallStep(string Name, StepState State, string Message, double? Fraction, DateTimeOffset Began, DateTimeOffset? Ended);

/// <summary>A line that a container said while it was watched.</summary>
public sealed record InstallLogLine(string Service, string Text, bool IsBad);

/// <summary>How an installation has gone so far: what its events add up to.</summary>
public sealed record InstallProgress(ImmutableArray<InstallStep> Steps, ImmutableArray<InstallLogLine> Log)
{
    public static readonly InstallProgress None = new([], []);

    // More lines than anybody reads, and few enough for every redraw.
    private const int MostLines = 400;

    /// <summary>The progress with one event more.</summary>
    public InstallProgress With(ApplyEvent happened)
    {
        if (happened.State is StepState.Log)
        {
            var line = new InstallLogLine(happened.Step["log ".Length..], happened.Message, happened.Finding is not null);
            return this with { Log = Log.Length < MostLines ? Log.Add(line) : Log.RemoveAt(0).Add(line) };
        }

        var at = Steps.Length - 1;
        while (at >= 0 && Steps[at].Name != happened.Step)
        {
            at--;
        }

        var step = new InstallStep(
            happened.Step, happened.State, happened.Message, happened.Fraction,
            at < 0 ? happened.Time : Steps[at].Began,
            happened.State is StepState.Started or StepState.Progress ? null : happened.Time);
        return this with { Steps = at < 0 ? Steps.Add(step) : Steps.SetItem(at, step) };
    }
}
