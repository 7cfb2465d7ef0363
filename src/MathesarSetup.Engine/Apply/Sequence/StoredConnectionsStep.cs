using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>
/// Lets the connections that Mathesar stores follow a new password or place. Mathesar itself encrypts what it stores, so this waits until it runs.
/// </summary>
internal sealed class StoredConnectionsStep : IApplyStep
{
    private const int FewTries = 2;

    public async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        if (run.Plan.Stored is { } wanted)
        {
            run.Warnings.AddRange(await new StoredConnections(new MathesarShell(new ContainerShell(run.Engine, run.Plan.Wanted.Web.Name)))
                .FollowAsync(wanted, run.Narrator, change => run.Write(run.Journal with { Stored = change }), cancellation));
        }
    }

    public async Task<Finding?> UndoAsync(RollBackContext run, CancellationToken cancellation)
    {
        if (run.Journal.Stored is not { } change || await PutBackAsync(run, change, cancellation))
        {
            return null;
        }

        return StoredConnections.Left();
    }

    private static async Task<bool> PutBackAsync(RollBackContext run, StoredChange change, CancellationToken cancellation)
    {
        var web = run.IsSecondTry ? run.Journal.WebContainer : await NewAsync(run, cancellation);
        var isBack = web is not null
            && await new StoredConnections(new MathesarShell(new ContainerShell(run.Engine, web)))
                .PutBackAsync(change, run.IsSecondTry ? RollBackContext.MostTries : FewTries, cancellation);
        if (isBack)
        {
            run.Narrator.Undone(StepNames.Stored, "The connections that Mathesar stores are as they were.");
        }

        return isBack;
    }

    // While the new one runs and has the same key, it is asked: the database still takes its password.
    private static async Task<string?> NewAsync(RollBackContext run, CancellationToken cancellation)
    {
        const string Key = "SECRET_KEY";
        var former = run.Journal.Formers.FirstOrDefault(f => f.Name == run.Journal.WebContainer) is { } known
            ? await run.Engine.FindContainerAsync(known.Id, cancellation)
            : null;
        return run.Made.FirstOrDefault(c => c.Name == run.Journal.WebContainer && c.Run.Running && c.Variable(Key) == former?.Variable(Key))?.Id;
    }
}
