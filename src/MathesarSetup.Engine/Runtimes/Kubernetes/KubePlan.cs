using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What happens to one object.</summary>
/// <param name="Verb">Create, Change or Keep.</param>
/// <param name="Former">What to send to have it as it was; null where it was not there.</param>
internal sealed record PlannedObject(KubeObject Wanted, JsonObject? Found, ChangeVerb Verb, JsonObject? Former)
{
    /// <summary>Whether it was stopped by its number of pods, which is therefore set though somebody else set it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether fields that kubectl set from the files become this program's.</summary>
    public bool TakesOver { get; init; }

    /// <summary>Whether the pods shall be as they are, so that none is made anew.</summary>
    public bool KeepsPods { get; init; }

    public ObjectKey Key => Wanted.Key;

    /// <summary>Whether pods are made anew by it.</summary>
    public bool Renews => Verb is ChangeVerb.Change && Wanted.IsWorkload && !KeepsPods;
}

/// <summary>What is to be done, decided before anything is.</summary>
/// <param name="Objects">In the order in which they are sent; first what stands for all of them.</param>
/// <param name="Removed">What is this installation's and no longer wanted, with what to send to have it again.</param>
/// <param name="IsForced">Whether fields that others set may be replaced.</param>
internal sealed record KubePlan(
    WantedObjects Wanted, ImmutableArray<PlannedObject> Objects, ImmutableArray<PlannedObject> Removed, bool IsForced)
{
    /// <summary>Where the cluster is, and the installation in it.</summary>
    public required ClusterMemory Place { get; init; }

    /// <summary>The claims for volumes that are there, by their names.</summary>
    public ImmutableArray<string> Claims { get; init; } = [];

    /// <summary>What a person types to have it so.</summary>
    public required string Command { get; init; }

    /// <summary>What happens to Helm's release of it; null where Helm has no part in it.</summary>
    public ApplyChange? Release { get; init; }

    public bool HasDifferences => Release is { IsDifference: true } || Objects.Any(static o => o.Verb is not ChangeVerb.Keep) || Removed is not [];

    public PlannedObject? Web => Objects.FirstOrDefault(o => o.Wanted == Wanted.Web);

    /// <summary>Whether Mathesar's pods have to start anew, because a Secret of theirs changed and nothing else of them does.</summary>
    public bool Restarts => Web is { Verb: ChangeVerb.Keep } && Objects.Any(static o => o is { Key.Kind: "Secret", Verb: ChangeVerb.Change }
        && (o.Wanted.Json["data"] as JsonObject ?? []).Any(v => !JsonNode.DeepEquals(v.Value, o.Found?["data"]?[v.Key])));

    /// <summary>Whether nothing of the installation can have been there: not even a volume of former data outlives its namespace.</summary>
    public bool IsFirst => Objects.Any(static o => o is { Key.Kind: "Namespace", Verb: ChangeVerb.Create });

    /// <summary>Whether the data of the installation is made by this run.</summary>
    public bool MakesData => Wanted.Set.MakesData && Objects.Any(static o => o is { Key.Kind: "StatefulSet" or "Cluster", Verb: ChangeVerb.Create });
}
