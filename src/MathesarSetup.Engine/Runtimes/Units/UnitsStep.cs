using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Puts the units in their place, takes away those that are no longer wanted, and lets systemd read them.</summary>
internal sealed class UnitsStep : IUnitStep
{
    public async Task DoAsync(UnitContext run, CancellationToken cancellation)
    {
        if (!run.Plan.Written.Any() && !run.Plan.Removed.Any())
        {
            return;
        }

        run.Narrator.Started(StepNames.Units, $"Putting the units in their place, {run.Host.Units.Root}.");
        foreach (var gone in run.Plan.Removed)
        {
            if (gone.EndsWith(".container", StringComparison.Ordinal))
            {
                await run.Host.DoAsync(HostCommand.UnitStop.About(Path.ChangeExtension(gone, ".service")), cancellation);
            }

            InPlaceFile.WriteUnit(run.Host.Units, gone, null);
        }

        foreach (var (name, content) in run.Plan.Written)
        {
            InPlaceFile.WriteUnit(run.Host.Units, name, content);
        }

        await run.Host.DoAsync(HostCommand.UnitReload, cancellation);
        run.Narrator.Done(StepNames.Units, "The units are in their place, and systemd has read them.");
    }

    public async Task UndoAsync(UnitUndo run)
    {
        // The records are of another release than the former unit until they are brought back too.
        if (run.Disk.Exists(StateFolder.UpgradeJournal) && run.Journal.Web is { } web)
        {
            await run.TryAsync(web, () => UnitHold.SetAsync(run.Host, $"{web}.service", CancellationToken.None));
        }

        foreach (var unit in run.Journal.Units)
        {
            InPlaceFile.WriteUnit(run.Host.Units, unit.Name, unit.Content);
        }

        if (run.Journal.Units.Count > 0)
        {
            await run.TryAsync(run.Host.Units.Root, () => run.Host.DoAsync(HostCommand.UnitReload, CancellationToken.None));
            run.Narrator.Undone(StepNames.Units, "The former units are back.");
        }
    }
}
