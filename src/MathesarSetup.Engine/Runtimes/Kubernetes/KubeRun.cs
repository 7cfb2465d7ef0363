using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>A run in which this program sends the objects.</summary>
internal sealed class KubeRun(InstallRequest request, KubeAccess access, KubeConnection cluster, Disk disk, Narrator narrator)
    : ClusterRun<KubePlan>(request, cluster, disk, narrator)
{
    private const int MostTries = 10;

    protected override Task<(ApplyChanges Changes, KubePlan? Plan)> LookAsync(CancellationToken cancellation) =>
        KubeApplier.CompareAsync(Request, access, Cluster, Disk, cancellation);

    protected override KubePlan ObjectsOf(KubePlan plan) => plan;

    protected override bool IsFirst(KubePlan plan) => plan.IsFirst;

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

    protected override async Task BringAboutAsync(KubePlan plan, CancellationToken cancellation)
    {
        var wait = new RolloutWait(Cluster, Narrator, Request.Timeout);
        foreach (var planned in plan.Objects.Where(static o => o.Verb is not ChangeVerb.Keep))
        {
            var step = $"{StepNames.Send} {planned.Key.Shown}";
            Narrator.Started(step, $"Sending {planned.Key.Shown}.");
            if (planned.TakesOver)
            {
                await TakeOverAsync(planned.Key, cancellation);
            }

            if (await Cluster.ApplyAsync(planned.Wanted, isTrial: false, plan.IsForced || planned.IsStopped, cancellation)
                is { IsGood: false } refused)
            {
                throw Cluster.Failure(refused, $"take {planned.Key.Shown}");
            }

            Narrator.Done(step, $"{planned.Key.Shown} is there.");
            if (planned.Wanted.IsWorkload)
            {
                await wait.ForAsync(planned.Key, cancellation);
            }
        }

        await RestartAsync(plan, wait, cancellation);
    }

    // Whatever writes its status meanwhile makes it another version of the object.
    private async Task TakeOverAsync(ObjectKey key, CancellationToken cancellation)
    {
        for (var tries = 1; await Cluster.FindAsync(key, cancellation) is { } found && ClientSideFields.Of(found).Count > 0; tries++)
        {
            var answer = await Cluster.AssignAsync(key, ClientSideFields.Assigned(found), KubeObject.Text(found["metadata"]!["resourceVersion"]),
                cancellation);
            if (!answer.IsGood && (answer.Status is not HttpStatusCode.Conflict || tries == MostTries))
            {
                throw Cluster.Failure(answer, $"say who set the fields of {key.Shown}");
            }
        }
    }

    protected override async Task<ClusterMemory> EndAsync(KubePlan plan, CancellationToken cancellation)
    {
        foreach (var planned in plan.Removed)
        {
            await Cluster.DeleteAsync(planned.Key, cancellation);
            Narrator.Done($"{StepNames.Remove} {planned.Key.Shown}", $"{planned.Key.Shown} is removed.");
        }

        return plan.Place;
    }

    protected override KubeJournal Journaled(KubePlan plan) => new()
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
