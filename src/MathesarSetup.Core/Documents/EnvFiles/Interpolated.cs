namespace MathesarSetup.Documents.EnvFiles;

/// <summary>A text in which references were replaced.</summary>
/// <param name="IsMalformed">Whether something in it looks like a reference and is none, for which Compose refuses the file.</param>
/// <param name="Missing">A name that it asks for with <c>${NAME:?...}</c> and that is not set; null when there is none.</param>
internal sealed record Interpolated(string Text, bool IsMalformed, string? Missing)
{
    public static Interpolated Literal(string text) => new(text, IsMalformed: false, Missing: null);
}
