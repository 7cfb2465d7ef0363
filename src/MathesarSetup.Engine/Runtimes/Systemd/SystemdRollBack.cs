using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>Takes a run back that did not end well, now or at the next start: first what systemd has, then the files.</summary>
/// <typeparam name="TJournal">What such a run writes down.</typeparam>
/// <typeparam name="THost">Whose systemd it is.</typeparam>
/// <typeparam name="TWay">What its steps share on their way back.</typeparam>
internal abstract class SystemdRollBack<TJournal, THost, TWay>(string path, Disk disk, Narrator narrator)
    where TJournal : class, ISystemdJournal
    where THost : SystemdHost
    where TWay : WayBack<THost>
{
    protected Disk Disk { get; } = disk;

    protected Narrator Narrator { get; } = narrator;

    /// <summary>RolledBack with notes, or NeedsPerson with what to do. The journal stays where not all could be taken back.</summary>
    /// <param name="files">The files that are on trial; null where nothing else was touched yet.</param>
    public async Task<ApplyResult> RunAsync(THost host, JournalSteps? files)
    {
        try
        {
            ImmutableArray<Finding> left = [];
            if (files is not null && Load() is { } journal)
            {
                Narrator.Started(StepNames.RollBack, "Bringing everything back to what it was.");
                var run = Way(journal, host);
                await UndoAsync(run);
                if (run.Left is [])
                {
                    files.RollBackTrial();
                    await run.StartFormersAsync(journal.Services);
                }

                if (run.Left is not [])
                {
                    return ApplyResult.Of(ApplyOutcome.NeedsPerson, [.. run.Left]);
                }

                left = await StaysAsync(run, journal);
            }

            Forget();
            Narrator.Undone(StepNames.RollBack, "Everything is as before.");
            return ApplyResult.Of(ApplyOutcome.RolledBack, left);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, FileFindings.From(problem, Disk.Root), FileFindings.OnTrial(Disk.Root));
        }
    }

    /// <summary>Ends a run that was cut off. Null when there was none.</summary>
    /// <param name="hostOf">The place whose units they are, by whether they are an ordinary user's.</param>
    public Task<ApplyResult?> RecoverAsync(Func<bool, THost> hostOf) =>
        Settlement.RecoverAsync(Disk, () => Disk.Exists(path), () => SettleAsync(hostOf));

    /// <summary>The same for who holds the lock.</summary>
    public async Task<ApplyResult?> SettleAsync(Func<bool, THost> hostOf)
    {
        try
        {
            return Load() is not { } journal ? null
                : Obstacle(journal) is { } obstacle ? ApplyResult.Of(ApplyOutcome.NeedsPerson, obstacle)
                : await Settlement.ToldAsync(Narrator, () => EndAsync(hostOf(journal.IsUsers), journal));
        }
        catch (FindingException problem)
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, problem.Finding);
        }
    }

    /// <summary>Null when there is none.</summary>
    protected abstract TJournal? Load();

    protected abstract void Forget();

    /// <summary>Why this process cannot end such a run; null where it can.</summary>
    protected virtual Finding? Obstacle(TJournal journal) => null;

    protected abstract TWay Way(TJournal journal, THost host);

    /// <summary>Undoes everything but the files and what ran before.</summary>
    protected abstract Task UndoAsync(TWay run);

    /// <summary>Whether what a run began stands by itself, though the run was cut off, so that it counts as accepted.</summary>
    protected virtual Task<bool> HasTakenOverAsync(TWay run) => Task.FromResult(false);

    /// <summary>Ends what an accepted run did not come to.</summary>
    protected virtual Task FinishAsync(TWay run) => Task.CompletedTask;

    /// <summary>What is to be told of what stays.</summary>
    protected abstract Task<ImmutableArray<Finding>> NotesAsync(TWay run);

    private async Task<ApplyResult> EndAsync(THost host, TJournal journal)
    {
        if (Settlement.Trial(Disk) is { } files)
        {
            if (!await HasTakenOverAsync(Way(journal, host)))
            {
                return await RunAsync(host, files);
            }

            files.Accept();
        }

        // Without a trial nothing was touched yet, or the files are back already and the former services are not, or everything had been accepted.
        var isAccepted = journal.IsAccepted || Disk.Exists(Journal.Sweeping);
        Recovery.RunBare(Disk);
        var run = Way(journal, host);
        if (isAccepted)
        {
            SecretsFile.Forget(Disk);
            await FinishAsync(run);
        }
        else
        {
            await run.StartFormersAsync(journal.Services);
        }

        if (run.Left is not [])
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, [.. run.Left]);
        }

        ImmutableArray<Finding> left = isAccepted ? [] : await StaysAsync(run, journal);
        Forget();
        return ApplyResult.Of(isAccepted ? ApplyOutcome.Applied : ApplyOutcome.RolledBack, left);
    }

    private async Task<ImmutableArray<Finding>> StaysAsync(TWay run, TJournal journal) =>
        [.. RollBack.Secrets(journal.KeepsSecrets, journal.TriesSecrets), .. await NotesAsync(run)];
}
