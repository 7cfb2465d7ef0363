using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
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
/// <param name="disk">The install directory.</param>
internal sealed class UnitContext(InstallRequest request, UnitPlan plan, UnitHost host, Narrator narrator, Disk disk, UnitJournal journal)
{
    public InstallRequest Request { get; } = request;

    public UnitPlan Plan { get; } = plan;

    public UnitHost Host { get; } = host;

    public Narrator Narrator { get; } = narrator;

    /// <summary>As it lies on the disk.</summary>
    public UnitJournal Journal { get; private set; } = journal;

    /// <summary>Writes the journal anew, before what it says begins.</summary>
    public void Write(UnitJournal changed)
    {
        changed.Save(disk);
        Journal = changed;
    }

    /// <summary>What is to be told of a run that succeeds.</summary>
    public List<Finding> Warnings { get; } = [];
}

/// <summary>What they share on their way back.</summary>
/// <param name="Disk">The install directory.</param>
internal sealed record UnitUndo(UnitJournal Journal, UnitHost Host, Narrator Narrator, Disk Disk) : WayBack<UnitHost>(Host, Narrator)
{
    /// <summary>What is left to be taken back.</summary>
    public UnitJournal Journal { get; private set; } = Journal;

    /// <summary>What is to be told of a run that is taken back all the same.</summary>
    public List<Finding> Notes { get; } = [];

    /// <summary>Writes down that something is back. It is put back once more where that cannot be written.</summary>
    public void Write(UnitJournal changed)
    {
        Journal = changed;
        try
        {
            changed.Save(Disk);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            // The journal tells more than there is to do, which does no harm.
        }
    }

    /// <summary>Whether the database has its former password, or never got another one.</summary>
    public bool IsPasswordBack { get; set; }

    /// <summary>Whether what Mathesar stores is as it was, or was never changed.</summary>
    public bool IsStoredBack { get; set; }

    /// <summary>The database first, since what was changed in it is put back before Mathesar asks it.</summary>
    public override async Task StartFormersAsync(IEnumerable<FormerService> services)
    {
        var all = services.ToLookup(service => service.Unit == $"{Journal.Database}.service");
        await base.StartFormersAsync(all[true]);
        await PasswordStep.UndoLaterAsync(this);
        await base.StartFormersAsync(all[false]);
        await StoredConnectionsStep.UndoLaterAsync(this);
    }
}
