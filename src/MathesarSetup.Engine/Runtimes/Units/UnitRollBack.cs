using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Takes back what a run did with units of Podman.</summary>
internal sealed class UnitRollBack(Disk disk, Narrator narrator)
    : SystemdRollBack<UnitJournal, UnitHost>(StateFolder.UnitJournal, disk, narrator)
{
    protected override UnitJournal? Load() => UnitJournal.Load(Disk);

    protected override void Forget() => UnitJournal.Forget(Disk);

    protected override WayBack<UnitHost> Way(UnitJournal journal, UnitHost host) => new UnitUndo(journal, host, Narrator, Disk);

    protected override Task UndoAsync(WayBack<UnitHost> run) => UnitSequence.UndoAsync((UnitUndo)run);

    protected override async Task<ImmutableArray<Finding>> NotesAsync(WayBack<UnitHost> run)
    {
        var (undo, volumes) = ((UnitUndo)run, new List<string>());
        foreach (var volume in undo.Journal.Volumes)
        {
            if (await run.Host.HasAsync(HostCommand.PodmanVolume.About(volume), CancellationToken.None))
            {
                volumes.Add(volume);
            }
        }

        return
        [
            .. undo.Notes,
            .. volumes is [] ? ImmutableArray<Finding>.Empty : [ApplyFinding.VolumesKept.Say($"This run made the volumes "
                + $"{string.Join(", ", volumes)}, which stay, since nothing here deletes data. To delete them: podman volume rm "
                + $"{string.Join(' ', volumes)}")],
        ];
    }
}
