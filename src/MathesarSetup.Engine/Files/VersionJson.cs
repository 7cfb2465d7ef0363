using System.Collections.Immutable;
using System.Text.Json;

namespace MathesarSetup.Engine.Files;

/// <summary>A version as it lies on the disk.</summary>
/// <remarks>It is written and read by hand, because a serializer is compiled anew at every start: some 190 methods.</remarks>
internal static class VersionJson
{
    public static byte[] Write(FileVersion version)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("number", version.Number);
            json.WriteString("time", version.Time);
            json.WriteString("reason", version.Reason);
            json.WriteStartArray("files");
            foreach (var file in version.Files)
            {
                Write(json, file);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Null for what is no version.</summary>
    public static FileVersion? Read(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return Version(document.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // A part is missing, or is no text or number.
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, VersionedFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteNumber("mode", file.Mode);
        json.WriteString("text", file.Text);
        json.WriteBoolean("isBinary", file.IsBinary);
        json.WriteString("generated", file.Generated);
        json.WriteEndObject();
    }

    private static FileVersion Version(JsonElement json)
    {
        var files = ImmutableArray.CreateBuilder<VersionedFile>();
        foreach (var file in json.GetProperty("files").EnumerateArray())
        {
            var generated = file.GetProperty("generated").GetString();
            var mode = file.GetProperty("mode").GetInt32();
            files.Add(new VersionedFile(Text(file, "path"), mode, Text(file, "text"), file.GetProperty("isBinary").GetBoolean(), generated));
        }

        var time = json.GetProperty("time").GetDateTimeOffset();
        return new FileVersion(json.GetProperty("number").GetInt32(), time, Text(json, "reason"), files.ToImmutable());
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");
}
