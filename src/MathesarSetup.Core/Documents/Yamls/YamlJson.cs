using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace MathesarSetup.Documents.Yamls;

/// <summary>YAML as the JSON that it stands for, by the rules of Kubernetes' reader.</summary>
public static class YamlJson
{
    /// <summary>Every document of a text; null where it cannot be read as such, or holds aliases, which nobody writes here.</summary>
    public static ImmutableArray<JsonObject>? Read(string text)
    {
        var (roots, problem) = YamlTree.ReadAll(text);
        if (problem is not null || roots.Any(HasAlias))
        {
            return null;
        }

        var nodes = roots.Where(static r => r is not YamlNode.Scalar { IsNull: true }).Select(Of).ToImmutableArray();
        return nodes.All(static n => n is JsonObject) ? [.. nodes.Cast<JsonObject>()] : null;
    }

    private static bool HasAlias(YamlNode node) => node switch
    {
        YamlNode.Alias => true,
        YamlNode.Map map => map.Entries.Any(static e => HasAlias(e.Value)) || map.Entries.DistinctBy(static e =>
            e.Key.Value).Count() != map.Entries.Length,
        YamlNode.List list => list.Items.Any(HasAlias),
        _ => false,
    };

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlNode.Map map => new JsonObject(map.Entries.Select(static e => KeyValuePair.Create(e.Key.Value, Of(e.Value)))),
        YamlNode.List list => new JsonArray([.. list.Items.Select(Of)]),
        YamlNode.Scalar { Tag: null, Style: ScalarStyle.Plain } plain => Plain(plain),
        YamlNode.Scalar scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonValue? Plain(YamlNode.Scalar scalar) => scalar switch
    {
        { IsNull: true } => null,
        { Value: "true" or "True" or "TRUE" } => JsonValue.Create(true),
        { Value: "false" or "False" or "FALSE" } => JsonValue.Create(false),
        { Value: var text } when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
            JsonValue.Create(whole),
        { Value: var text } when char.IsAsciiDigit(text[^1])
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(scalar.Value),
    };
}
