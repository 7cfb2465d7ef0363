using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What stands in the cluster by manifests and by the chart alike.</summary>
internal static class ClusterSets
{
    /// <param name="files">The manifests; none where something else makes the objects.</param>
    public static ClusterSet Of(ClusterPlan cluster, ImmutableArray<string> files) => new()
    {
        Namespace = cluster.Namespace,
        Name = cluster.Name,
        Files = files,
        Secret = cluster.SecretName,
        Needed = [.. new[] { cluster.HasOwnSecret ? cluster.SecretName : "", cluster.PullSecret }.Where(static name => name.Length > 0)],
        Authority = cluster.AuthorityName is { } name ? (name, cluster.Answers.Get(DatabaseSettings.SslRootCertificate)) : null,
        MakesData = cluster.Database is not null,
        HasDoor = cluster.Answers.Get(KubernetesSettings.Door) is not ClusterDoor.None,
        Workloads =
        [
            .. cluster.Database is not { } database ? ImmutableArray<ClusterWorkload>.Empty : [database.IsOperated
                ? new("postgresql.cnpg.io/v1", "Cluster", database.Name, database.Service.Name, "postgres", IsMathesar: false)
                : new("apps/v1", "StatefulSet", database.Name, database.Service.Name, "postgresql", IsMathesar: false)],
            new("apps/v1", "Deployment", cluster.Name, cluster.Plan.Web.Name, "mathesar", IsMathesar: true),
        ],
    };
}
