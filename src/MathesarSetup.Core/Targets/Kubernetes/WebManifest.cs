using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Mathesar's pods, and the Service in front of them.</summary>
internal static class WebManifest
{
    public static YamlMap Service(ClusterPlan cluster)
    {
        var service = ClusterObject.Make(cluster, "v1", "Service", cluster.Name, ClusterObject.Web);
        service.Add("spec", new YamlMap
        {
            { "selector", ClusterObject.Labels(cluster, ClusterObject.Web) },
            { "ports", new YamlList { new YamlMap { { "name", "http" }, { "port", cluster.Port }, { "targetPort", "http" } } } },
        });
        return service;
    }

    public static YamlMap Deployment(ClusterPlan cluster)
    {
        var deployment = ClusterObject.Make(cluster, "apps/v1", "Deployment", cluster.Name, ClusterObject.Web);
        var spec = new YamlMap();
        spec.Add("replicas", cluster.Replicas, cluster.Replicas > 1 ? "The least; the HorizontalPodAutoscaler adds to it under load." : null);
        spec.Add("strategy", Strategy(cluster), cluster.Replicas > 1
            ? "A new pod answers before an old one goes. Both run on the same database for that moment."
            : "The old pod goes before the new one comes: they could not share their volume, and an old release must not "
                + "work on what a newer one has changed.");
        spec.Add("progressDeadlineSeconds", (int)cluster.Plan.Web.Health!.Grace.TotalSeconds + 300,
            "A first start fetches images and prepares the database, which takes minutes.");
        spec.Add("selector", ClusterObject.Selector(cluster, ClusterObject.Web));
        spec.Add("template", new YamlMap { { "metadata", PodMetadata(cluster) }, { "spec", Pod(cluster) } });
        deployment.Add("spec", spec);
        return deployment;
    }

    private static YamlMap Strategy(ClusterPlan cluster) => cluster.Replicas > 1
        ? new YamlMap { { "type", "RollingUpdate" }, { "rollingUpdate", new YamlMap { { "maxSurge", 1 }, { "maxUnavailable", 0 } } } }
        : new YamlMap { { "type", "Recreate" } };

    private static YamlMap PodMetadata(ClusterPlan cluster)
    {
        var annotations = new YamlMap
        {
            { "mathesar-setup/configuration", ClusterPlan.Fingerprint(cluster.Configuration.Select(e => (e.Name, e.Value))) },
            { "mathesar-setup/scripts", ClusterPlan.Fingerprint(cluster.ScriptFiles.Select(f => (f.Name, f.Text))) },
        };
        var metadata = new YamlMap { { "labels", ClusterObject.Labels(cluster, ClusterObject.Web) } };
        metadata.Add("annotations", annotations,
            "They change with the ConfigMaps, so that the pods are renewed then. "
                + "A changed Secret renews nothing by itself: kubectl rollout restart does.");
        return metadata;
    }

    private static YamlMap Pod(ClusterPlan cluster)
    {
        var pod = new YamlMap();
        pod.Add("automountServiceAccountToken", false, "Mathesar never talks to Kubernetes.");
        pod.Add("enableServiceLinks", false,
            "Kubernetes would set variables such as POSTGRES_PORT=tcp://... for every Service of the namespace, and Mathesar would read them.");
        pod.Add("securityContext", new YamlMap { { "seccompProfile", ClusterObject.DefaultSeccomp } },
            "No runAsNonRoot here: the official image keeps its files as root. It gets none of root's other rights (below).");
        ClusterObject.AddLogin(pod, cluster);
        pod.Add("terminationGracePeriodSeconds", cluster.Plan.Web.StopSeconds ?? 30, "How long it may take to stop by itself.");
        if (cluster.Replicas > 1)
        {
            pod.Add("topologySpreadConstraints", Spread(cluster),
                "On different nodes where there are several, so that one node's end is not Mathesar's.");
        }

        pod.Add("initContainers", WebContainers.Preparing(cluster), cluster.Plan.Web.Start!.Why);
        pod.Add("containers", WebContainers.Serving(cluster));
        pod.Add("volumes", WebVolumes.Volumes(cluster));
        return pod;
    }

    private static YamlList Spread(ClusterPlan cluster) => new()
    {
        new YamlMap
        {
            { "maxSkew", 1 },
            { "topologyKey", "kubernetes.io/hostname" },
            { "whenUnsatisfiable", "ScheduleAnyway" },
            { "labelSelector", ClusterObject.Selector(cluster, ClusterObject.Web) },
        },
    };
}
