using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>Holds the chart with its values against the release that is there, and against what became of its objects. Changes nothing.</summary>
internal sealed class HelmLook(InstallRequest request, ChartSet chart, KubeConnection cluster, HelmProgram helm, Disk disk, Comparison files,
    ClusterMemory here)
{
    private readonly List<Finding> _findings = [];
    private readonly ClusterMemory? _known = ClusterMemory.Load(disk);

    private ClusterSet Set => chart.Cluster;

    // The release in any command of Helm's that a person types.
    private string There => $"--namespace {Set.Namespace}{KubeAccess.OfHelm(here.Context)}";

    private string Command => $"{chart.Command}{KubeAccess.OfHelm(here.Context)}";

    /// <exception cref="StepFailure">Helm or the cluster cannot be asked.</exception>
    public async Task<ClusterApplier.Looked<HelmPlan>> RunAsync(CancellationToken cancellation)
    {
        var history = await helm.HistoryAsync(cancellation);
        if (Stuck(history) is { } stuck)
        {
            return new([stuck], null, null);
        }

        var version = await VersionAsync(cancellation);
        var paths = RenderedChart.Paths(disk, files, chart.Chart).ToImmutableArray();
        var wanted = await RenderedChart.RenderAsync(helm, chart, paths, path => WantedObjects.Content(path, disk, files), version, cancellation);
        var former = history.LastOrDefault(static r => r.IsInUse) ?? history.LastOrDefault();
        var there = former is null ? null : RenderedChart.Read(await helm.ManifestAsync(former.Revision, cancellation), Set.Namespace);
        var isNamespaceThere = (await cluster.GetAsync($"/api/v1/namespaces/{Set.Namespace}", cancellation)).Status is not HttpStatusCode.NotFound;
        var objects = await ObjectsAsync(wanted, there, isNamespaceThere, cancellation);
        if (former is not null && await IsOthersAsync(former, there!, wanted, paths, version, cancellation))
        {
            Own(former, objects, wanted);
        }

        var plan = new KubePlan(new WantedObjects(Set, new ApplySet(Set.Namespace, Set.Name), wanted.Objects, []), objects,
            [.. (there?.Objects ?? []).Where(o => wanted.Objects.All(w => w.Key != o.Key) && !IsKept(o)).Select(static o =>
                new PlannedObject(o, o.Json, ChangeVerb.Remove, null))], request.Accepted.OthersFields)
        {
            Place = here,
            Command = Command,
            Claims = isNamespaceThere ? await VolumeClaims.NamesAsync(cluster, here, cancellation) : [],
            Release = Change(former, there, wanted, objects),
        };
        return new([.. _findings], new HelmPlan(chart, plan, former, history is [.., var last] ? last.Revision : 0, there?.Mark ?? "", wanted.Mark,
            !isNamespaceThere), plan);
    }

    private async Task<ImmutableArray<PlannedObject>> ObjectsAsync(RenderedChart wanted, RenderedChart? there, bool isNamespaceThere,
        CancellationToken cancellation)
    {
        var objects = ImmutableArray.CreateBuilder<PlannedObject>();
        foreach (var one in wanted.Objects)
        {
            objects.Add(await LookAsync(one, there?.Objects.FirstOrDefault(o => o.Key == one.Key), wanted.Objects, isNamespaceThere, cancellation));
        }

        if (!isNamespaceThere)
        {
            _findings.AddRange(await KubeRights.MissingAsync(cluster, wanted.Objects.Select(static o => o.Key), cancellation));
        }

        return objects.ToImmutable();
    }

    // Whose release it is that nobody here made or wrote: another directory's, or this one's that somebody changed elsewhere.
    private void Own(HelmRevision former, IEnumerable<PlannedObject> objects, RenderedChart wanted)
    {
        var secret = wanted.Objects.FirstOrDefault(o => o.Key.Kind == "Secret" && o.Key.Name == Set.Secret);
        var key = objects.FirstOrDefault(o => o.Wanted == secret && secret is not null)?.Found?["data"]?["SECRET_KEY"];
        if (_known?.IsOf(Set) is not true && (key is null || !JsonNode.DeepEquals(key, secret!.Json["data"]?["SECRET_KEY"])))
        {
            _findings.Add(NameFinding.Taken.Say($"There is a release {Set.Name} in {Set.Namespace} already, which another directory made. Choose "
                + "another name or namespace, or change that one from its own directory.", RunSettings.Name.Key));
        }
        else if (!request.Accepted.OthersFields)
        {
            _findings.Add(HelmFinding.OthersRevision.Say($"Revision {former.Revision} of the release {Set.Name} was not made from here ("
                + $"{former.Description.TrimEnd('.')}), and has other values or another chart than the files here, now or before. See them: helm get "
                + $"values {Set.Name} {There}. Bring them into the files, or say that they may be replaced.") with
            {
                Consent = ApplyFinding.ReplaceOthers,
            });
        }
    }

    private async Task<bool> IsOthersAsync(HelmRevision former, RenderedChart there, RenderedChart wanted, ImmutableArray<string> paths,
        string version, CancellationToken cancellation)
    {
        if (there.Mark == wanted.Mark || (_known?.IsOf(Set) is true && (_known.Revision == former.Revision || _known.Mark == there.Mark)))
        {
            return false;
        }

        // By the printed command, from the files as they lie there.
        return !chart.Values.All(disk.Exists) || there.Mark != (await RenderedChart.RenderAsync(helm, chart, paths,
            path => disk.Read(path)?.Content, version, cancellation)).Mark;
    }

    private Finding? Stuck(ImmutableArray<HelmRevision> history) => history switch
    {
        [.., { IsPending: true } last] => HelmFinding.Pending.Say($"Helm is at work on the release {Set.Name} in {Set.Namespace}, or was cut off: "
            + $"its revision {last.Revision} is {last.Status}. Nothing here began that. Wait until it has ended; where nobody works on it any more, "
            + (history.LastOrDefault(static r => r.IsInUse) is { } former
                ? $"go back: helm rollback {Set.Name} {former.Revision} {There}."
                : $"remove what it left: helm uninstall {Set.Name} {There}.")),
        [.., { Status: "uninstalled" }] => HelmFinding.Failed.Say($"The release {Set.Name} was uninstalled, and Helm keeps its history, which would "
            + $"be lost. Remove that yourself: {KubeAccess.Kubectl(here.Context)} --namespace {Set.Namespace} delete secret "
            + $"--selector owner=helm,name={Set.Name}."),
        _ => null,
    };

    private async Task<string> VersionAsync(CancellationToken cancellation)
    {
        var answer = await cluster.GetAsync("/version", cancellation);
        return $"{KubeObject.Text(answer.Json["major"])}.{KubeObject.Text(answer.Json["minor"]).TrimEnd('+')}.0";
    }

    private ApplyChange Change(HelmRevision? former, RenderedChart? there, RenderedChart wanted, IEnumerable<PlannedObject> objects)
    {
        var (verb, why) = former switch
        {
            null => (ChangeVerb.Create, "Helm does not know it yet."),
            { IsInUse: false } => (ChangeVerb.Change, $"Its revision {former.Revision} is {former.Status}."),
            _ when there!.Mark != wanted.Mark => (ChangeVerb.Change, $"Its revision {former.Revision} has other objects than the files."),
            _ when objects.Any(static o => o.Verb is not ChangeVerb.Keep) =>
                (ChangeVerb.Change, $"Its objects are not as revision {former.Revision} made them."),
            _ => (ChangeVerb.Keep, ""),
        };
        return new ApplyChange(ChangedThing.ClusterObject, $"release {Set.Name}", verb, ApplyCost.Nothing, why,
            verb is ChangeVerb.Keep ? [] : [Command]);
    }

    private async Task<PlannedObject> LookAsync(KubeObject one, KubeObject? former, ImmutableArray<KubeObject> all, bool isNamespaceThere,
        CancellationToken cancellation)
    {
        if (await cluster.PathAsync(one.Key, cancellation) is null)
        {
            _findings.Add(Trial.NoKind(one.Key));
            return new PlannedObject(one, null, ChangeVerb.Create, null);
        }

        var found = isNamespaceThere ? await cluster.FindAsync(one.Key, cancellation) : null;
        if (found is not null)
        {
            one = Trial.Autoscaled(one, found, all);
            Finding[] inTheWay = Taken(one, found) is { } taken ? [taken] : [.. ImmutableFields.Of(one, found, here.Context)];
            if (inTheWay is not [])
            {
                _findings.AddRange(inTheWay);
                return new PlannedObject(one, found, ChangeVerb.Keep, null);
            }
        }

        var tried = isNamespaceThere ? await TryAsync(one, cancellation) : null;
        if (found is null || tried is null)
        {
            return new PlannedObject(one, found, found is null ? ChangeVerb.Create : ChangeVerb.Change, null);
        }

        var differences = JsonDifference.Paths(KubeObject.Bare(found), KubeObject.Bare(tried)).ToArray();
        var isStopped = one.Key.Kind is "Deployment" or "StatefulSet" && RolloutWait.IsStopped(found) && !RolloutWait.IsStopped(tried);
        if (former is not null)
        {
            await CompareAsync(Trial.Autoscaled(former, found, all), found,
                isStopped ? [.. differences.Where(static d => d != "spec.replicas")] : differences, cancellation);
        }

        return new PlannedObject(one, found, differences is [] && (former is null || JsonNode.DeepEquals(former.Json, one.Json))
            ? ChangeVerb.Keep : ChangeVerb.Change, null)
        {
            IsStopped = isStopped,
        };
    }

    // What somebody set otherwise than the release, and what the files have otherwise too.
    private async Task CompareAsync(KubeObject former, JsonObject found, string[] differences, CancellationToken cancellation)
    {
        if (differences is [] || request.Accepted.OthersFields || await TryAsync(former, cancellation) is not { } tried)
        {
            return;
        }

        _findings.AddRange(JsonDifference.Paths(KubeObject.Bare(found), KubeObject.Bare(tried)).Where(differences.Contains).Select(path =>
            ApplyFinding.OthersField.Say($"Somebody set {path} of {former.Key.Shown} by another way than Helm, and the files have another value. "
                + "Bring that into the files, or say that it may be replaced.") with
            {
                Consent = ApplyFinding.ReplaceOthers,
            }));
    }

    private async Task<JsonObject?> TryAsync(KubeObject one, CancellationToken cancellation)
    {
        var tried = await cluster.ApplyAsync(one, isTrial: true, isForced: true, cancellation);
        if (tried.IsGood)
        {
            return tried.Json;
        }

        _findings.AddRange(Trial.Refused(cluster, one.Key, tried, here.Context));
        return null;
    }

    private Finding? Taken(KubeObject one, JsonObject found)
    {
        var notes = found["metadata"]?["annotations"];
        return KubeObject.Text(notes?["meta.helm.sh/release-name"]) == Set.Name
            && KubeObject.Text(notes?["meta.helm.sh/release-namespace"]) == Set.Namespace ? null
            : NameFinding.Taken.Say($"There is a {one.Key.Shown} in {one.Key.Namespace} already, which no release {Set.Name} of Helm's made. Choose "
                + "another name for this installation, or another namespace, or rename or remove that one.", RunSettings.Name.Key);
    }

    /// <summary>Whether Helm leaves it when it is no longer wanted.</summary>
    public static bool IsKept(KubeObject one) => KubeObject.Text(one.Json["metadata"]?["annotations"]?["helm.sh/resource-policy"]) == "keep";
}
