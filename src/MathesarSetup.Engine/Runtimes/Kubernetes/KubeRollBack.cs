using System.Collections.Immutable;
using System.Net;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Helm;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Takes a run back that did not end well, now or at the next start: first what the cluster has, then the files.</summary>
internal static class KubeRollBack
{
    /// <summary>RolledBack with notes, or NeedsPerson with what to do. The journal stays where not all could be taken back.</summary>
    /// <param name="files">The files that are on trial; null where nothing else was touched yet.</param>
    public static async Task<ApplyResult> RunAsync(KubeConnection cluster, Disk disk, JournalSteps? files, Narrator narrator)
    {
        try
        {
            ImmutableArray<Finding> left = [];
            if (files is not null && KubeJournal.Load(disk) is { } journal)
            {
                narrator.Started(StepNames.RollBack, "Bringing everything back to what it was.");
                var (stuck, kept) = await UndoAsync(cluster, journal);
                if (stuck is not [])
                {
                    return ApplyResult.Of(ApplyOutcome.NeedsPerson, [.. stuck.Select(narrator.Redact)]);
                }

                files.RollBackTrial();
                left = [.. RollBack.Secrets(journal.KeepsSecrets, journal.TriesSecrets), .. kept];
            }

            KubeJournal.Forget(disk);
            narrator.Undone(StepNames.RollBack, "Everything is as before.");
            return ApplyResult.Of(ApplyOutcome.RolledBack, left);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, FileFindings.From(problem, disk.Root), FileFindings.OnTrial(disk.Root));
        }
    }

    /// <summary>Ends a run that was cut off. Null when there was none.</summary>
    public static Task<ApplyResult?> RecoverAsync(Disk disk, Narrator narrator) =>
        Settlement.RecoverAsync(disk, () => disk.Exists(StateFolder.ClusterJournal), () => SettleAsync(disk, narrator));

    /// <summary>The same for who holds the lock.</summary>
    public static async Task<ApplyResult?> SettleAsync(Disk disk, Narrator narrator) => KubeJournal.Load(disk) is not { } journal ? null
        : await Settlement.ToldAsync(narrator, async () =>
        {
            try
            {
                return await EndAsync(disk, journal, narrator);
            }
            catch (StepFailure problem)
            {
                return ApplyResult.Of(ApplyOutcome.NeedsPerson, problem.Findings);
            }
        });

    private static async Task<ApplyResult> EndAsync(Disk disk, KubeJournal journal, Narrator narrator)
    {
        if (Settlement.Trial(disk) is { } files)
        {
            using var cluster = await OpenAsync(journal);
            return await RunAsync(cluster, disk, files, narrator);
        }

        // Without a trial the cluster was not touched yet, or is as before already, or everything had been accepted.
        var isAccepted = journal.IsAccepted || disk.Exists(Journal.Sweeping);
        Recovery.RunBare(disk);
        if (isAccepted)
        {
            SecretsFile.Forget(disk);
            journal.Place.Save(disk);
        }

        KubeJournal.Forget(disk);
        return ApplyResult.Of(isAccepted ? ApplyOutcome.Applied : ApplyOutcome.RolledBack,
            isAccepted ? [] : [.. RollBack.Secrets(journal.KeepsSecrets, journal.TriesSecrets)]);
    }

    // Where the run was, and by no program that nobody agreed to.
    private static async Task<KubeConnection> OpenAsync(KubeJournal journal)
    {
        var (access, problem) = KubeAccess.Read(journal.Place.Context);
        return access is null ? throw new StepFailure(problem!)
            : access.Server == journal.Place.Server && access.Program == journal.Program
            ? await KubeGuards.OpenAsync(access, journal.Place, CancellationToken.None)
            : throw new StepFailure(KubeFinding.OtherCluster.Say($"A run in the cluster at {journal.Place.Server} was cut off and is to be taken "
                + "back, "
                + $"and the context {journal.Place.Context} leads elsewhere now, or logs in by another program. Let it be as it was, then run the "
                    + "same command once more."));
    }

    // What is stuck forbids the rest; what is kept is told.
    private static async Task<(ImmutableArray<Finding> Stuck, ImmutableArray<Finding> Kept)> UndoAsync(KubeConnection cluster, KubeJournal journal)
    {
        var (stuck, kept) = (ImmutableArray.CreateBuilder<Finding>(), new List<ObjectKey>());
        foreach (var former in journal.Objects.Reverse())
        {
            await TryAsync(stuck, $"{former.Key.Shown} could not be brought back", () => UndoAsync(cluster, former, journal, kept));
        }

        if (journal.Release is not null)
        {
            var undone = await HelmRollBack.UndoAsync(cluster, journal);
            stuck.AddRange(undone.Stuck);
            kept.AddRange(undone.Kept);
        }
        else
        {
            await TryAsync(stuck, "Which volumes stay could not be seen", async () =>
                kept.AddRange((await VolumeClaims.NamesAsync(cluster, journal.Place, CancellationToken.None)).Except(journal.Claims)
                    .Select(name => VolumeClaims.Key(journal.Place, name)).Except(kept)));
        }

        if (journal.Restarted is { } web && stuck.Count == 0)
        {
            // Its pods read the former secret again. One that is gone has none.
            await TryAsync(stuck, $"The pods of {web.Name} could not be started anew", async () =>
            {
                if (await cluster.MergeAsync(web, KubeRun.Restarting(), CancellationToken.None)
                    is { IsGood: false, Status: not HttpStatusCode.NotFound } refused)
                {
                    throw cluster.Failure(refused, $"start the pods of {web.Name} anew");
                }
            });
        }

        return (stuck.ToImmutable(), kept is [] ? [] : [ApplyFinding.VolumesKept.Say(
            $"This run made {string.Join(", ", kept.Select(static k => k.Shown))}, which stay, since nothing here deletes data, a key or a "
                + $"namespace. To delete them: {string.Join("; ", kept.Select(k => k.Deletion(journal.Place.Context)))}")]);
    }

    // One thing that cannot be brought back must not keep the others from it.
    private static async Task TryAsync(ImmutableArray<Finding>.Builder stuck, string what, Func<Task> undo)
    {
        try
        {
            await undo();
        }
        catch (StepFailure problem)
        {
            stuck.Add(ApplyFinding.NotTakenBack.Say($"{what}: {problem.Findings[0].Message} Settle that, then run the same command once more."));
        }
    }

    private static async Task UndoAsync(KubeConnection cluster, FormerObject former, KubeJournal journal, List<ObjectKey> kept)
    {
        if (former.Former is { } json)
        {
            if (await cluster.ApplyAsync(new KubeObject(former.Key, json), isTrial: false, isForced: true,
                CancellationToken.None) is { IsGood: false } refused)
            {
                throw cluster.Failure(refused, $"take {former.Key.Shown}");
            }
        }
        else if (await cluster.FindAsync(former.Key, CancellationToken.None) is { } found && OwnedFields.Of(found).Count > 0)
        {
            if (ApplySet.MayMark(former.Key, journal.Secret))
            {
                await cluster.DeleteAsync(former.Key, CancellationToken.None);
            }
            else
            {
                kept.Add(former.Key);
            }
        }
    }
}
