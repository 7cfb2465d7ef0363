using MathesarSetup.Values;

namespace MathesarSetup.Mathesar;

/// <summary>The images that Mathesar's makers publish and use.</summary>
public static class OfficialImages
{
    /// <summary>Mathesar since 0.2.0.</summary>
    public static readonly ImageReference Mathesar = ImageReference.Of("docker.io/mathesar/mathesar");

    /// <summary>Mathesar up to 0.1.7.</summary>
    public static readonly ImageReference Alpha = ImageReference.Of("docker.io/mathesar/mathesar-prod");

    /// <summary>The PostgreSQL of the official files since 0.2.1, which moves its data to a newer major release by itself.</summary>
    public static readonly ImageReference UpgradingPostgres = ImageReference.Of("docker.io/pgautoupgrade/pgautoupgrade");

    /// <summary>Mathesar's image of a release.</summary>
    public static ImageReference Of(Release release) => Mathesar.WithTag(release.ToString());

    /// <summary>PostgreSQL's own image of a major release.</summary>
    public static ImageReference Postgres(int major) => ImageReference.Of($"docker.io/library/postgres:{major}-bookworm");
}
