using MathesarSetup.Engine.Apply.Sequence;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Apply;

/// <summary>Ends a run that was cut off: finished if it had been accepted, else rolled back. The caller holds the lock.</summary>
internal static class ApplyRecovery
{
    /// <param name="connect">A connection to the engine that the journal names.</param>
    /// <exception cref="FindingException">A journal is damaged.</exception>
    public static Task<ApplyResult> RunAsync(Disk disk, Narrator narrator, Func<Uri, EngineConnection> connect, CancellationToken cancellation) =>
        Settlement.ToldAsync(narrator, () => EndAsync(disk, narrator, connect, cancellation));

    private static async Task<ApplyResult> EndAsync(
        Disk disk, Narrator narrator, Func<Uri, EngineConnection> connect, CancellationToken cancellation)
    {
        var journal = ApplyJournal.Load(disk);
        using var engine = connect(journal?.Endpoint ?? new Uri("unix:///var/run/docker.sock"));
        if (Settlement.Trial(disk) is { } files)
        {
            return await RollBack.RunAsync(engine, disk, files, narrator);
        }

        // Without a trial the engine was not touched yet, or is back already, or everything had been accepted.
        var isAccepted = disk.Exists(Journal.Sweeping);
        try
        {
            if (isAccepted && journal is not null)
            {
                await SetAsideStep.RemoveFormersAsync(engine, journal, cancellation);
            }
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, EngineFindings.Lost(engine.Endpoint, problem));
        }

        Recovery.RunBare(disk);
        if (isAccepted)
        {
            SecretsFile.Forget(disk);
        }

        ApplyJournal.Forget(disk);
        return ApplyResult.Of(isAccepted ? ApplyOutcome.Applied : ApplyOutcome.RolledBack);
    }
}
