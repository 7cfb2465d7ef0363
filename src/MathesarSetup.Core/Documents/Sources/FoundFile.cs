namespace MathesarSetup.Documents.Sources;

/// <summary>A text of an installation that is imported.</summary>
/// <param name="Path">Relative to the installation's directory, with forward slashes, or what the user calls it.</param>
public sealed record FoundFile(string Path, string Text)
{
    public override string ToString() => Path;
}

/// <summary>A line that was not understood. It may hold a secret.</summary>
public sealed record Unread(string File, int Line, string Text)
{
    public override string ToString() => $"{File}:{Line}";
}
