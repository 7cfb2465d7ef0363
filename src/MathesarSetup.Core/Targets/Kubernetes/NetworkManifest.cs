using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Who may talk to whom, where the cluster's network asks for it.</summary>
internal static class NetworkManifest
{
    /// <summary>Mathesar is reached on one port, and calls whom it likes.</summary>
    public static YamlMap Web(ClusterPlan cluster) =>
        Policy(cluster, cluster.Name, ClusterObject.Web, ClusterObject.Selector(cluster, ClusterObject.Web), new YamlMap
        {
            { "policyTypes", Yaml.List("Ingress") },
            { "ingress", new YamlList { new YamlMap { { "ports", Ports(cluster.Plan.Web.Health!.Ready!.Port) } } } },
        });

    /// <summary>PostgreSQL is reached by Mathesar alone, and calls nobody.</summary>
    public static YamlMap Database(ClusterPlan cluster, ClusterDatabase database) =>
        Policy(cluster, database.Name, ClusterObject.Database, ClusterObject.Selector(cluster, ClusterObject.Database), new YamlMap
        {
            { "policyTypes", Yaml.List("Ingress", "Egress") },
            { "ingress", new YamlList { FromWeb(cluster) } },
            { "egress", new YamlList(), "Nobody. A foreign data wrapper that has to reach another server needs an entry here." },
        });

    /// <summary>The operator's servers are reached by Mathesar, by each other and by the operator.</summary>
    public static YamlMap Operated(ClusterPlan cluster, ClusterDatabase database)
    {
        var servers = new YamlMap { { "matchLabels", new YamlMap { { "cnpg.io/cluster", database.Name } } } };
        var operators = new YamlMap { { "matchLabels", new YamlMap { { "app.kubernetes.io/name", "cloudnative-pg" } } } };
        var rules = new YamlList { FromWeb(cluster) };
        rules.Add(From(new YamlMap { { "podSelector", servers } }, ClusterDatabase.Port, StatusPort), "The servers follow each other.");
        rules.Add(From(new YamlMap { { "namespaceSelector", new YamlMap() }, { "podSelector", operators } }, ClusterDatabase.Port, StatusPort),
            "The operator asks how they are, from whatever namespace it is in.");
        return Policy(cluster, database.Name, ClusterObject.Database, servers,
            new YamlMap { { "policyTypes", Yaml.List("Ingress") }, { "ingress", rules } });
    }

    // Where CloudNativePG's servers say how they are.
    private const int StatusPort = 8000;

    private static YamlMap Policy(ClusterPlan cluster, string name, string component, YamlMap pods, YamlMap rules)
    {
        var spec = new YamlMap { { "podSelector", pods } };
        foreach (var rule in rules)
        {
            spec.Add(rule.Key, rule.Value, rule.Comment);
        }

        var policy = ClusterObject.Make(cluster, "networking.k8s.io/v1", "NetworkPolicy", name, component);
        policy.Add("spec", spec);
        return policy;
    }

    private static YamlMap FromWeb(ClusterPlan cluster) =>
        From(new YamlMap { { "podSelector", ClusterObject.Selector(cluster, ClusterObject.Web) } }, ClusterDatabase.Port);

    private static YamlMap From(YamlMap whom, params int[] ports) => new() { { "from", new YamlList { whom } }, { "ports", Ports(ports) } };

    private static YamlList Ports(params int[] ports)
    {
        var list = new YamlList();
        foreach (var port in ports)
        {
            list.Add(new YamlMap { { "protocol", "TCP" }, { "port", port } });
        }

        return list;
    }
}
