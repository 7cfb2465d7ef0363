using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>
/// One step of applying, with its way back beside it. It keeps nothing of its own: a run that was cut off is undone by a step that never did
/// anything.
/// </summary>
internal interface IApplyStep
{
    /// <summary>
    /// Does it. What it makes carries the run's mark, what it changes stands in the journal before, and nothing that was there is removed.
    /// </summary>
    /// <exception cref="StepFailure">It failed, with the reason.</exception>
    Task DoAsync(ApplyContext run, CancellationToken cancellation);

    /// <summary>
    /// Undoes it by the journal and by what is really there: whether it was never begun, cut off anywhere or done, and however often. A step that
    /// only looks has nothing to undo.
    /// </summary>
    /// <returns>Null when it is undone; else what a person has to do, unless a second try succeeds, which comes when all other steps are
    /// undone.</returns>
    Task<Finding?> UndoAsync(RollBackContext run, CancellationToken cancellation) => Task.FromResult<Finding?>(null);
}
