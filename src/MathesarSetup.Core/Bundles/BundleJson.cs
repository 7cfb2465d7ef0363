using System.Text.Json;
using MathesarSetup.Backups;
using MathesarSetup.Findings;

namespace MathesarSetup.Bundles;

/// <summary>What a bundle says of itself, as it stands in the archive.</summary>
public static class BundleJson
{
    public static byte[] Write(BundleManifest manifest) => ArchiveJson.Write(BundleManifest.Format, json =>
    {
        json.WriteString("time", manifest.Time.UtcDateTime);
        json.WriteString("tool", manifest.Tool);
        json.WriteString("release", manifest.Release);
        json.WriteString("platform", manifest.Platform);
    }, manifest.Parts, Write, manifest.LeftOut);

    /// <summary>Reads one, or says why it cannot be read.</summary>
    /// <param name="archive">The name of the archive, for the finding.</param>
    public static (BundleManifest? Manifest, Finding? Problem) Read(ReadOnlyMemory<byte> content, string archive) =>
        ArchiveJson.Read(content, BundleManifest.Format, Manifest, _ => BundleFinding.Newer.At() with { File = archive },
            BundleFinding.NoBundle.At() with { File = archive });

    private static void Write(Utf8JsonWriter json, BundlePart part)
    {
        json.WriteString("path", part.Path);
        json.WriteNumber("size", part.Size);
        json.WriteString("sha256", part.Sha256);
        if (part.Image is not null)
        {
            json.WriteString("image", part.Image);
            json.WriteString("imageId", part.ImageId);
        }
    }

    private static BundleManifest Manifest(JsonElement json) => new(json.GetProperty("time").GetDateTimeOffset(), ArchiveJson.Text(json, "tool"),
        ArchiveJson.Text(json, "release"), ArchiveJson.Text(json, "platform"))
    {
        Parts = ArchiveJson.Parts(json, Part),
        LeftOut = ArchiveJson.LeftOut(json),
    };

    private static BundlePart Part(JsonElement json)
    {
        var image = json.TryGetProperty("image", out _) ? ArchiveJson.Text(json, "image") : null;
        return new(ArchiveJson.Text(json, "path"), json.GetProperty("size").GetInt64(), ArchiveJson.Text(json, "sha256"))
        {
            Image = image,
            ImageId = image is null ? null : ArchiveJson.Text(json, "imageId"),
        };
    }
}
