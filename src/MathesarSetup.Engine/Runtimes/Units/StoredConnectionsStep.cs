using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Apply.Sequence;
using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>
/// Lets the connections that Mathesar stores follow a new password or place. Mathesar itself encrypts what it stores, so this waits until it runs.
/// </summary>
internal sealed class StoredConnectionsStep : IUnitStep
{
    private const int FewTries = 2;

    public async Task DoAsync(UnitContext run, CancellationToken cancellation)
    {
        if (run.Plan.Stored is { } wanted)
        {
            run.Warnings.AddRange(await Of(run.Host, run.Plan.Web.Container)
                .FollowAsync(wanted, run.Narrator, change => run.Write(run.Journal with { Stored = change }), cancellation));
        }
    }

    /// <summary>While the new Mathesar runs and has the same key, it is asked: the database still takes its password.</summary>
    public async Task UndoAsync(UnitUndo run) => run.IsStoredBack = run.Journal is not { Stored: { } change, Web: { } web }
        || (run.Journal.Secrets.All(s => s.Name != $"{web}.SECRET_KEY") && await IsActiveAsync(run, web)
            && await PutBackAsync(run, web, change, FewTries));

    /// <summary>The same by the former Mathesar, once it runs again.</summary>
    public static async Task UndoLaterAsync(UnitUndo run)
    {
        if (run is { IsStoredBack: false, Journal: { Stored: { } change, Web: { } web } }
            && !(await IsActiveAsync(run, web) && await PutBackAsync(run, web, change, RollBackContext.MostTries)))
        {
            run.Left.Add(StoredConnections.Left());
        }
    }

    private static async Task<bool> IsActiveAsync(UnitUndo run, string web) =>
        (await UnitStatus.ReadAsync(run.Host, $"{web}.service", CancellationToken.None)).IsActive;

    private static async Task<bool> PutBackAsync(UnitUndo run, string web, StoredChange change, int most)
    {
        var isBack = await Of(run.Host, web).PutBackAsync(change, most, CancellationToken.None);
        if (isBack)
        {
            run.Write(run.Journal with { Stored = null });
            run.Narrator.Undone(StepNames.Stored, "The connections that Mathesar stores are as they were.");
        }

        return isBack;
    }

    private static StoredConnections Of(UnitHost host, string web) => new(new MathesarShell(UnitShell.Brief(host, web)));
}
