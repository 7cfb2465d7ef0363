using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;

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
}
