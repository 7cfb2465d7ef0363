using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>The head that every object has: version, kind, name, namespace and labels.</summary>
internal static class ClusterObject
{
    public const string Web = "web";

    public const string Database = "database";

    public static YamlMap Make(ClusterPlan cluster, string version, string kind, string name, string component) =>
        Make(cluster, version, kind, name, Labels(cluster, component));

    public static YamlMap Make(ClusterPlan cluster, string version, string kind, string name, YamlMap labels, YamlMap? annotations = null)
    {
        var metadata = new YamlMap { { "name", name }, { "namespace", cluster.Namespace }, { "labels", labels } };
        if (annotations is { IsEmpty: false })
        {
            metadata.Add("annotations", annotations);
        }

        return new YamlMap { { "apiVersion", version }, { "kind", kind }, { "metadata", metadata } };
    }

    /// <summary>The labels by which a component's pods are found.</summary>
    public static YamlMap Labels(ClusterPlan cluster, string component) => new()
    {
        { "app.kubernetes.io/name", "mathesar" },
        { "app.kubernetes.io/instance", cluster.Name },
        { "app.kubernetes.io/component", component },
    };

    /// <summary>Finds a component's pods.</summary>
    public static YamlMap Selector(ClusterPlan cluster, string component) => new() { { "matchLabels", Labels(cluster, component) } };

    /// <summary>What a volume asks for.</summary>
    public static YamlMap Claim(ClusterPlan cluster, string access, string size)
    {
        var claim = new YamlMap { { "accessModes", Yaml.List(access) } };
        if (cluster.StorageClass.Length > 0)
        {
            claim.Add("storageClassName", cluster.StorageClass);
        }

        claim.Add("resources", new YamlMap { { "requests", new YamlMap { { "storage", size } } } });
        return claim;
    }

    /// <summary>What a container asks for and may take.</summary>
    public static YamlMap Resources(ClusterResources resources)
    {
        var map = new YamlMap { { "requests", new YamlMap { { "memory", resources.Memory }, { "cpu", resources.Processors } } } };
        var limits = new YamlMap();
        if (resources.MemoryLimit is { } memory)
        {
            limits.Add("memory", memory);
        }

        if (resources.ProcessorLimit is { } processors)
        {
            limits.Add("cpu", processors);
        }

        if (!limits.IsEmpty)
        {
            map.Add("limits", limits);
        }

        return map;
    }

    /// <summary>Lets images be fetched with the login that the cluster keeps, where one was named.</summary>
    public static void AddLogin(YamlMap spec, ClusterPlan cluster)
    {
        if (cluster.PullSecret.Length > 0)
        {
            spec.Add("imagePullSecrets", new YamlList { new YamlMap { { "name", cluster.PullSecret } } },
                "The login to the registry, from a Secret that is in the namespace already.");
        }
    }

    /// <summary>A container that gains no rights, whatever its image tries.</summary>
    public static YamlMap ContainerSecurity => new()
    {
        { "allowPrivilegeEscalation", false },
        { "capabilities", new YamlMap { { "drop", Yaml.List("ALL") } } },
    };

    /// <summary>The filter on system calls that the container engine brings.</summary>
    public static YamlMap DefaultSeccomp => new() { { "type", "RuntimeDefault" } };
}
