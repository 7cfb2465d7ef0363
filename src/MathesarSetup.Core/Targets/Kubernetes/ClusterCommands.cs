using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Commands that people type, for manifests and chart alike.</summary>
internal static class ClusterCommands
{
    /// <summary>The file on the person's machine with the authority's certificate, quoted for a shell.</summary>
    public static string AuthorityFile(ClusterPlan cluster) => Sh.Quote(cluster.Answers.Get(DatabaseSettings.SslRootCertificate));

    /// <summary>kubectl in the namespace.</summary>
    public static string Kubectl(ClusterPlan cluster, string command) => $"kubectl --namespace {cluster.Namespace} {command}";

    /// <summary>Applies with the given command, waits for the pods, and opens a way in where the cluster has none.</summary>
    public static string Start(ClusterPlan cluster, string makeNamespace, string apply)
    {
        string[] authority = cluster.AuthorityName is { } name
            ? [makeNamespace,
                $"{Kubectl(cluster, $"create configmap {name} --from-file=ca.pem={AuthorityFile(cluster)} --dry-run=client --output yaml")} | "
                    + "kubectl apply --filename -"]
            : [];
        string[] door = cluster.Answers.Get(KubernetesSettings.Door) is ClusterDoor.None
            ? [OpenDoor(cluster)]
            : [];
        return string.Join(" &&\n  ", [.. authority, apply, Kubectl(cluster, $"rollout status deployment/{cluster.Name} --timeout=15m"), .. door]);
    }

    /// <summary>Leads a port of this machine to the Service until it is interrupted.</summary>
    public static string OpenDoor(ClusterPlan cluster) =>
        Kubectl(cluster, $"port-forward service/{cluster.Name} {(cluster.Plan.Url.IsLocal ? cluster.Plan.Url.Port : cluster.Port)}:{cluster.Port}");

    public static string Stop(ClusterPlan cluster) =>
        Kubectl(cluster,
            "scale --replicas=0 deployment/"
                + $"{cluster.Name}{(cluster.Database is { IsOperated: false } database ? $" statefulset/{database.Name}" : "")}");

    public static string Logs(ClusterPlan cluster) => Kubectl(cluster, $"logs --follow --all-containers deployment/{cluster.Name}");

    public static string Restart(ClusterPlan cluster) => Kubectl(cluster, $"rollout restart deployment/{cluster.Name}");

    public static string Backup(ClusterPlan cluster) => Database(cluster)?.Backup ?? "";

    /// <summary>Loads a backup while no pod of Mathesar runs; applying starts them again.</summary>
    public static string Restore(ClusterPlan cluster, string apply) =>
        Database(cluster)?.Restore(Kubectl(cluster, $"scale --replicas=0 deployment/{cluster.Name}"), apply) ?? "";

    private static DatabaseCommands? Database(ClusterPlan cluster) => cluster.Database switch
    {
        // Within the operator's pods the database's own administrator logs in without a password.
        { IsOperated: true } database =>
            new DatabaseCommands(program => Kubectl(cluster, $"exec --stdin {database.Name}-1 --container postgres -- {program}"), ""),
        { } database => DatabaseCommands.Of(cluster.Answers, program => Kubectl(cluster, $"exec --stdin statefulset/{database.Name} -- {program}")),
        _ => null,
    };

    /// <summary>Removes what runs, and neither volumes nor secrets nor the namespace, which hold the data and its key.</summary>
    public static string Remove(ClusterPlan cluster) => Kubectl(cluster,
        "delete deployment,statefulset,service,configmap,ingress,networkpolicy,poddisruptionbudget,horizontalpodautoscaler --selector "
            + $"app.kubernetes.io/instance={cluster.Name}");
}
