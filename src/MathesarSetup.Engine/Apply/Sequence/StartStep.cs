using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>Gives containers their names, starts them, and waits until each works: the bundled database, or all others.</summary>
internal sealed class StartStep : IApplyStep
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Whether it is about the bundled database, which Mathesar has to find as it shall be.</summary>
    public required bool IsDatabases { get; init; }

    public async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        foreach (var container in run.Plan.Containers.Where(c => c.Wanted.Service.Role is ServiceRole.Database == IsDatabases))
        {
            await StartAsync(run, container, cancellation);
            if (container.Wanted.Service.Role is not ServiceRole.Proxy)
            {
                await run.Health.UntilHealthyAsync(container.Wanted, cancellation);
            }
        }
    }

    public async Task<Finding?> UndoAsync(RollBackContext run, CancellationToken cancellation)
    {
        foreach (var container in run.Made.Where(c => IsMeant(c.Name, run.Journal) && !CreationStep.IsWaiting(c, run.Journal)))
        {
            await run.TryAsync(container.Name, async () =>
            {
                await EndAsync(run, container, cancellation);
                await CreationStep.RemoveAsync(run, container, cancellation);
            });
        }

        foreach (var former in run.Journal.Formers.Where(f => !f.Running && IsMeant(f.Name, run.Journal)))
        {
            await run.TryAsync(former.Name, async () =>
            {
                if (await run.Engine.FindContainerAsync(former.Id, cancellation) is { Run.Running: true } found)
                {
                    await run.Engine.StopContainerAsync(former.Id, cancellation, StopTime.Of(found));
                }
            });
        }

        return null;
    }

    private bool IsMeant(string name, ApplyJournal journal) => name == journal.DatabaseContainer == IsDatabases;

    private static async Task StartAsync(ApplyContext run, PlannedContainer container, CancellationToken cancellation)
    {
        if (container.Verb is ChangeVerb.Keep)
        {
            return;
        }

        var (step, service) = ($"{StepNames.Start} {container.Wanted.Service.Name}", container.Wanted.Service.Name);
        run.Narrator.Started(step, $"Starting {service}.");
        if (run.Made.TryGetValue(container.Wanted.Name, out var id))
        {
            await run.Engine.RenameContainerAsync(id, container.Wanted.Name, cancellation);
        }

        await run.Engine.StartContainerAsync(id ?? container.Former!.Id, cancellation);
        run.Log.Follow(service, id ?? container.Former!.Id, container.Wanted.Service.Role is ServiceRole.Database);
        run.Narrator.Done(step, $"{service} runs.");
    }

    // What this run made on data that this run made has nothing to lose, and is killed by its removal, but for a database: that one gets a moment to
    // finish making itself.
    private static async Task EndAsync(RollBackContext run, ContainerFacts container, CancellationToken cancellation)
    {
        // A volume without a name may have come from the former container.
        var isNew = run.Journal.Formers.All(f => f.Name != container.Name);
        var isOfThisRun = container.Spec.Mounts.All(m => m.ReadOnly || (m.IsNameless && isNew) || run.Journal.Volumes.Contains(m.Source));
        var isServer = container.Name == run.Journal.DatabaseContainer;
        var holdsData = isServer || PostgresInside.IsUsed(container);
        if (!container.Run.Running || (isOfThisRun && !holdsData))
        {
            return;
        }

        if (isServer && isOfThisRun
            && !await new DatabasePassword(new ContainerShell(run.Engine, container.Id), "", "").AnswersAsync(s_patience, cancellation))
        {
            run.UnfinishedDatabase = container;
            return;
        }

        await run.Engine.StopContainerAsync(container.Id, cancellation, holdsData && !isOfThisRun ? null : StopTime.Brief);
    }
}
