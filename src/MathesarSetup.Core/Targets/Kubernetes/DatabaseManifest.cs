using MathesarSetup.Documents.Yamls;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>PostgreSQL as one pod that keeps its name and its volume.</summary>
internal static class DatabaseManifest
{
    public static YamlMap Service(ClusterPlan cluster, ClusterDatabase database)
    {
        var service = ClusterObject.Make(cluster, "v1", "Service", database.Name, ClusterObject.Database);
        var spec = new YamlMap();
        spec.Add("clusterIP", "None", "The name leads to the pod itself.");
        spec.Add("selector", ClusterObject.Labels(cluster, ClusterObject.Database));
        spec.Add("ports",
            new YamlList { new YamlMap { { "name", "postgresql" }, { "port", ClusterDatabase.Port }, { "targetPort", "postgresql" } } });
        service.Add("spec", spec);
        return service;
    }

    public static YamlMap StatefulSet(ClusterPlan cluster, ClusterDatabase database)
    {
        var set = ClusterObject.Make(cluster, "apps/v1", "StatefulSet", database.Name, ClusterObject.Database);
        var claim = new YamlMap
        {
            { "metadata", new YamlMap { { "name", "data" } } },
            { "spec", ClusterObject.Claim(cluster, "ReadWriteOnce", database.Size) },
        };
        var spec = new YamlMap
        {
            { "serviceName", database.Name },
            { "replicas", 1 },
            { "selector", ClusterObject.Selector(cluster, ClusterObject.Database) },
        };
        spec.Add("template", new YamlMap
        {
            { "metadata", new YamlMap { { "labels", ClusterObject.Labels(cluster, ClusterObject.Database) } } },
            { "spec", Pod(cluster, database) },
        });
        spec.Add("volumeClaimTemplates", new YamlList { claim },
            $"{database.Service.Mounts[0].Why} Kubernetes changes nothing here afterwards: a larger volume is asked for in the claim "
                + $"data-{database.Name}-0 itself.");
        set.Add("spec", spec);
        return set;
    }

    private static YamlMap Pod(ClusterPlan cluster, ClusterDatabase database)
    {
        var pod = new YamlMap { { "automountServiceAccountToken", false }, { "enableServiceLinks", false } };
        pod.Add("securityContext", new YamlMap
        {
            { "runAsNonRoot", true },
            { "runAsUser", database.User },
            { "runAsGroup", database.User },
            { "fsGroup", database.User },
            { "fsGroupChangePolicy", "OnRootMismatch" },
            { "seccompProfile", ClusterObject.DefaultSeccomp },
        }, $"The user postgres of the image, from the start: this pod meets the level restricted.");
        ClusterObject.AddLogin(pod, cluster);
        pod.Add("terminationGracePeriodSeconds", database.Service.StopSeconds ?? 30, "How long PostgreSQL may take to write everything down.");
        pod.Add("containers", new YamlList { Container(cluster, database) });
        pod.Add("volumes",
            new YamlList { new YamlMap
            {
                { "name", "shared-memory" },
                { "emptyDir", new YamlMap { { "medium", "Memory" }, { "sizeLimit", $"{database.Service.SharedMemory}Mi" } } },
            } });
        return pod;
    }

    private static YamlMap Container(ClusterPlan cluster, ClusterDatabase database)
    {
        var service = database.Service;
        var container = new YamlMap { { "name", "postgresql" }, { "image", database.Image } };
        if (service.Start is StartCommand.Arguments arguments)
        {
            container.Add("args", Yaml.List(arguments.Items), arguments.Why);
        }

        container.Add("env", Variables(cluster, database));
        container.Add("ports", new YamlList { new YamlMap { { "name", "postgresql" }, { "containerPort", ClusterDatabase.Port } } });
        container.Add("startupProbe", ClusterProbe.Starting(service.Health! with { Grace = TimeSpan.FromMinutes(10) }),
            $"{service.Health!.Why} For 10 minutes at most, because it may have to recover.");
        container.Add("readinessProbe", ClusterProbe.Ready(service.Health!));
        container.Add("resources", ClusterObject.Resources(ClusterResources.Database));
        container.Add("securityContext", ClusterObject.ContainerSecurity);
        var mounts = new YamlList { new YamlMap { { "name", "data" }, { "mountPath", database.MountPath } } };
        mounts.Add(new YamlMap { { "name", "shared-memory" }, { "mountPath", "/dev/shm" } },
            "PostgreSQL's parallel queries need more shared memory than a container's 64 MB.");
        container.Add("volumeMounts", mounts);
        return container;
    }

    private static YamlList Variables(ClusterPlan cluster, ClusterDatabase database)
    {
        var list = new YamlList();
        foreach (var entry in database.Service.Environment)
        {
            list.Add(Variable(cluster, entry), entry.Comment);
        }

        if (database.DataFolder is { } folder)
        {
            list.Add(new YamlMap { { "name", "PGDATA" }, { "value", folder } },
                "A folder of the volume, because a new volume may hold lost+found and PostgreSQL insists on an empty one.");
        }

        return list;
    }

    // What Mathesar gets too is read from the same place: Kubernetes would also expand $(...) in a value that stands here.
    private static YamlMap Variable(ClusterPlan cluster, EnvironmentEntry entry)
    {
        var map = new YamlMap { { "name", entry.Name } };
        if (entry.IsSecret)
        {
            map.Add("valueFrom", From("secretKeyRef", cluster.SecretName, entry.Name));
        }
        else if (cluster.Configuration.Any(e => e.Name == entry.Name && e.Value == entry.Value))
        {
            map.Add("valueFrom", From("configMapKeyRef", cluster.Name, entry.Name));
        }
        else
        {
            map.Add("value", entry.Value);
        }

        return map;
    }

    private static YamlMap From(string kind, string name, string key) => new() { { kind, new YamlMap { { "name", name }, { "key", key } } } };
}
