using System.Text.Json.Nodes;
using CsCheck;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>A random YAML document and what must be read back from it.</summary>
internal sealed record YamlDocument(Yaml Yaml, JsonNode Json)
{
    private static readonly Gen<YamlDocument> s_scalar = CsCheck.Gen.Frequency(
        (8, HostileText.Lines.Select(text => new YamlDocument(text, JsonValue.Create(text)))),
        (1, CsCheck.Gen.Int.Select(number => new YamlDocument(number, JsonValue.Create(number)))),
        (1, CsCheck.Gen.Bool.Select(flag => new YamlDocument(flag, JsonValue.Create(flag)))));

    private static readonly Gen<string?> s_comment =
        CsCheck.Gen.Frequency((2, CsCheck.Gen.Bool.Select(_ => (string?)null)), (1, HostileText.Lines.Select(t => (string?)t)));

    public static Gen<YamlDocument> Gen { get; } = Map(Node(3));

    private static Gen<YamlDocument> Node(int depth) =>
        depth == 0 ? s_scalar : CsCheck.Gen.Frequency((2, s_scalar), (1, Map(Node(depth - 1))), (1, List(Node(depth - 1))));

    private static Gen<YamlDocument> Map(Gen<YamlDocument> node) =>
        CsCheck.Gen.Select(HostileText.Lines.Where(key => key.Length <= 150), node, s_comment, CsCheck.Gen.Bool).Array[0, 5].Select(entries =>
        {
            var (map, json) = (new YamlMap(), new JsonObject());
            foreach (var (key, value, comment, blank) in entries.DistinctBy(e => e.Item1))
            {
                map.Add(key, value.Yaml, comment, blank);
                json.Add(key, value.Json.DeepClone());
            }

            return new YamlDocument(map, json);
        });

    private static Gen<YamlDocument> List(Gen<YamlDocument> node) =>
        CsCheck.Gen.Select(node, s_comment).Array[0, 4].Select(items =>
        {
            var (list, json) = (new YamlList(), new JsonArray());
            foreach (var (value, comment) in items)
            {
                list.Add(value.Yaml, comment);
                json.Add(value.Json.DeepClone());
            }

            return new YamlDocument(list, json);
        });
}
