using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>
/// One step of putting units in place, with its way back beside it. It keeps nothing of its own: a run that was cut off is undone by a step that
/// never did anything.
/// </summary>
internal interface IUnitStep
{
    /// <summary>Does it. What it changes stands in the journal before.</summary>
    /// <exception cref="StepFailure">It failed, with the reason.</exception>
    Task DoAsync(UnitContext run, CancellationToken cancellation);

    /// <summary>Undoes it by the journal and by what is really there: never begun, cut off anywhere or done, and however often.</summary>
    Task UndoAsync(UnitUndo run);
}

/// <summary>What the steps of a run share on their way forward.</summary>
internal sealed record UnitContext(InstallRequest Request, UnitPlan Plan, UnitHost Host, Narrator Narrator)
{
    /// <summary>What is to be told of a run that succeeds.</summary>
    public List<Finding> Warnings { get; } = [];
}

/// <summary>What they share on their way back.</summary>
internal sealed record UnitUndo(UnitJournal Journal, UnitHost Host, Narrator Narrator) : WayBack<UnitHost>(Host, Narrator);
