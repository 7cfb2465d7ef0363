using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Web.Session;

/// <summary>One step of an installation, as a line on the screen.</summary>
/// <param name="Name">Its stable name, such as <c>pull db</c>.</param>
/// <param name="State">How it stands; null while it has not begun.</param>
/// <param name="Message">What was said about it last, or what it will do.</param>
/// <param name="Fraction">How much of it is done, from 0 to 1; null where that is not known.</param>
/// <param name="Began">When it began; null while it has not.</param>
/// <param name="Ended">When it ended, well or not; null while it goes on.</param>
public sealed record InstallStep(
    string Name, StepState? State, string Message, double? Fraction, DateTimeOffset? Began, DateTimeOffset? Ended)
{
    public bool GoesOn => Began is not null && Ended is null;
}

/// <summary>A line that a container said while it was watched.</summary>
public sealed record InstallLogLine(string Service, string Text, bool IsBad);

/// <summary>How an installation has gone so far: what its events add up to.</summary>
public sealed record InstallProgress(ImmutableArray<InstallStep> Steps, ImmutableArray<InstallLogLine> Log)
{
    public static readonly InstallProgress None = new([], []);

    // More lines than anybody reads, and few enough for every redraw.
    private const int MostLines = 400;

    /// <summary>How many steps are done.</summary>
    public int Done => Steps.Count(static s => s.State is StepState.Done);

    /// <summary>Before the first event.</summary>
    public static InstallProgress Of(ImmutableArray<PlannedStep> planned) =>
        new([.. planned.Select(static p => new InstallStep(p.Name, null, p.Message, null, null, null))], []);

    /// <summary>The progress with one event more.</summary>
    public InstallProgress With(ApplyEvent happened) => happened.State switch
    {
        StepState.Log => WithLine(new InstallLogLine(happened.Step["log ".Length..], happened.Message, happened.Finding is not null)),
        // What goes on while something fails is what failed.
        StepState.Failed when happened.Step is StepNames.RollBack && Steps.LastOrDefault(static s => s.GoesOn) is { } open =>
            this with { Steps = Steps.Replace(open, open with { State = StepState.Failed, Ended = happened.Time, Message = happened.Message }) },
        _ => WithStep(happened),
    };

    private InstallProgress WithLine(InstallLogLine line) => this with { Log = Log.Length < MostLines ? Log.Add(line) : Log.RemoveAt(0).Add(line) };

    private InstallProgress WithStep(ApplyEvent happened)
    {
        var known = Steps.LastOrDefault(s => s.Name == happened.Step);
        var step = new InstallStep(
            happened.Step, happened.State, happened.Message, happened.Fraction, known?.Began ?? happened.Time,
            happened.State is StepState.Started or StepState.Progress ? null : happened.Time);
        // That all is as before is said after what was done for it.
        return this with
        {
            Steps = known is null ? Insert(step) : step is { Name: StepNames.RollBack, Ended: not null } ? Steps.Remove(known).Add(step)
                : Steps.Replace(known, step),
        };
    }

    // A step that nobody planned comes after those that have begun.
    private ImmutableArray<InstallStep> Insert(InstallStep step)
    {
        var last = Steps.LastOrDefault(static s => s.Began is not null);
        return step.Name.StartsWith(StepNames.RollBack, StringComparison.Ordinal) ? [.. Steps.Where(static s => s.Began is not null), step]
            : Steps.Insert(last is null ? 0 : Steps.IndexOf(last) + 1, step);
    }
}
