namespace MathesarSetup.Installations;

/// <summary>Names of files that an import leaves.</summary>
public static class ImportedFiles
{
    /// <summary>The file that Compose reads beside the generated one, for what was not understood.</summary>
    public const string Override = "compose.override.yaml";
}
