using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Makes the install directory appear where the units look for it.</summary>
internal sealed class LinkStep : IUnitStep
{
    public Task DoAsync(UnitContext run, CancellationToken cancellation)
    {
        InPlaceFile.Link(run.Host, run.Host.Memory, run.Plan.Wanted.Set.Name, run.Plan.Directory);
        return Task.CompletedTask;
    }

    public Task UndoAsync(UnitUndo run)
    {
        InPlaceFile.Link(run.Host, run.Host.Memory, run.Journal.Name, run.Journal.Link);
        return Task.CompletedTask;
    }
}
