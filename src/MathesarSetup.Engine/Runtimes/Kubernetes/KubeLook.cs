using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Holds what is wanted against what is in the cluster, by trials that change nothing.</summary>
/// <param name="there">The objects of the files as they lie there.</param>
/// <param name="isForced">Whether what others set may be replaced.</param>
internal sealed class KubeLook(
    KubeConnection cluster, WantedObjects wanted, ImmutableArray<KubeObject> there, ClusterMemory here, bool isForced)
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Null where something forbids even a look.</summary>
    /// <exception cref="StepFailure">The cluster does not answer, or does not let this user look.</exception>
    public async Task<KubePlan?> RunAsync(CancellationToken cancellation)
    {
        if (!await KnowsKindsAsync(cancellation))
        {
            return null;
        }

        var place = new ObjectKey("v1", "Namespace", "", wanted.Set.Namespace);
        var path = await cluster.PathAsync(place, cancellation);
        var answer = await cluster.GetAsync(path!, cancellation);
        if (answer.Status is HttpStatusCode.Unauthorized)
        {
            throw cluster.Failure(answer, "look");
        }

        // Who may not see the namespace cannot make it either: then it is somebody else's, and is there.
        var isForeign = answer.Status is HttpStatusCode.Forbidden;
        var parent = await FindParentAsync(isForeign || answer.IsGood, cancellation);
        var kinds = ApplySet.KindsOf(parent).Concat(wanted.Objects.Where(o => ApplySet.MayMark(o.Key, wanted.Set.Secret)).Select(static o =>
            o.Key.GroupKind));
        var objects = ImmutableArray.CreateBuilder<PlannedObject>();
        foreach (var one in wanted.Objects.Where(o => !isForeign || o.Key != place).Append(wanted.Mark.ParentOf(kinds)).OrderBy(static o => o.Rank))
        {
            objects.Add(one.Key != place && !isForeign && !answer.IsGood ? new PlannedObject(one, null, ChangeVerb.Create, null)
                : await TryAsync(one, cancellation));
        }

        if (!isForeign && !answer.IsGood)
        {
            _findings.AddRange(await KubeRights.MissingAsync(cluster, objects.Select(static o => o.Key).Where(k => k != place), cancellation));
        }

        return new KubePlan(wanted, objects.ToImmutable(),
            answer.IsGood || isForeign ? await RemovedAsync(ApplySet.KindsOf(parent), cancellation) : [], isForced)
        {
            Place = here,
            Command = $"{KubeAccess.Kubectl(here.Context)} apply --kustomize .",
            Claims = answer.IsGood || isForeign ? await VolumeClaims.NamesAsync(cluster, here, cancellation) : [],
        };
    }

    private async Task<bool> KnowsKindsAsync(CancellationToken cancellation)
    {
        foreach (var key in wanted.Objects.Select(static o => o.Key).DistinctBy(static k => k.GroupKind))
        {
            if (await cluster.PathAsync(key, cancellation) is null)
            {
                _findings.Add(Trial.NoKind(key));
            }
        }

        return _findings is [];
    }

    private async Task<JsonObject?> FindParentAsync(bool isThere, CancellationToken cancellation) =>
        isThere ? await cluster.FindAsync(wanted.Mark.Parent, cancellation) : null;

    private async Task<PlannedObject> TryAsync(KubeObject one, CancellationToken cancellation)
    {
        var found = await cluster.FindAsync(one.Key, cancellation);
        if (found is not null)
        {
            one = Trial.Autoscaled(one, found, wanted.Objects);
            Finding[] inTheWay = KubeGuards.Taken(one, found) is { } taken ? [taken] : [.. ImmutableFields.Of(one, found, here.Context)];
            _findings.AddRange(inTheWay);
            if (inTheWay is not [] || IsLeftAlone(one, found))
            {
                return new PlannedObject(one, found, ChangeVerb.Keep, null);
            }
        }

        var tried = await cluster.ApplyAsync(one, isTrial: true, isForced, cancellation);
        var isStopped = found is not null && IsStop(tried, found);
        var client = found is null ? [] : ClientSideFields.Of(found);
        var takesOver = client.Count > 0
            && (isForced || tried.IsGood || (ClientSideFields.AreAll(tried) && await IsFromFilesAsync(one.Key, cancellation)));
        if (isStopped || (takesOver && !tried.IsGood))
        {
            tried = await cluster.ApplyAsync(one, isTrial: true, isForced: true, cancellation);
        }

        if (tried.IsGood)
        {
            var fields = OwnedFields.Joined(OwnedFields.Of(tried.Json), takesOver ? client : []);
            return found is null ? new PlannedObject(one, null, ChangeVerb.Create, null)
                : new PlannedObject(one, found, KubeObject.AreSame(found, tried.Json) && JsonNode.DeepEquals(fields, OwnedFields.Of(found))
                    ? ChangeVerb.Keep : ChangeVerb.Change, OwnedFields.Values(found, OwnedFields.Joined(OwnedFields.Of(found), fields)))
                {
                    IsStopped = isStopped,
                    TakesOver = takesOver,
                    KeepsPods = JsonNode.DeepEquals(found["spec"]?["template"], tried.Json["spec"]?["template"]) && one.Key.Kind != "Cluster",
                };
        }

        _findings.AddRange(Trial.Refused(cluster, one.Key, tried, here.Context));
        return new PlannedObject(one, found, found is null ? ChangeVerb.Create : ChangeVerb.Change,
            found is null ? null : OwnedFields.Values(found, OwnedFields.Of(found)));
    }

    // Whether kubectl set nothing but what the files say that lie there, or would without what is only in the answers yet.
    private async Task<bool> IsFromFilesAsync(ObjectKey key, CancellationToken cancellation) =>
        there.FirstOrDefault(o => o.Key == key) is { } present
        && await cluster.ApplyAsync(present, isTrial: true, isForced: false, cancellation) is { IsGood: true };

    // A namespace of somebody else's stays as it is; only where it says otherwise what the files say, a trial tells.
    private bool IsLeftAlone(KubeObject one, JsonObject found)
    {
        if (one.Key.Kind != "Namespace" || KubeGuards.IsOurs(one, found)
            || (one.Json["metadata"]?["labels"] as JsonObject ?? []).Any(l => found["metadata"]?["labels"]?[l.Key] is { } there
                && !JsonNode.DeepEquals(there, l.Value)))
        {
            return false;
        }

        _findings.Add(KubeFinding.ForeignNamespace.Say($"The namespace {one.Key.Name} was there already and is somebody else's, so it stays as it "
            + "is: the labels of namespace.yaml are not set."));
        return true;
    }

    // As the files say how to stop it: no pods, which whoever scales has set.
    private static bool IsStop(KubeAnswer tried, JsonObject found) => tried.Status is HttpStatusCode.Conflict && RolloutWait.IsStopped(found)
        && tried.Json["details"]?["causes"]?.AsArray() is { Count: > 0 } causes
        && causes.All(static c => KubeObject.Text(c!["field"]) == ".spec.replicas");

    private async Task<ImmutableArray<PlannedObject>> RemovedAsync(ImmutableArray<string> kinds, CancellationToken cancellation)
    {
        var removed = ImmutableArray.CreateBuilder<PlannedObject>();
        foreach (var kind in kinds.Select(KubeGuards.Version).OfType<ObjectKey>())
        {
            foreach (var json in await cluster.ListAsync(kind with { Namespace = wanted.Set.Namespace }, $"{ApplySet.Member}={wanted.Mark.Id}",
                cancellation))
            {
                var found = KubeObject.Of(json, wanted.Set.Namespace);
                if (ApplySet.MayMark(found.Key, wanted.Set.Secret) && wanted.Objects.All(o => o.Key.GroupKind != found.Key.GroupKind
                    || o.Key.Name != found.Key.Name) && json["metadata"]?["ownerReferences"] is null)
                {
                    removed.Add(new PlannedObject(found, json, ChangeVerb.Remove, OwnedFields.Values(json, OwnedFields.Of(json))));
                }
            }
        }

        return removed.ToImmutable();
    }
}
