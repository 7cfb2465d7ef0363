using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>Takes back a run that did not end well, now or at the next start: first the engine, then the files.</summary>
internal static class TakingBack
{
    /// <summary>RolledBack with notes, or NeedsPerson with what to do. The journal stays where not all could be taken back.</summary>
    public static async Task<ApplyResult> RunAsync(EngineConnection engine, Disk disk, JournalSteps? files, Narrator narrator)
    {
        try
        {
            // Read anew: what the run wrote down last is what counts.
            var journal = ApplyJournal.Load(disk);
            ImmutableArray<Finding> left = [];
            if (files is not null && journal is not null)
            {
                narrator.Started(Steps.RollBack, "Bringing everything back to what it was.");
                left = await new RollBack(engine, journal, narrator).RunAsync(CancellationToken.None);
                if (left.Any(static f => f.Severity is Severity.Error))
                {
                    return ApplyResult.Of(ApplyOutcome.NeedsPerson, left);
                }

                files.Refuse();
            }

            ApplyJournal.Forget(disk);
            narrator.Undone(Steps.RollBack, "Everything is as before.");
            return ApplyResult.Of(ApplyOutcome.RolledBack, left);
        }
        catch (Exception problem) when (ApplyFindings.IsWorlds(problem))
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, ApplyFindings.From(problem, engine.Endpoint, disk.Root), FileFindings.OnTrial(disk.Root));
        }
    }
}
