namespace MathesarSetup.Setups;

/// <summary>A file of an installation, whether it still lies there or only its last generated copy does.</summary>
/// <param name="Path">Relative to the install directory.</param>
/// <param name="Former">As it was last generated; null when it was not.</param>
/// <param name="Present">As it lies there now; null when it does not.</param>
public sealed record StandingFile(string Path, string? Former, string? Present)
{
    public override string ToString() => Path;
}
