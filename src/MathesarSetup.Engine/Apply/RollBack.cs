using System.Collections.Immutable;
using MathesarSetup.Engine.Apply.Sequence;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>Rolls back a run that did not end well, now or at the next start: first the engine, then the files.</summary>
internal static class RollBack
{
    /// <summary>RolledBack with notes, or NeedsPerson with what to do. The journal stays where not all could be rolled back.</summary>
    /// <param name="files">The files that are on trial; null where the engine was not touched yet.</param>
    public static async Task<ApplyResult> RunAsync(EngineConnection engine, Disk disk, JournalSteps? files, Narrator narrator)
    {
        try
        {
            // Read anew: what the run wrote down last is what counts.
            var journal = ApplyJournal.Load(disk);
            ImmutableArray<Finding> left = [];
            if (files is not null && journal is not null)
            {
                narrator.Started(StepNames.RollBack, "Bringing everything back to what it was.");
                left = await UndoAsync(engine, journal, narrator);
                if (left.Any(static f => f.Severity is Severity.Error))
                {
                    return ApplyResult.Of(ApplyOutcome.NeedsPerson, left);
                }

                files.RollBackTrial();
            }

            ApplyJournal.Forget(disk);
            narrator.Undone(StepNames.RollBack, "Everything is as before.");
            return ApplyResult.Of(ApplyOutcome.RolledBack, left);
        }
        catch (Exception problem) when (ApplyFindings.IsWorlds(problem))
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, ApplyFindings.From(problem, engine.Endpoint, disk.Root), FileFindings.OnTrial(disk.Root));
        }
    }

    // What a person has to do or to know, errors first; without errors everything is as before.
    private static async Task<ImmutableArray<Finding>> UndoAsync(EngineConnection engine, ApplyJournal journal, Narrator narrator)
    {
        var run = await RollBackContext.ReadAsync(engine, journal, narrator, CancellationToken.None);
        await StepSequence.UndoAsync(run, CancellationToken.None);
        return [.. Secrets(journal.KeepsSecrets, journal.TriesSecrets).Concat(run.Left).OrderBy(static f => f.Severity)];
    }

    /// <summary>What becomes of the secrets of a run that was taken back.</summary>
    public static IEnumerable<Finding> Secrets(bool areKept, bool areTried)
    {
        if (areKept)
        {
            yield return ApplyFinding.SecretsKept.Say("The secrets of this run stay in mathesar.secrets.yaml, because a database may hold them "
                + "already: its administrator and what it encrypts. The next run uses the same.");
        }

        if (areTried)
        {
            yield return ApplyFinding.SecretsTried.Say("The former secrets are back. Those of this run stay in .mathesar-setup/tried-secrets.yaml: "
                + "where it made an administrator or a volume, they fit that one.");
        }
    }
}
