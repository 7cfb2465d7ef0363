using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MathesarSetup.Testing;
using YamlDotNet.Serialization;

namespace MathesarSetup.Documents;

/// <summary>Reads YAML with other people's readers and gives JSON, in which a text and a number differ.</summary>
internal static class YamlReaders
{
    private const string Script =
        """
        import json, sys, yaml
        documents = json.load(sys.stdin)
        print(json.dumps([yaml.safe_load(text) for text in documents]))
        """;

    // Unquoted words become numbers and truth values, as YAML 1.2's core schema says.
    private static readonly IDeserializer s_yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    public static string YamlDotNet(string text) => ToJson(s_yaml.Deserialize<object>(text))!.ToJsonString();

    /// <summary>PyYAML, a reader of YAML 1.1.</summary>
    public static string[] Python(IEnumerable<string> documents)
    {
        var python = new ChildProcess(RealPart.Require("python3"), "-c", Script) { Input = JsonSerializer.SerializeToUtf8Bytes(documents) };
        return [.. JsonNode.Parse(python.Run().Successful().Output)!.AsArray().Select(d => d!.ToJsonString())];
    }

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        IDictionary<object, object?> map => new JsonObject(map.Select(e => KeyValuePair.Create((string)e.Key, ToJson(e.Value)))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(ToJson)]),
        _ => JsonValue.Create(Convert.ToInt32(value, CultureInfo.InvariantCulture)),
    };
}
