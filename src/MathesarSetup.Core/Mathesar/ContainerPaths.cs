namespace MathesarSetup.Mathesar;

/// <summary>Where things lie inside Mathesar's container (its Dockerfile and settings; 0.12's single files agree with 0.11's).</summary>
public static class ContainerPaths
{
    /// <summary>Its program's folder; without a container, the install directory stands in its place.</summary>
    public const string Root = "/code";

    /// <summary>Uploads, in every release.</summary>
    public const string Media = $"{Root}/.media";

    /// <summary>Where the official Compose files up to 0.7.1 mounted the volume for uploads, by mistake.</summary>
    public const string MistakenMedia = $"{Root}/media";

    /// <summary>What Mathesar keeps to itself, the key that it made among it.</summary>
    public const string Secrets = $"{Root}/.secrets";

    /// <summary>The file of a key that Mathesar made. It is read to the last byte, a line feed included.</summary>
    public const string KeyFileName = "secret_key.txt";

    /// <summary>Scripts, styles and pictures, collected at every start.</summary>
    public const string Static = $"{Root}/static";

    public const string SsoFileName = "sso.yml";

    public const string FileStorageFileName = "file_storage.yml";

    /// <summary>Python settings that Mathesar's production settings import last: the only way to set what no variable does.</summary>
    public const string LocalSettings = $"{Root}/config/settings/local.py";

    /// <summary>The clusters of the PostgreSQL inside, which the image declares as a volume.</summary>
    public const string InnerDatabase = "/var/lib/postgresql";

    /// <summary>The configuration of the PostgreSQL inside, which the image declares as a volume.</summary>
    public const string InnerConfiguration = "/etc/postgresql";

    /// <summary>A path below its program's folder.</summary>
    public static string Inside(string path) => $"{Root}/{path}";
}
