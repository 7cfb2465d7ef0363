using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MathesarSetup.Findings;

namespace MathesarSetup.Backups;

/// <summary>What the manifests of all archives of this program have in common: a format's number, parts, and what was left out and why.</summary>
internal static class ArchiveJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A manifest, its facts first.</summary>
    public static byte[] Write<T>(
        int format, Action<Utf8JsonWriter> facts, ImmutableArray<T> parts, Action<Utf8JsonWriter, T> part, ImmutableArray<LeftOut> leftOut)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("format", format);
            facts(json);
            json.WriteStartArray("parts");
            foreach (var one in parts)
            {
                json.WriteStartObject();
                part(json, one);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("leftOut");
            foreach (var left in leftOut)
            {
                json.WriteStartObject();
                json.WriteString("what", left.What);
                json.WriteString("why", left.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads one, or says why it cannot be read.</summary>
    /// <param name="known">The newest format that this program knows.</param>
    /// <param name="newer">What is said of a format that it does not know.</param>
    /// <param name="none">What is said of what is no manifest.</param>
    public static (T? Manifest, Finding? Problem) Read<T>(
        ReadOnlyMemory<byte> content, int known, Func<JsonElement, T> read, Func<int, Finding> newer, Finding none)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var json = document.RootElement;
            var format = json.GetProperty("format").GetInt32();
            return format > known ? (null, newer(format)) : format < 1 ? (null, none) : (read(json), null);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return (null, none);
        }
    }

    public static ImmutableArray<T> Parts<T>(JsonElement json, Func<JsonElement, T> part) =>
        [.. json.GetProperty("parts").EnumerateArray().Select(part)];

    public static ImmutableArray<LeftOut> LeftOut(JsonElement json) =>
        [.. json.GetProperty("leftOut").EnumerateArray().Select(static e => new LeftOut(Text(e, "what"), Text(e, "why")))];

    public static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");
}
