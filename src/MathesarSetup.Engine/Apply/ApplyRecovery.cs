using MathesarSetup.Engine.Apply.Sequence;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Apply;

/// <summary>Ends a run that was cut off: finished if it had been accepted, else rolled back. The caller holds the lock.</summary>
internal static class ApplyRecovery
{
    /// <param name="connect">A connection to the engine that the journal names.</param>
    /// <exception cref="FindingException">A journal is damaged.</exception>
    public static async Task<ApplyResult> RunAsync(Disk disk, Narrator narrator, Func<Uri, EngineConnection> connect, CancellationToken cancellation)
    {
        narrator.Started(StepNames.Recover, "An earlier run was interrupted. Settling that first.");
        var journal = ApplyJournal.Load(disk);
        using var engine = connect(journal?.Endpoint ?? new Uri("unix:///var/run/docker.sock"));
        if (disk.Read(Journal.Trial) is { } trial)
        {
            var files = new JournalSteps(disk,
                Journal.Parse(trial.Content) ?? throw new FindingException(FileFindings.JournalDamaged(disk.Full(Journal.Trial))));
            return Told(narrator, await RollBack.RunAsync(engine, disk, files, narrator));
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
        return Told(narrator, ApplyResult.Of(isAccepted ? ApplyOutcome.Applied : ApplyOutcome.RolledBack));
    }

    private static ApplyResult Told(Narrator narrator, ApplyResult result)
    {
        if (result.Outcome is ApplyOutcome.NeedsPerson)
        {
            narrator.Failed(StepNames.Recover, result.Findings[0]);
        }
        else
        {
            narrator.Done(StepNames.Recover, result.Succeeded
                ? "The interrupted run had succeeded; what it left is swept."
                : "The interrupted run is taken back: everything is as before it.");
        }

        return result;
    }
}
