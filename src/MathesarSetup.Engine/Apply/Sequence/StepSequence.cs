using System.Collections.Immutable;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>The steps by which the engine comes to what is wanted, in their order. A run and a recovery know the same ones.</summary>
internal static class StepSequence
{
    private static readonly ImmutableArray<IApplyStep> s_all =
    [
        new NetworkStep(),
        new VolumesStep(),
        new CreationStep(),
        new SetAsideStep(),
        new StartStep { IsDatabases = true },
        new PasswordStep(),
        new ReleaseStep(),
        new StartStep { IsDatabases = false },
        new StoredConnectionsStep(),
        new AddressesStep(),
    ];

    /// <summary>Everything up to a healthy Mathesar that belongs to its administrator.</summary>
    /// <exception cref="StepFailure">A step failed; those before it, and a part of it, are done.</exception>
    public static async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        foreach (var step in s_all)
        {
            await step.DoAsync(run, cancellation);
        }
    }

    /// <summary>Backward through all steps, those that were never begun among them.</summary>
    public static async Task UndoAsync(RollBackContext run, CancellationToken cancellation)
    {
        var open = new Stack<IApplyStep>();
        foreach (var step in s_all.Reverse())
        {
            if (await step.UndoAsync(run, cancellation) is not null)
            {
                open.Push(step);
            }
        }

        // The former containers run again, and may be asked for what the new ones did not do. A password opens what is stored, so it comes first
        // again.
        run.IsSecondTry = true;
        foreach (var step in open)
        {
            if (await step.UndoAsync(run, cancellation) is { } left)
            {
                run.Left.Add(left);
            }
        }
    }
}
