using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Takes a run back that did not end well, now or at the next start: first what systemd and Podman have, then the files.</summary>
internal static class UnitRollBack
{
    /// <summary>RolledBack with notes, or NeedsPerson with what to do. The journal stays where not all could be taken back.</summary>
    /// <param name="files">The files that are on trial; null where nothing else was touched yet.</param>
    public static async Task<ApplyResult> RunAsync(UnitHost host, Disk disk, JournalSteps? files, Narrator narrator)
    {
        try
        {
            ImmutableArray<Finding> left = [];
            if (files is not null && UnitJournal.Load(disk) is { } journal)
            {
                narrator.Started(StepNames.RollBack, "Bringing everything back to what it was.");
                var run = new UnitUndo(journal, host, narrator);
                await UnitSequence.UndoAsync(run);
                if (run.Left is [])
                {
                    files.RollBackTrial();
                    await run.StartFormersAsync(run.Journal.Services);
                }

                if (run.Left is not [])
                {
                    return ApplyResult.Of(ApplyOutcome.NeedsPerson, [.. run.Left]);
                }

                left = await NotesAsync(host, journal);
            }

            UnitJournal.Forget(disk);
            narrator.Undone(StepNames.RollBack, "Everything is as before.");
            return ApplyResult.Of(ApplyOutcome.RolledBack, left);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, FileFindings.From(problem, disk.Root), FileFindings.OnTrial(disk.Root));
        }
    }

    /// <summary>Ends a run that was cut off. Null when there was none.</summary>
    /// <param name="hostOf">The place whose units they are, by whether they are an ordinary user's.</param>
    public static Task<ApplyResult?> RecoverAsync(Disk disk, Func<bool, UnitHost> hostOf, Narrator narrator) =>
        Settlement.RecoverAsync(disk, () => disk.Exists(StateFolder.UnitJournal), () => SettleAsync(disk, hostOf, narrator));

    /// <summary>The same for who holds the lock.</summary>
    public static async Task<ApplyResult?> SettleAsync(Disk disk, Func<bool, UnitHost> hostOf, Narrator narrator) =>
        UnitJournal.Load(disk) is { } journal
            ? await Settlement.ToldAsync(narrator, () => EndAsync(disk, hostOf(journal.IsUsers), journal, narrator))
            : null;

    private static async Task<ApplyResult> EndAsync(Disk disk, UnitHost host, UnitJournal journal, Narrator narrator)
    {
        if (Settlement.Trial(disk) is { } files)
        {
            return await RunAsync(host, disk, files, narrator);
        }

        // Without a trial nothing was touched yet, or the files are back already and the former services are not, or everything had been accepted.
        var isAccepted = journal.IsAccepted || disk.Exists(Journal.Sweeping);
        Recovery.RunBare(disk);
        var run = new UnitUndo(journal, host, narrator);
        if (isAccepted)
        {
            SecretsFile.Forget(disk);
        }
        else
        {
            await run.StartFormersAsync(run.Journal.Services);
        }

        if (run.Left is not [])
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, [.. run.Left]);
        }

        UnitJournal.Forget(disk);
        return ApplyResult.Of(isAccepted ? ApplyOutcome.Applied : ApplyOutcome.RolledBack);
    }

    private static async Task<ImmutableArray<Finding>> NotesAsync(UnitHost host, UnitJournal journal)
    {
        var volumes = new List<string>();
        foreach (var volume in journal.Volumes)
        {
            if (await host.HasAsync(HostCommand.PodmanVolume.About(volume), CancellationToken.None))
            {
                volumes.Add(volume);
            }
        }

        return
        [
            .. RollBack.Secrets(journal.KeepsSecrets, journal.TriesSecrets),
            .. volumes is [] ? Array.Empty<Finding>() : [ApplyFinding.VolumesKept.Say($"This run made the volumes {string.Join(", ", volumes)}, "
                + $"which stay, since nothing here deletes data. To delete them: podman volume rm {string.Join(' ', volumes)}")],
        ];
    }
}
