using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MathesarSetup.Targets.Docker;

/// <summary>Looks into the JSON that <c>docker inspect</c> and <c>podman inspect</c> print, where any part may be missing or <c>null</c>.</summary>
internal static class InspectJson
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement? Get(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    public static string Text(JsonElement element, params ReadOnlySpan<string> path) =>
        Get(element, path) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    public static long Number(JsonElement element, params ReadOnlySpan<string> path) =>
        Get(element, path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;

    public static JsonElement[] Items(JsonElement element, params ReadOnlySpan<string> path) =>
        Get(element, path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [];

    public static JsonProperty[] Entries(JsonElement element, params ReadOnlySpan<string> path) =>
        Get(element, path) is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject().ToArray() : [];

    /// <summary>Whether it says nothing: <c>null</c>, 0, false, or empty.</summary>
    public static bool IsNothing(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.False => true,
        JsonValueKind.String => element.GetString()!.Length == 0,
        JsonValueKind.Number => element.TryGetInt64(out var number) && number == 0,
        JsonValueKind.Array => element.GetArrayLength() == 0,
        JsonValueKind.Object => !element.EnumerateObject().Any(),
        _ => false,
    };

    /// <summary>The element on one line.</summary>
    public static string Compact(JsonElement element)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_plain))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
