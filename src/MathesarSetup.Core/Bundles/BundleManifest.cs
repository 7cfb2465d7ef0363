using System.Collections.Immutable;
using MathesarSetup.Backups;

namespace MathesarSetup.Bundles;

/// <summary>What a bundle says of itself: it stands first in the archive.</summary>
/// <param name="Time">When it was written, UTC.</param>
/// <param name="Tool">The program that wrote it.</param>
/// <param name="Release">The release of Mathesar, such as <c>0.12.0</c>.</param>
/// <param name="Platform">What it runs on, such as <c>linux/amd64</c>.</param>
public sealed record BundleManifest(DateTimeOffset Time, string Tool, string Release, string Platform)
{
    /// <summary>The form of the archive that this program writes.</summary>
    public const int Format = 1;

    /// <summary>Its name in the archive.</summary>
    public const string FileName = "bundle.json";

    public ImmutableArray<BundlePart> Parts { get; init; } = [];

    public ImmutableArray<LeftOut> LeftOut { get; init; } = [];

    public IEnumerable<BundlePart> Images => Parts.Where(static p => p.Image is not null);

    /// <summary>The name of the file of a bundle.</summary>
    public string UsualName => $"mathesar-bundle-{Release}-{Platform.Replace('/', '-')}.tar";
}

/// <summary>A file in a bundle.</summary>
/// <param name="Path">Its name there.</param>
/// <param name="Sha256">The hash of its bytes, in lower case.</param>
public sealed record BundlePart(string Path, long Size, string Sha256)
{
    /// <summary>The name of the image that it holds; null for another file.</summary>
    public string? Image { get; init; }

    /// <summary>That image's id: a digest is lost when an image is loaded, the id is not.</summary>
    public string? ImageId { get; init; }
}
