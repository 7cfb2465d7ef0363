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
            Image = new FoundText(values.Text("image") ?? OfficialImages.Mathesar.WithTag(values.Text("release") ?? "").Text, at),
            // Where the chart's own PostgreSQL is follows from the release's name.
            Variables = isBundled ? variables.SetItem("POSTGRES_HOST", new FoundText("db", at)) : variables,
            Mounts = [.. texts.Keys.Select(f => new FoundMount($"./{f}", ContainerPaths.Inside(f), new FoundText("", at)))],
        };
        var database = new FoundService
        {
            Name = "db",
            Image = ClusterFacts.DatabaseImage(values.Text("database", "image") is { } image ? new FoundText(image, at) : null),
        };
        // Nothing in the values names the release; Mathesar Setup calls it by the installation's name.
        return (new FoundInstallation(new FoundText("", at), isBundled ? [web, database] : [web], [], texts), Facts(values));
    }

    private static ClusterFacts Facts(YamlNode values) => new()
    {
        Replicas = values.Text("replicas"),
        ServicePort = values.Text("service", "port"),
        Door = values.Text("expose") ?? "none",
        Host = values.First("hosts"),
        HasTls = values.Text("ingress", "tlsSecret") is not null,
        IngressClass = values.Text("ingress", "class"),
        TlsSecret = values.Text("ingress", "tlsSecret"),
        Annotations = values.At("ingress", "annotations"),
        Gateway = values.Text("gateway", "name") is { } gateway ? $"{values.Text("gateway", "namespace")}/{gateway}" : null,
        StorageClass = values.Text("storageClass"),
        MediaSize = values.Text("media", "size"),
        IsOperated = values.Text("database", "kind") is "cloudnativepg",
        Instances = values.Text("database", "instances"),
        DatabaseSize = values.Text("database", "size"),
        ExistingSecret = values.Text("existingSecret"),
        PullSecret = values.Text("pullSecret"),
        Memory = values.Text("resources", "limits", "memory"),
        Processors = values.Text("resources", "limits", "cpu"),
    };
}
