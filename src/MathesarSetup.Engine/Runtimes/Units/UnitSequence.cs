using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>The steps by which systemd comes to what is wanted, in their order. A run and a recovery know the same ones.</summary>
internal static class UnitSequence
{
    private static readonly ImmutableArray<IUnitStep> s_all =
    [
        new LinkStep(), new SecretsStep(), new UnitsStep(), new ServicesStep { IsDatabases = true }, new PasswordStep(),
        new ServicesStep { IsDatabases = false }, new StoredConnectionsStep(), new ProbeStep(),
    ];

    /// <exception cref="StepFailure">A step failed; those before it, and a part of it, are done.</exception>
    public static async Task DoAsync(UnitContext run, CancellationToken cancellation)
    {
        foreach (var step in s_all)
        {
            await step.DoAsync(run, cancellation);
        }
    }

    /// <summary>Backward through all steps, those that were never begun among them.</summary>
    public static async Task UndoAsync(UnitUndo run)
    {
        foreach (var step in s_all.Reverse())
        {
            await step.UndoAsync(run);
        }
    }

    /// <summary>Starts again what ran before, once everything that it needs is as it was.</summary>
    public static async Task StartFormersAsync(UnitUndo run)
    {
        foreach (var former in run.Journal.Services.Where(s => s.IsChanged && IsDatabase(run, s)))
        {
            await StartAsync(run, former);
        }

        await PasswordStep.UndoLaterAsync(run);
        foreach (var former in run.Journal.Services.Where(s => s.IsChanged && !IsDatabase(run, s)))
        {
            await StartAsync(run, former);
        }

        await StoredConnectionsStep.UndoLaterAsync(run);
    }

    private static bool IsDatabase(UnitUndo run, FormerService service) => service.Unit == $"{run.Journal.Database}.service";

    private static async Task StartAsync(UnitUndo run, FormerService former)
    {
        if (former.WasActive && !(await UnitStatus.ReadAsync(run.Host, former.Unit, CancellationToken.None)).IsActive)
        {
            await run.TryAsync(former.Unit, () => run.Host.DoAsync(HostCommand.UnitStart.About(former.Unit), CancellationToken.None));
            run.Narrator.Undone($"{StepNames.RollBack} {former.Unit}", $"The former {former.Unit} runs again.");
        }
    }
}
