using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>All objects that files have, and what leads from one to another.</summary>
internal sealed record ClusterItems(ImmutableArray<ClusterItem> All)
{
    public IEnumerable<ClusterItem> Of(string kind) => All.Where(i => i.Kind == kind);

    public ClusterItem? Named(string kind, string? name) => name is null ? null : Of(kind).FirstOrDefault(i => i.Name == name);

    /// <summary>The container that runs Mathesar, by its image, or else by its variables; null for none.</summary>
    public (ClusterItem Item, YamlNode.Map Container)? Web()
    {
        var containers = All.Where(static i => i.IsWorkload).SelectMany(static i => i.Containers.Select(c => (Item: i, Container: c))).ToArray();
        return containers.Where(static c => IsMathesar(c.Container)).Cast<(ClusterItem, YamlNode.Map)?>().FirstOrDefault()
            ?? containers.Where(c => !IsPostgres(c.Container) && new ClusterVariables(this).Of(c.Item.File, c.Container) is var variables
                && variables.ContainsKey("ALLOWED_HOSTS") && (variables.ContainsKey("POSTGRES_HOST") || variables.ContainsKey("DJANGO_DATABASE_URL")))
                .Cast<(ClusterItem, YamlNode.Map)?>().FirstOrDefault();
    }

    /// <summary>Whether a container runs Mathesar's own image.</summary>
    public static bool IsMathesar(YamlNode container) =>
        ImageReference.Of(container.Text("image") ?? "").ShortName is "mathesar" or "mathesar-prod";

    private static bool IsPostgres(YamlNode container) => (container.Text("image") ?? "").Contains("postgres", StringComparison.Ordinal);

    /// <summary>The workload that a name of the cluster's leads to; null where none of the files has it.</summary>
    public ClusterItem? Behind(string host)
    {
        var name = host.Split('.')[0];
        return Named("Service", name) is { } service && All.FirstOrDefault(i => i.IsWorkload && i.IsReachedBy(service)) is { } reached
            ? reached
            : All.FirstOrDefault(i => i.IsWorkload && i.Name == name);
    }

    /// <summary>What a ConfigMap or a Secret holds, in the clear; null where none of the files has it.</summary>
    public ImmutableDictionary<string, FoundText>? Data(string kind, string? name)
    {
        if (Named(kind, name) is not { } item)
        {
            return null;
        }

        var data = item.Root.Texts(item.File, "data");
        var all = (kind == "Secret" ? data.ToImmutableDictionary(static d => d.Key, static d => Decoded(d.Value), StringComparer.Ordinal) : data)
            .SetItems(item.Root.Texts(item.File, "stringData"));
        return item.IsEncrypted
            ? all.ToImmutableDictionary(static d => d.Key, d => d.Value with { FilledInBy = $"{item.File.Path} is encrypted" },
                StringComparer.Ordinal)
            : all;
    }

    /// <summary>Who fills in a Secret or a ConfigMap that is none of the files', as a clause.</summary>
    public string Keeper(string kind, string? name) =>
        Named("SealedSecret", name) is not null ? $"the SealedSecret {name} is opened in the cluster"
        : Of("ExternalSecret").Any(e => (e.Root.Text("spec", "target", "name") ?? e.Name) == name)
            ? $"the ExternalSecret {name} fetches it from a vault"
        : $"the {kind} {name} of the cluster holds it";

    private static FoundText Decoded(FoundText text)
    {
        var bytes = new byte[text.Value.Length];
        return Convert.TryFromBase64String(text.Value, bytes, out var length)
            ? text with { Value = Encoding.UTF8.GetString(bytes, 0, length) }
            : text;
    }
}
