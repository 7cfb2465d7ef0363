using System.Collections.Immutable;
using MathesarSetup.Documents.Yamls;
using YamlDotNet.Core;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>A scalar of a manifest, with all that holds it.</summary>
/// <param name="Holders">From the object's root to the map or list in which it stands, each with the index that leads on.</param>
internal sealed record ManifestNode(ClusterItem Item, YamlNode.Scalar Scalar, ImmutableArray<(YamlNode Holder, int Index)> Holders)
{
    /// <summary>Whether its value stands there in base64.</summary>
    public bool IsEncoded => Item.Kind == "Secret" && Key(0) == "data";

    /// <summary>Whether the cluster puts other variables into it.</summary>
    public bool IsExpanded => Item.IsWorkload && Key(Holders.Length - 1) == "value";

    public static IEnumerable<ManifestNode> All(ClusterItem item) => Below(item, item.Root, []);

    /// <summary>Whether it is the port by which an Ingress or a route reaches a Service.</summary>
    public bool IsPortOf(string service) => Item.Kind is "Ingress" or "HTTPRoute" && Key(Holders.Length - 1) is "number" or "port" or "servicePort"
        && Holders.Any(h => h.Holder.Text("name") == service || h.Holder.Text("serviceName") == service);

    /// <summary>The file with another value in its place.</summary>
    /// <param name="text">The file's text, in which what stands behind this may be another already.</param>
    public string Replaced(string text, string value)
    {
        var editor = new YamlEdit(text);
        // A number stays one.
        return Scalar.Style is ScalarStyle.Plain && IsNumber(Scalar.Value) && IsNumber(value)
            ? editor.ReplaceWhole(Scalar, value)
            : editor.Replace(Scalar, value, Holders.Any(static h => h.Holder is YamlNode.Map { IsFlow: true } or YamlNode.List { IsFlow: true }));
    }

    /// <summary>The file without it; a variable goes with its name.</summary>
    public string Removed() => IsExpanded && Holders is [.., (YamlNode.List list, var index), _]
        ? new YamlEdit(Item.File.Text).Remove(list, index)
        : Holders is [.., (YamlNode.Map map, var entry)] ? new YamlEdit(Item.File.Text).Remove(map, entry)
        : Item.File.Text;

    private static IEnumerable<ManifestNode> Below(
        ClusterItem item, YamlNode node, ImmutableArray<(YamlNode Holder, int Index)> holders) => node switch
        {
            YamlNode.Scalar scalar => [new ManifestNode(item, scalar, holders)],
            YamlNode.Map map => map.Entries.SelectMany((e, i) => Below(item, e.Value, holders.Add((map, i)))),
            YamlNode.List list => list.Items.SelectMany((child, i) => Below(item, child, holders.Add((list, i)))),
            _ => [],
        };

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private string? Key(int depth) =>
        depth >= 0 && depth < Holders.Length && Holders[depth] is (YamlNode.Map map, var index) ? map.Entries[index].Key.Value : null;
}
