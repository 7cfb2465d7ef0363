using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What keeps several pods alive and adds more: only for more than one replica.</summary>
internal static class ScalingManifest
{
    // Of what a pod asks for: above it, answers get slow before another pod is there.
    private const int BusyPercent = 80;

    public static YamlMap Disruption(ClusterPlan cluster)
    {
        var budget = ClusterObject.Make(cluster, "policy/v1", "PodDisruptionBudget", cluster.Name, ClusterObject.Web);
        budget.Add("spec", new YamlMap { { "maxUnavailable", 1 }, { "selector", ClusterObject.Selector(cluster, ClusterObject.Web) } });
        return budget;
    }

    public static YamlMap Autoscaler(ClusterPlan cluster)
    {
        var scaler = ClusterObject.Make(cluster, "autoscaling/v2", "HorizontalPodAutoscaler", cluster.Name, ClusterObject.Web);
        var spec = new YamlMap
        {
            { "scaleTargetRef", new YamlMap { { "apiVersion", "apps/v1" }, { "kind", "Deployment" }, { "name", cluster.Name } } },
            { "minReplicas", cluster.Replicas },
        };
        spec.Add("maxReplicas", cluster.MostReplicas,
            "Every pod's workers hold connections to PostgreSQL: its max_connections has to suffice for all of them.");
        spec.Add("metrics", new YamlList
        {
            new YamlMap
            {
                { "type", "Resource" },
                { "resource",
                    new YamlMap
                    {
                        { "name", "cpu" },
                        { "target", new YamlMap { { "type", "Utilization" }, { "averageUtilization", BusyPercent } } },
                    } },
            },
        }, $"Another pod when they use more than {BusyPercent} percent of the processor time that they ask for. Needs the cluster's metrics server.");
        scaler.Add("spec", spec);
        return scaler;
    }
}
