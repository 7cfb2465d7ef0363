using System.Text.Encodings.Web;
using System.Text.Json;
using MathesarSetup.Backups;
using MathesarSetup.Findings;

namespace MathesarSetup.Bundles;

/// <summary>What a bundle says of itself, as it stands in the archive.</summary>
public static class BundleJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(BundleManifest manifest)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("format", BundleManifest.Format);
            json.WriteString("time", manifest.Time.UtcDateTime);
            json.WriteString("tool", manifest.Tool);
            json.WriteString("release", manifest.Release);
            json.WriteString("platform", manifest.Platform);
            json.WriteStartArray("parts");
            manifest.Parts.ToList().ForEach(part => Write(json, part));
            json.WriteEndArray();
            json.WriteStartArray("leftOut");
            foreach (var left in manifest.LeftOut)
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
    /// <param name="archive">The name of the archive, for the finding.</param>
    public static (BundleManifest? Manifest, Finding? Problem) Read(ReadOnlyMemory<byte> content, string archive)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var json = document.RootElement;
            var format = json.GetProperty("format").GetInt32();
            return format > BundleManifest.Format ? (null, BundleFinding.Newer.At() with { File = archive })
                : format < 1 ? (null, BundleFinding.NoBundle.At() with { File = archive }) : (Manifest(json), null);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return (null, BundleFinding.NoBundle.At() with { File = archive });
        }
    }

    private static void Write(Utf8JsonWriter json, BundlePart part)
    {
        json.WriteStartObject();
        json.WriteString("path", part.Path);
        json.WriteNumber("size", part.Size);
        json.WriteString("sha256", part.Sha256);
        if (part.Image is not null)
        {
            json.WriteString("image", part.Image);
            json.WriteString("imageId", part.ImageId);
        }

        json.WriteEndObject();
    }

    private static BundleManifest Manifest(JsonElement json) =>
        new(json.GetProperty("time").GetDateTimeOffset(), Text(json, "tool"), Text(json, "release"), Text(json, "platform"))
        {
            Parts = [.. json.GetProperty("parts").EnumerateArray().Select(Part)],
            LeftOut = [.. json.GetProperty("leftOut").EnumerateArray().Select(static e => new LeftOut(Text(e, "what"), Text(e, "why")))],
        };

    private static BundlePart Part(JsonElement json)
    {
        var image = json.TryGetProperty("image", out _) ? Text(json, "image") : null;
        return new(Text(json, "path"), json.GetProperty("size").GetInt64(), Text(json, "sha256"))
        {
            Image = image,
            ImageId = image is null ? null : Text(json, "imageId"),
        };
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");
}
