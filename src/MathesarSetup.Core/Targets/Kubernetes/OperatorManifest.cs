using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>PostgreSQL that CloudNativePG looks after.</summary>
internal static class OperatorManifest
{
    public static YamlMap Cluster(ClusterPlan cluster, ClusterDatabase database)
    {
        var secret = cluster.HasOwnSecret ? $"{cluster.SecretName}-db" : database.Name;
        var role = cluster.Answers.Get(DatabaseSettings.User);
        var spec = new YamlMap
        {
            { "instances", database.Instances, "One writes; the others follow it and one of them takes its place when it fails." },
            { "imageName", database.Image },
        };
        ClusterObject.AddLogin(spec, cluster);
        spec.Add("bootstrap", new YamlMap
        {
            { "initdb", new YamlMap
            {
                { "database", cluster.Answers.Get(DatabaseSettings.Name) },
                { "owner", role },
                { "secret", Named(secret) },
                { "dataChecksums", true },
            } },
        }, "Read when the first server is made, and never again.");
        spec.Add("managed", new YamlMap { { "roles", new YamlList { Role(role, secret) } } },
            "The rights with which people make databases and roles in Mathesar. A changed password in the Secret is set in PostgreSQL too.");
        spec.Add("postgresql", new YamlMap { { "parameters", Parameters(database) } }, database.Service.Start?.Why);
        spec.Add("resources", ClusterObject.Resources(ClusterResources.Database));
        var storage = new YamlMap { { "size", database.Size } };
        if (cluster.StorageClass.Length > 0)
        {
            storage.Add("storageClass", cluster.StorageClass);
        }

        spec.Add("storage", storage, "For each server.");
        var map = ClusterObject.Make(cluster, "postgresql.cnpg.io/v1", "Cluster", database.Name, ClusterObject.Database);
        map.Add("spec", spec);
        return map;
    }

    private static YamlMap Role(string name, string secret) => new()
    {
        { "name", name },
        { "ensure", "present" },
        { "login", true },
        { "createdb", true },
        { "createrole", true },
        { "passwordSecret", Named(secret) },
    };

    private static YamlMap Parameters(ClusterDatabase database)
    {
        var map = new YamlMap();
        foreach (var (name, value) in database.Parameters)
        {
            map.Add(name, new YamlText(value));
        }

        return map;
    }

    private static YamlMap Named(string name) => new() { { "name", name } };
}
