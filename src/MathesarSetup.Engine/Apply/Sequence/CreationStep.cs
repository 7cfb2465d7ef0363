using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>Makes the new containers, under names of their own while the former ones still run: what the engine refuses costs no downtime.</summary>
internal sealed class CreationStep : IApplyStep
{
    // No fingerprint of Compose's: its next `up -d` makes the container anew.
    private const string NoHash = "mathesar-setup";

    private const string Next = "-next";

    public async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        var (engine, request, plan) = (run.Engine, run.Request, run.Plan);
        var made = plan.Containers.Where(static c => c.IsMade).ToArray();
        var hashes = await HashesAsync(request, plan.Wanted, made, cancellation);
        foreach (var container in made)
        {
            var spec = container.Wanted.Spec;
            var image = await engine.FindImageAsync(spec.Image, cancellation);
            var labels = spec.Labels.SetItem(Labels.Run, run.Journal.Run).SetItem(Labels.Installation, run.Mark.Id);
            labels = plan.Wanted.IsCompose
                ? labels.SetItem(Labels.ComposeImage, image?.Id ?? "").SetItem(Labels.ComposeHash,
                    container.Wanted.IsAsWritten ? hashes.GetValueOrDefault(container.Wanted.Service.Name, NoHash) : NoHash)
                : ScriptNumber.Of(request, container.Wanted) is { } number ? labels.Add(Labels.ScriptConfig, number) : labels;
            var id = await engine.CreateContainerAsync(
                container.Wanted.Name + Next, spec with { Labels = labels }, plan.Wanted.Plan.NetworkAlias, cancellation);
            run.Made.Add(container.Wanted.Name, id);
            run.Narrator.Done($"{StepNames.Create} {container.Wanted.Service.Name}", $"The container {container.Wanted.Name} is made.");
        }
    }

    private static async Task<ImmutableDictionary<string, string>> HashesAsync(
        ApplyRequest request, WantedState wanted, PlannedContainer[] made, CancellationToken cancellation) =>
        !wanted.IsCompose || made is [] ? ImmutableDictionary<string, string>.Empty
            : request.IsInPlace || made.Any(c => wanted.IsForeign(c.Wanted))
                ? await Succession.MadeHashesAsync(request, wanted.Additions, made.Select(static c => (c.Wanted.Service.Name, c.Wanted.Spec)),
                    cancellation)
                : await ComposeProgram.HashesAsync(request.Compose, request.Directory, cancellation);

    public async Task<Finding?> UndoAsync(RollBackContext run, CancellationToken cancellation)
    {
        foreach (var container in run.Made.Where(c => IsWaiting(c, run.Journal)))
        {
            await run.TryAsync(container.Name, () => RemoveAsync(run, container, cancellation));
        }

        return null;
    }

    /// <summary>
    /// Whether a container that the run made has not got the name yet under which it is started. An installation may be called so itself.
    /// </summary>
    public static bool IsWaiting(ContainerFacts container, ApplyJournal journal) =>
        container.Name.EndsWith(Next, StringComparison.Ordinal) && container.Name != journal.WebContainer
            && container.Name != journal.DatabaseContainer;

    /// <summary>Removes a container that the run made, and its volumes without a name where they never held anything.</summary>
    public static async Task RemoveAsync(RollBackContext run, ContainerFacts container, CancellationToken cancellation)
    {
        await run.Engine.RemoveContainerAsync(container.Id, PostgresInside.LeavesEmptyVolumes(container), cancellation);
        run.Narrator.Undone($"{StepNames.RollBack} {container.Name}", $"The new container {container.Name} is removed.");
    }
}
