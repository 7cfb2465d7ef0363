using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>One run: files and objects as one transaction. The caller holds the lock of the directory.</summary>
internal sealed class KubeRun(InstallRequest request, KubeAccess access, KubeConnection cluster, Disk disk, Narrator narrator)
{
    public async Task<ApplyResult> RunAsync(CancellationToken cancellation)
    {
        narrator.Started(StepNames.Check, "Looking at what is there.");
        var (changes, plan) = await KubeApplier.CompareAsync(request, access, cluster, disk, cancellation);
        if (changes.IsForbidden || plan is null)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, [.. changes.Findings.OrderBy(static f => f.Severity)]);
        }

        if (request.Agreed is { } agreed && agreed.Fingerprint != changes.Fingerprint)
        {
            narrator.Progress(StepNames.Check, "Something changed since it was looked at, so what is to do was decided anew.");
        }

        var (edits, notes) = Editing.Plan(disk, changes.Files);
        narrator.Done(StepNames.Check, "It is clear what to do.");
        if (edits.IsEmpty && !plan.HasDifferences)
        {
            return ApplyResult.Of(ApplyOutcome.Unchanged, [.. changes.Findings]);
        }

        var result = await DoAsync(plan, edits, cancellation);
        return result.Succeeded ? result with { Findings = [.. changes.Findings, .. notes, .. result.Findings] } : result;
    }

    /// <summary>A change of the pods' template that means nothing but that they start anew, as kubectl makes it.</summary>
    public static JsonObject Restarting() => new()
    {
        ["spec"] = new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["annotations"] = new JsonObject
                    {
                        ["kubectl.kubernetes.io/restartedAt"] = DateTimeOffset.UtcNow.ToString("o", CultureInfo.InvariantCulture),
                    },
                },
            },
        },
    };

    private async Task<ApplyResult> DoAsync(KubePlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        JournalSteps? files = null;
        try
        {
            var secrets = SecretsFile.Keep(disk, edits);
            if (secrets.IsKept)
            {
                narrator.Done($"{StepNames.Files} {AnswersFile.SecretsName}", "The secrets are written first: they stay whatever happens.");
            }

            var journal = Journaled(plan) with
            {
                KeepsSecrets = secrets.IsKept,
                TriesSecrets = secrets.Replaced.Contains(SecretSettings.AdminPassword.Key) || (plan.MakesData && secrets.Replaced is not []),
            };
            journal.Save(disk);
            files = new Transaction(disk).Try(secrets.Edits);
            narrator.Done(StepNames.Files, "The files are in place.");
            await SendAsync(plan, cancellation);
            var warnings = await KubeProbe.RunAsync(request, plan, cluster, narrator, cancellation);
            await RemoveAsync(plan, cancellation);
            files.Accept();
            (journal with { IsAccepted = true }).Save(disk);
            new ClusterMemory(access.Context, access.Server).Save(disk);
            files.Sweep();
            SecretsFile.Forget(disk);
            KubeJournal.Forget(disk);
            narrator.Done(StepNames.Finish, "Everything is as wanted.");
            return ApplyResult.Of(ApplyOutcome.Applied, warnings) with { PasswordOpens = plan.MakesData };
        }
        catch (Exception problem) when (problem is StepFailure or OperationCanceledException || FileFindings.IsFileProblem(problem))
        {
            return await RollBackAsync(problem, files, cancellation.IsCancellationRequested);
        }
    }

    private async Task SendAsync(KubePlan plan, CancellationToken cancellation)
    {
        var wait = new RolloutWait(cluster, narrator, request.Timeout);
        foreach (var planned in plan.Objects.Where(static o => o.Verb is not ChangeVerb.Keep))
        {
            var step = $"{StepNames.Send} {planned.Key.Shown}";
            narrator.Started(step, $"Sending {planned.Key.Shown}.");
            if (await cluster.ApplyAsync(planned.Wanted, isTrial: false, plan.IsForced, cancellation) is { IsGood: false } refused)
            {
                throw cluster.Failure(refused, $"take {planned.Key.Shown}");
            }

            narrator.Done(step, $"{planned.Key.Shown} is there.");
            if (planned.Wanted.IsWorkload)
            {
                await wait.ForAsync(planned.Key, cancellation);
            }
        }

        if (plan is { Restarts: true, Web.Key: var web })
        {
            if (await cluster.MergeAsync(web, Restarting(), cancellation) is { IsGood: false } refused)
            {
                throw cluster.Failure(refused, $"start the pods of {web.Name} anew");
            }

            await wait.ForAsync(web, cancellation);
        }
    }

    private async Task RemoveAsync(KubePlan plan, CancellationToken cancellation)
    {
        foreach (var planned in plan.Removed)
        {
            await cluster.DeleteAsync(planned.Key, cancellation);
            narrator.Done($"{StepNames.Remove} {planned.Key.Shown}", $"{planned.Key.Shown} is removed.");
        }
    }

    private KubeJournal Journaled(KubePlan plan) => new()
    {
        Context = access.Context,
        Server = access.Server,
        Program = access.Program,
        Secret = plan.Wanted.Set.Secret,
        Objects = [.. plan.Objects.Where(static o => o.Verb is not ChangeVerb.Keep).Concat(plan.Removed).Select(static o => new FormerObject(o.Key,
            o.Former))],
        Restarted = plan is { Restarts: true, Web.Key: var web } ? web : null,
    };

    private async Task<ApplyResult> RollBackAsync(Exception problem, JournalSteps? files, bool isCancelled)
    {
        ImmutableArray<Finding> reasons = problem switch
        {
            _ when isCancelled => [ApplyFinding.Cancelled.Say("It was cancelled.")],
            StepFailure stopped => [.. stopped.Findings.Select(narrator.Redact)],
            _ => [narrator.Redact(FileFindings.From(problem, request.Directory))],
        };
        narrator.Failed(StepNames.RollBack, reasons[0]);
        var result = await KubeRollBack.RunAsync(cluster, disk, files, narrator);
        return new ApplyResult(
            result.Outcome is ApplyOutcome.RolledBack && isCancelled ? ApplyOutcome.Cancelled : result.Outcome,
            [.. reasons, .. result.Findings],
            (problem as StepFailure)?.LastLines ?? []);
    }
}
