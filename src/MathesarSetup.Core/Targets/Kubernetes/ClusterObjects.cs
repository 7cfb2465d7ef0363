using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>A file of manifests.</summary>
internal sealed record ObjectFile(string Path, string About, ImmutableArray<(YamlMap Document, string? About)> Documents)
{
    public bool IsSecret { get; init; }
}

/// <summary>Every object of an installation, in files by what they are for.</summary>
internal static class ClusterObjects
{
    public static ImmutableArray<ObjectFile> Files(ClusterPlan cluster) =>
    [
        new("namespace.yaml", "The namespace that holds everything else.", [(BaseManifests.Namespace(cluster), null)]),
        .. cluster.HasOwnSecret ? ImmutableArray<ObjectFile>.Empty : [Secrets(cluster)],
        new("configuration.yaml", "Mathesar's variables that are no secret, and the scripts that start it.",
        [
            (BaseManifests.Configuration(cluster), "Mathesar's variables."),
            (BaseManifests.Scripts(cluster), "What its containers run."),
        ]),
        new("storage.yaml", "The volume for uploads.", [(BaseManifests.Media(cluster), Media(cluster))]),
        .. cluster.Database is { } database ? [Database(cluster, database)] : ImmutableArray<ObjectFile>.Empty,
        new("web.yaml", cluster.Plan.Web.Why,
        [
            (WebManifest.Service(cluster), $"The name by which the cluster knows it: http://{cluster.Name}.{cluster.Namespace}:{cluster.Port}"),
            (WebManifest.Deployment(cluster), null),
        ]),
        .. Door(cluster),
        new("network.yaml", "Who may talk to whom. It takes effect where the cluster's network knows NetworkPolicies.", [.. Network(cluster)]),
        .. cluster.Replicas > 1 ? [Scaling(cluster)] : ImmutableArray<ObjectFile>.Empty,
    ];

    private static ObjectFile Secrets(ClusterPlan cluster) => new("secret.yaml",
        "The secrets of this installation, readable by its owner alone: keep it out of repositories. "
            + "Pods get a changed value when they start anew: kubectl rollout restart.",
        [
            (BaseManifests.Secret(cluster), null),
            .. cluster.Database is { IsOperated: true } database
                ? [(BaseManifests.OperatorSecret(cluster, database), "For CloudNativePG.")]
                : ImmutableArray<(YamlMap, string?)>.Empty,
        ])
    { IsSecret = true };

    private static ObjectFile Database(ClusterPlan cluster, ClusterDatabase database) =>
        new("database.yaml", Sentence(database.Service.Why), database.IsOperated
            ? [(OperatorManifest.Cluster(cluster, database),
                "Made into servers by the CloudNativePG operator. Deleting it deletes their volumes too.")]
            : [(DatabaseManifest.Service(cluster, database), null), (DatabaseManifest.StatefulSet(cluster, database), null)]);

    private static ImmutableArray<ObjectFile> Door(ClusterPlan cluster) => cluster.Answers.Get(KubernetesSettings.Door) switch
    {
        ClusterDoor.Ingress =>
            [new("ingress.yaml", "The way in, through the cluster's ingress controller.", [(DoorManifest.Ingress(cluster), null)])],
        ClusterDoor.Gateway => [new("route.yaml", "The way in, on a Gateway that is there already. TLS is the Gateway's business.",
            [(DoorManifest.Route(cluster), null)])],
        _ => [],
    };

    private static IEnumerable<(YamlMap, string?)> Network(ClusterPlan cluster)
    {
        yield return (NetworkManifest.Web(cluster), "Mathesar is reached on one port, and calls whom it likes.");
        switch (cluster.Database)
        {
            case { IsOperated: true } database:
                yield return (NetworkManifest.Operated(cluster, database),
                "PostgreSQL is reached by Mathesar, by its own kind and by the operator."); break;
            case { } database: yield return (NetworkManifest.Database(cluster, database), "PostgreSQL is reached by Mathesar alone."); break;
            default: break;
        }
    }

    private static ObjectFile Scaling(ClusterPlan cluster) => new("scaling.yaml", "What keeps several pods alive, and adds more under load.",
    [
        (ScalingManifest.Disruption(cluster), "When nodes are emptied, one pod at a time has to go."),
        (ScalingManifest.Autoscaler(cluster), null),
    ]);

    private static string Media(ClusterPlan cluster) => cluster.Replicas > 1
        ? "Files that people upload for import. Every pod has to read what another was given, so all of them mount it: "
            + "ReadWriteMany, which not every storage class can give."
        : "Files that people upload for import.";

    // No port of any machine leads to it here either, which needs no saying.
    private static string Sentence(string why) => why[..(why.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? end + 1 : why.Length)];
}
