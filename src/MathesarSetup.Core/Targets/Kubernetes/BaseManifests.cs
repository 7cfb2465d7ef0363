using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Namespace, secrets, configuration and storage: what is there before a pod is.</summary>
internal static class BaseManifests
{
    public static YamlMap Namespace(ClusterPlan cluster) => new()
    {
        { "apiVersion", "v1" },
        { "kind", "Namespace" },
        {
            "metadata", new YamlMap
            {
                { "name", cluster.Namespace },
                {
                    "labels", new YamlMap { { "pod-security.kubernetes.io/enforce", "baseline" } },
                    "Refuses pods with more rights than these have. The stricter level, restricted, is met but for one point: "
                        + "Mathesar's official image is made to run as root."
                },
            }
        },
    };

    /// <summary>Every secret that Mathesar's pods get, as text that Kubernetes encodes by itself.</summary>
    public static YamlMap Secret(ClusterPlan cluster) =>
        With(ClusterObject.Make(cluster, "v1", "Secret", cluster.SecretName, ClusterObject.Web), ("type", "Opaque"),
            ("stringData", SecretData(cluster)));

    /// <summary>The secret values by key, variables first and then files.</summary>
    public static YamlMap SecretData(ClusterPlan cluster)
    {
        var data = new YamlMap();
        foreach (var entry in cluster.FirstPassword is { } password ? cluster.Secrets.Add(password) : cluster.Secrets)
        {
            data.Add(entry.Name, entry.Value, About(entry), blankBefore: !data.IsEmpty);
        }

        foreach (var file in cluster.SecretFiles)
        {
            data.Add(file.Path, file.Content, file.About, blankBefore: true);
        }

        return data;
    }

    /// <summary>Role and password in the form that CloudNativePG reads.</summary>
    public static YamlMap OperatorSecret(ClusterPlan cluster, ClusterDatabase database)
    {
        var labels = ClusterObject.Labels(cluster, ClusterObject.Database);
        labels.Add("cnpg.io/reload", new YamlText("true"), "The operator notices a change.");
        var secret = ClusterObject.Make(cluster, "v1", "Secret", database.Name, labels);
        return With(secret, ("type", "kubernetes.io/basic-auth"), ("stringData", new YamlMap
        {
            { "username", cluster.Answers.Get(DatabaseSettings.User) },
            { "password", cluster.Answers.Get(DatabaseSettings.Password).Reveal(), "The same as POSTGRES_PASSWORD above." },
        }));
    }

    public static YamlMap Configuration(ClusterPlan cluster)
    {
        var data = new YamlMap();
        foreach (var entry in cluster.Configuration)
        {
            data.Add(entry.Name, entry.Value, entry.Comment);
        }

        return With(ClusterObject.Make(cluster, "v1", "ConfigMap", cluster.Name, ClusterObject.Web), ("data", data));
    }

    public static YamlMap Scripts(ClusterPlan cluster)
    {
        var data = new YamlMap();
        foreach (var (name, text, about) in cluster.ScriptFiles)
        {
            data.Add(name, text, about, blankBefore: !data.IsEmpty);
        }

        return With(ClusterObject.Make(cluster, "v1", "ConfigMap", $"{cluster.Name}-scripts", ClusterObject.Web), ("data", data));
    }

    public static YamlMap Media(ClusterPlan cluster) => With(
        ClusterObject.Make(cluster, "v1", "PersistentVolumeClaim", $"{cluster.Name}-media", ClusterObject.Web),
        ("spec", ClusterObject.Claim(cluster, cluster.MediaAccess, cluster.Answers.Get(KubernetesSettings.MediaSize))));

    private static string About(EnvironmentEntry entry) => entry.From?.Why is { } why ? $"{entry.Comment} {why}" : entry.Comment;

    private static YamlMap With(YamlMap map, params ReadOnlySpan<(string Key, Yaml Value)> entries)
    {
        foreach (var (key, value) in entries)
        {
            map.Add(key, value);
        }

        return map;
    }
}
