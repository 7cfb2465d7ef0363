using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Takes back what a run did with units of Podman.</summary>
internal sealed class UnitRollBack(Disk disk, Narrator narrator)
    : SystemdRollBack<UnitJournal, UnitHost, UnitUndo>(StateFolder.UnitJournal, disk, narrator)
{
    protected override UnitJournal? Load() => UnitJournal.Load(Disk);

    protected override void Forget() => UnitJournal.Forget(Disk);

    protected override UnitUndo Way(UnitJournal journal, UnitHost host) => new UnitUndo(journal, host, Narrator, Disk);

    protected override Task UndoAsync(UnitUndo run) => UnitSequence.UndoAsync(run);

    protected override async Task<ImmutableArray<Finding>> NotesAsync(UnitUndo run)
    {
        var volumes = new List<string>();
        foreach (var volume in run.Journal.Volumes)
        {
            if (await run.Host.HasAsync(HostCommand.PodmanVolume.About(volume), CancellationToken.None))
            {
                volumes.Add(volume);
            }
        }

        return
        [
            .. run.Notes,
            .. volumes is [] ? ImmutableArray<Finding>.Empty : [ApplyFinding.VolumesKept.Say($"This run made the volumes "
                + $"{string.Join(", ", volumes)}, which stay, since nothing here deletes data. To delete them: podman volume rm "
                + $"{string.Join(' ', volumes)}")],
        ];
    }
}
