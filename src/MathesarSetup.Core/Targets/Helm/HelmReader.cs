using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Targets.Kubernetes;

namespace MathesarSetup.Targets.Helm;

/// <summary>Reads one installation's values for the generated chart.</summary>
internal static class HelmReader
{
    public const string Values = "values.yaml";
    public const string SecretValues = "values.secret.yaml";

    public static bool Knows(FoundFile file) => file.Path == Values && file.Text.Contains("\nsecretVariables:", StringComparison.Ordinal);

    /// <summary>What runs, and what only a cluster asks; nulls when the values are no map.</summary>
    public static (FoundInstallation? Found, ClusterFacts? Facts) Read(ImmutableArray<FoundFile> files)
    {
        var file = files.First(Knows);
        if (ClusterTree.Documents(file).FirstOrDefault() is not { } values)
        {
            return (null, null);
        }

        var secrets = files.FirstOrDefault(static f => f.Path == SecretValues) is { } kept && ClusterTree.Documents(kept).FirstOrDefault() is { } map
            ? map.Texts(kept, "secret")
            : [];
        var texts = secrets.Where(static s => s.Key.EndsWith(".yml", StringComparison.Ordinal))
            .ToImmutableDictionary(static s => s.Key, static s => new FoundFile(s.Key, s.Value.Value), StringComparer.Ordinal);
        var at = new Place(file.Path, values.Line);
        var variables = values.Texts(file, "configuration").SetItems(secrets.Where(static s => !s.Key.EndsWith(".yml", StringComparison.Ordinal)));
        var isBundled = values.Text("database", "kind") is not "none";
        var web = new FoundService
        {
            Name = "mathesar",
            Image = values.Found(file, "image") ?? new FoundText(OfficialImages.Mathesar.WithTag(values.Text("release") ?? "").Text, at),
            // Where the chart's own PostgreSQL is follows from the release's name.
            Variables = isBundled ? variables.SetItem("POSTGRES_HOST", new FoundText("db", at)) : variables,
            Mounts = [.. texts.Keys.Select(f => new FoundMount($"./{f}", ContainerPaths.Inside(f), new FoundText("", at)))],
        };
        var database = new FoundService
        {
            Name = "db",
            Image = ClusterFacts.DatabaseImage(values.Found(file, "database", "image")),
        };
        // Nothing in the values names the release; Mathesar Setup calls it by the installation's name.
        return (new FoundInstallation(new FoundText("", at), isBundled ? [web, database] : [web], [], texts), Facts(values, file));
    }

    private static ClusterFacts Facts(YamlNode values, FoundFile file) => new()
    {
        Replicas = values.Found(file, "replicas"),
        ServicePort = values.Found(file, "service", "port"),
        Door = values.Text("expose") ?? "none",
        DoorFrom = values.Found(file, "expose"),
        Host = values.First(file, "hosts"),
        HasTls = values.Text("ingress", "tlsSecret") is not null,
        IngressClass = values.Found(file, "ingress", "class"),
        TlsSecret = values.Found(file, "ingress", "tlsSecret"),
        Annotations = values.Texts(file, "ingress", "annotations"),
        Gateway = values.Found(file, "gateway", "name") is { } gateway
            ? gateway with { Value = $"{values.Text("gateway", "namespace")}/{gateway.Value}" }
            : null,
        StorageClass = values.Found(file, "storageClass"),
        MediaSize = values.Found(file, "media", "size"),
        IsOperated = values.Text("database", "kind") is "cloudnativepg",
        Instances = values.Found(file, "database", "instances"),
        DatabaseSize = values.Found(file, "database", "size"),
        ExistingSecret = values.Found(file, "existingSecret"),
        PullSecret = values.Found(file, "pullSecret"),
        Memory = values.Found(file, "resources", "limits", "memory"),
        Processors = values.Found(file, "resources", "limits", "cpu"),
    };
}
