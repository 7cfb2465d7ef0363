using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>Stops the former containers and renames them. They are removed when the run stands.</summary>
internal sealed class SetAsideStep : IApplyStep
{
    // In reverse: what was started last stops first.
    public async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        foreach (var former in run.Plan.Removed.Concat(run.Plan.Containers.Where(static c => c.Verb is ChangeVerb.Replace)
            .Select(static c => c.Former!).Reverse()))
        {
            run.Narrator.Started($"{StepNames.SetAside} {former.Name}", $"Stopping the former {former.Name}, which is kept until the new one works.");
            await run.Engine.StopContainerAsync(former.Id, cancellation, StopTime.Of(former));
            await run.Engine.RenameContainerAsync(former.Id, ApplyJournal.Aside(former.Name), cancellation);
            run.Narrator.Done($"{StepNames.SetAside} {former.Name}", $"The former {former.Name} is set aside.");
        }
    }

    public async Task<Finding?> UndoAsync(RollBackContext run, CancellationToken cancellation)
    {
        foreach (var former in run.Journal.Formers)
        {
            await run.TryAsync(former.Name, () => BringBackAsync(run, former, cancellation));
        }

        return null;
    }

    /// <summary>The run stands: the former containers go. Their volumes stay, but for those without a name that never held anything.</summary>
    public static async Task RemoveFormersAsync(EngineConnection engine, ApplyJournal journal, CancellationToken cancellation)
    {
        foreach (var former in journal.Formers)
        {
            if (await engine.FindContainerAsync(former.Id, cancellation) is { } found && found.Name == ApplyJournal.Aside(former.Name))
            {
                await engine.RemoveContainerAsync(found.Id, PostgresInside.LeavesEmptyVolumes(found), cancellation);
            }
        }
    }

    private static async Task BringBackAsync(RollBackContext run, FormerContainer former, CancellationToken cancellation)
    {
        if (await run.Engine.FindContainerAsync(former.Id, cancellation) is not { } found)
        {
            run.Left.Add(ApplyFinding.FormerGone.Say(
                $"The former container {former.Name} is gone, so it cannot run again. Apply once more to make it anew; its volumes are there."));
            return;
        }

        if (found.Name != former.Name)
        {
            await run.Engine.RenameContainerAsync(former.Id, former.Name, cancellation);
        }

        if (former.Running && !found.Run.Running)
        {
            await run.Engine.StartContainerAsync(former.Id, cancellation);
        }

        run.Narrator.Undone($"{StepNames.RollBack} {former.Name}",
            former.Running ? $"The former container {former.Name} runs again." : $"The former container {former.Name} is back, stopped as it was.");
    }
}
