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
    : PlaceRun<KubePlan>(request, disk, narrator)
{
    protected override Task<(ApplyChanges Changes, KubePlan? Plan)> LookAsync(CancellationToken cancellation) =>
        KubeApplier.CompareAsync(Request, access, cluster, Disk, cancellation);

    protected override bool HasDifferences(KubePlan plan) => plan.HasDifferences;

    protected override Task<ApplyResult> UndoAsync(JournalSteps? files) => KubeRollBack.RunAsync(cluster, Disk, files, Narrator);

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

    protected override async Task<ApplyResult> DoAsync(KubePlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        JournalSteps? files = null;
        try
        {
            var secrets = KeepSecrets(edits);
            var journal = Journaled(plan) with
            {
                KeepsSecrets = secrets.IsKept,
                TriesSecrets = TriesSecrets(secrets, plan.MakesData),
            };
            journal.Save(Disk);
            files = new Transaction(Disk).Try(secrets.Edits);
            Narrator.Done(StepNames.Files, "The files are in place.");
            await SendAsync(plan, cancellation);
            var warnings = await KubeProbe.RunAsync(Request, plan, cluster, Narrator, cancellation);
            await RemoveAsync(plan, cancellation);
            files.Accept();
            (journal with { IsAccepted = true }).Save(Disk);
            plan.Place.Save(Disk);
            files.Sweep();
            SecretsFile.Forget(Disk);
            KubeJournal.Forget(Disk);
            Narrator.Done(StepNames.Finish, "Everything is as wanted.");
            return ApplyResult.Of(ApplyOutcome.Applied, warnings) with { PasswordOpens = plan.MakesData && plan.IsFirst };
        }
        catch (Exception problem) when (problem is StepFailure or OperationCanceledException || FileFindings.IsFileProblem(problem))
        {
            return await RollBackAsync(problem, files, cancellation.IsCancellationRequested);
        }
    }

    private async Task SendAsync(KubePlan plan, CancellationToken cancellation)
    {
        var wait = new RolloutWait(cluster, Narrator, Request.Timeout);
        foreach (var planned in plan.Objects.Where(static o => o.Verb is not ChangeVerb.Keep))
        {
            var step = $"{StepNames.Send} {planned.Key.Shown}";
            Narrator.Started(step, $"Sending {planned.Key.Shown}.");
            if (planned is { TakesOver: true, Found: { } found }
                && await cluster.AssignAsync(planned.Key, ClientSideFields.Assigned(found), KubeObject.Text(found["metadata"]!["resourceVersion"]),
                    cancellation) is { IsGood: false } kept)
            {
                throw cluster.Failure(kept, $"say who set the fields of {planned.Key.Shown}");
            }

            if (await cluster.ApplyAsync(planned.Wanted, isTrial: false, plan.IsForced || planned.IsStopped, cancellation) is { IsGood: false } refused)
            {
                throw cluster.Failure(refused, $"take {planned.Key.Shown}");
            }

            Narrator.Done(step, $"{planned.Key.Shown} is there.");
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
            Narrator.Done($"{StepNames.Remove} {planned.Key.Shown}", $"{planned.Key.Shown} is removed.");
        }
    }

    private KubeJournal Journaled(KubePlan plan) => new()
    {
        Place = plan.Place,
        Program = access.Program,
        Secret = plan.Wanted.Set.Secret,
        Objects = [.. plan.Objects.Where(static o => o.Verb is not ChangeVerb.Keep).Concat(plan.Removed).Select(static o => new FormerObject(o.Key,
            o.Former))],
        Claims = plan.Claims,
        Restarted = plan is { Restarts: true, Web.Key: var web } ? web : null,
    };
}
