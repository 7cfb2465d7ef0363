using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>Makes volumes. On the way back they stay and are named, since nothing here deletes data.</summary>
internal sealed class VolumesStep : IApplyStep
{
    public async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        var wanted = run.Plan.Wanted;
        foreach (var volume in run.Plan.CreatedVolumes)
        {
            var labels = wanted.Labels.OfVolume(wanted.Volumes[volume], wanted.Plan).SetItem(Labels.Installation, run.Mark.Id);
            await run.Engine.CreateVolumeAsync(volume, labels, cancellation);
            run.Narrator.Done($"{StepNames.Volume} {volume}", $"The volume {volume} is there.");
        }
    }

    public async Task<Finding?> UndoAsync(RollBackContext run, CancellationToken cancellation)
    {
        var there = new List<string>();
        foreach (var volume in run.Journal.Volumes)
        {
            if (await run.Engine.FindVolumeAsync(volume, cancellation) is not null)
            {
                there.Add(volume);
            }
        }

        if (there.Count > 0 && run.UnfinishedDatabase is { } database)
        {
            run.Left.Add(ApplyFinding.DataUnfinished.Say(
                $"PostgreSQL was stopped while it made its data, which nothing can use now. {UnfinishedData.WayOut(database.Spec.Mounts)}"));
        }

        if (there.Count > 0)
        {
            run.Left.Add(ApplyFinding.VolumesKept.Say($"This run made the volumes {string.Join(", ", there)}, which stay, since nothing here deletes "
                + $"data. To delete them: docker volume rm {string.Join(' ', there)}"));
        }

        return null;
    }
}
