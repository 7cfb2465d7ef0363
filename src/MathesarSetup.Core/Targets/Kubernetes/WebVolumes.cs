using MathesarSetup.Documents.Yamls;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What appears in Mathesar's containers besides their image.</summary>
internal static class WebVolumes
{
    private const string StaticFolder = ContainerPaths.Static;

    public static YamlList Mounts(ClusterPlan cluster, bool serves)
    {
        var list = new YamlList();
        list.Add(Mount("scripts", ClusterScripts.Folder, isReadOnly: true));
        list.Add(Mount("static", StaticFolder), "Style sheets and scripts, collected by one container and served by the other.");
        foreach (var mount in cluster.Plan.Web.Mounts.Where(m => serves && m is Planning.Mount.Named or Planning.Mount.Bind { InsteadOf: not null }))
        {
            list.Add(Mount("media", mount.Path), mount.Why);
        }

        foreach (var file in cluster.SecretFiles)
        {
            list.Add(Mount("files", ContainerPaths.Inside(file.Path), file.Path, isReadOnly: true), file.About);
        }

        if (cluster.AuthorityName is not null)
        {
            list.Add(Mount("database-ca", WebEnvironment.AuthorityPath, "ca.pem", isReadOnly: true),
                "The authority that signed the database server's certificate.");
        }

        return list;
    }

    public static YamlList Volumes(ClusterPlan cluster)
    {
        var list = new YamlList();
        list.Add(Volume("scripts", "configMap", new YamlMap { { "name", $"{cluster.Name}-scripts" } }));
        list.Add(Volume("static", "emptyDir", new YamlMap()));
        list.Add(Volume("media", "persistentVolumeClaim", new YamlMap { { "claimName", $"{cluster.Name}-media" } }));
        if (cluster.SecretFiles is not [])
        {
            var items = new YamlList();
            foreach (var file in cluster.SecretFiles)
            {
                items.Add(new YamlMap { { "key", file.Path }, { "path", file.Path } });
            }

            list.Add(Volume("files", "secret", new YamlMap { { "secretName", cluster.SecretName }, { "items", items } }));
        }

        if (cluster.AuthorityName is { } authority)
        {
            list.Add(Volume("database-ca", "configMap", new YamlMap { { "name", authority } }),
                $"Made once by hand, because it holds a file of yours:\n kubectl --namespace {cluster.Namespace} create configmap {authority} "
                    + $"--from-file=ca.pem={ClusterCommands.AuthorityFile(cluster)}");
        }

        return list;
    }

    private static YamlMap Mount(string volume, string path, string? file = null, bool isReadOnly = false)
    {
        var mount = new YamlMap { { "name", volume }, { "mountPath", path } };
        if (file is not null)
        {
            mount.Add("subPath", file);
        }

        if (isReadOnly)
        {
            mount.Add("readOnly", true);
        }

        return mount;
    }

    private static YamlMap Volume(string name, string kind, YamlMap value) => new() { { "name", name }, { kind, value } };
}
