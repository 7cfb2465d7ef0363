using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Targets.Kubernetes;

namespace MathesarSetup.Targets.Helm;

/// <summary>One installation's values for the chart: what is open, and what is secret.</summary>
internal static class HelmValues
{
    public static YamlMap Open(ClusterPlan cluster)
    {
        var values = new YamlMap();
        values.Add("release", new YamlText(cluster.Plan.Release.ToString()), RunSettings.Version.Help);
        values.Add("image", cluster.Image, RunSettings.Image.Help);
        values.Add("pullSecret", cluster.PullSecret, KubernetesSettings.PullSecret.Help);
        values.Add("replicas", cluster.Replicas, KubernetesSettings.Replicas.Help);
        values.Add("configuration", Configuration(cluster), "Mathesar's variables that are no secret.", blankBefore: true);
        values.Add("secretVariables", Yaml.List(cluster.Secrets.Select(s => s.Name)), "What Mathesar reads from the Secret.", blankBefore: true);
        values.Add("secretFiles", Yaml.List(cluster.SecretFiles.Select(f => f.Path)));
        values.Add("existingSecret", cluster.HasOwnSecret ? cluster.SecretName : "", KubernetesSettings.ExistingSecret.Help);
        values.Add("service", new YamlMap { { "port", cluster.Port } }, "The port of the Service.", blankBefore: true);
        AddDoor(values, cluster);
        values.Add("storageClass", cluster.StorageClass, KubernetesSettings.StorageClass.Help, blankBefore: true);
        values.Add("media", new YamlMap { { "size", cluster.Answers.Get(KubernetesSettings.MediaSize) } }, KubernetesSettings.MediaSize.Help);
        values.Add("resources", ClusterObject.Resources(cluster.Resources), "Memory for the workers at rest, and the limits.");
        values.Add("database", Database(cluster), cluster.Database?.Service.Why ?? "PostgreSQL runs elsewhere: see POSTGRES_HOST above.",
            blankBefore: true);
        values.Add("databaseAuthority", cluster.AuthorityName ?? "",
            "The ConfigMap with the certificate of the authority that signed the database server's.");
        return values;
    }

    /// <summary>The secret values, by the keys that the Secret has.</summary>
    public static YamlMap Secret(ClusterPlan cluster) => new() { { "secret", BaseManifests.SecretData(cluster) } };

    // The address of the chart's own PostgreSQL follows from the release's name.
    private static YamlMap Configuration(ClusterPlan cluster)
    {
        var map = new YamlMap();
        foreach (var entry in cluster.Configuration.Where(e => e.AddressOf is null))
        {
            map.Add(entry.Name, entry.Value, entry.Comment);
        }

        return map;
    }

    private static void AddDoor(YamlMap values, ClusterPlan cluster)
    {
        var a = cluster.Answers;
        var isHttps = cluster.Plan.Url.IsHttps;
        values.Add("expose", a.Text(KubernetesSettings.Door), KubernetesSettings.Door.Help);
        values.Add("hosts", Yaml.List(cluster.Hosts), "The names that the way in answers to; none for every name.");
        if (a.Get(KubernetesSettings.Door) is ClusterDoor.Ingress)
        {
            values.Add("ingress", new YamlMap
            {
                { "class", a.Get(KubernetesSettings.IngressClass), KubernetesSettings.IngressClass.Help },
                { "annotations", DoorManifest.Annotations(cluster) },
                { "tlsSecret", isHttps ? a.Get(KubernetesSettings.TlsSecret) : "", KubernetesSettings.TlsSecret.Help },
            });
        }
        else if (a.Get(KubernetesSettings.Door) is ClusterDoor.Gateway && a.Get(KubernetesSettings.Gateway).Split('/') is [var space, var name])
        {
            values.Add("gateway", new YamlMap { { "namespace", space }, { "name", name } }, KubernetesSettings.Gateway.Help);
        }
    }

    private static YamlMap Database(ClusterPlan cluster)
    {
        if (cluster.Database is not { } database)
        {
            return new YamlMap { { "kind", "none" } };
        }

        var map = new YamlMap
        {
            { "kind", cluster.Answers.Text(KubernetesSettings.Operator), KubernetesSettings.Operator.Help },
            { "version", cluster.Answers.Get(DatabaseSettings.Version), DatabaseSettings.Version.Help },
            { "image", database.Image, DatabaseSettings.Image.Help },
            { "uid", database.User, "The user that PostgreSQL runs as in this image." },
            { "size", database.Size, KubernetesSettings.DatabaseSize.Help },
        };
        if (database.IsOperated)
        {
            map.Add("instances", database.Instances, KubernetesSettings.Instances.Help);
        }

        map.Add("settings", Yaml.List(database.Parameters.Select(p => $"{p.Name}={p.Value}")), database.Service.Start?.Why);
        map.Add("resources", ClusterObject.Resources(ClusterResources.Database));
        return map;
    }
}
