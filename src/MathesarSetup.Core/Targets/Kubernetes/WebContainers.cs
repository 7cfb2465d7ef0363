using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>The two containers of Mathesar's pods: one sets up and ends, the other serves.</summary>
internal static class WebContainers
{
    public static YamlList Preparing(ClusterPlan cluster)
    {
        var container = Container(cluster, "prepare", ClusterScripts.Prepare,
            "Several pods may start at once: a lock in PostgreSQL lets one set up and the others wait. "
                + "No Job does it, because nothing orders Jobs before Deployments.");
        var variables = Variables(cluster);
        if (cluster.FirstPassword is { } password)
        {
            variables.Add(Reference(cluster, password.Name, isOptional: true), $"{password.Comment} Only this container gets it.");
        }

        container.Add("env", variables);
        container.Add("resources", ClusterObject.Resources(cluster.Resources));
        container.Add("securityContext", ClusterObject.ContainerSecurity);
        container.Add("volumeMounts", WebVolumes.Mounts(cluster, serves: false));
        return new YamlList { container };
    }

    public static YamlList Serving(ClusterPlan cluster)
    {
        var health = cluster.Plan.Web.Health!;
        var container = Container(cluster, "mathesar", ClusterScripts.Serve, null);
        container.Add("env", Variables(cluster));
        container.Add("ports", new YamlList { new YamlMap { { "name", "http" }, { "containerPort", health.Ready!.Port } } });
        container.Add("startupProbe", ClusterProbe.Starting(health),
            $"{health.Why} Asked until it answers, for {health.Grace.TotalMinutes:0} minutes at most.");
        container.Add("readinessProbe", ClusterProbe.Ready(health), "A pod that does not answer this gets no requests, and is left alone.");
        container.Add("livenessProbe", ClusterProbe.Alive(health),
            "A pod that does not answer this is started again. It must not depend on the database: a restart would mend nothing there.");
        if (cluster.Replicas > 1)
        {
            container.Add("lifecycle",
                new YamlMap { { "preStop", new YamlMap { { "exec", new YamlMap { { "command", Yaml.List("sleep", "5") } } } } } },
                "Until every node has heard that this pod takes no more requests.");
        }

        container.Add("resources", ClusterObject.Resources(cluster.Resources),
            "Memory for the workers at rest. Kubernetes finds a node by what is asked for here.");
        container.Add("securityContext", ClusterObject.ContainerSecurity);
        container.Add("volumeMounts", WebVolumes.Mounts(cluster, serves: true));
        return new YamlList { container };
    }

    private static YamlMap Container(ClusterPlan cluster, string name, string[] command, string? why)
    {
        var container = new YamlMap { { "name", name }, { "image", cluster.Image } };
        container.Add("command", Yaml.List(command), why);
        container.Add("envFrom", new YamlList { new YamlMap { { "configMapRef", new YamlMap { { "name", cluster.Name } } } } },
            "Every variable that is no secret.");
        return container;
    }

    private static YamlList Variables(ClusterPlan cluster)
    {
        var list = new YamlList();
        foreach (var entry in cluster.Secrets)
        {
            list.Add(Reference(cluster, entry.Name, cluster.IsOptional(entry)), entry.Comment);
        }

        return list;
    }

    private static YamlMap Reference(ClusterPlan cluster, string key, bool isOptional)
    {
        var reference = new YamlMap { { "name", cluster.SecretName }, { "key", key } };
        if (isOptional)
        {
            reference.Add("optional", true);
        }

        return new YamlMap { { "name", key }, { "valueFrom", new YamlMap { { "secretKeyRef", reference } } } };
    }
}
