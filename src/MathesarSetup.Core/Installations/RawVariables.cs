using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Installations;

/// <summary>Reads an env file of a container as Docker and Podman do: the rest of a line is the value.</summary>
internal static class RawVariables
{
    /// <summary>The variables; of those that stand twice the last.</summary>
    public static IEnumerable<KeyValuePair<string, FoundText>> Of(FoundFile file) => file.Text.TrimStart('\uFEFF')
        .ReplaceLineEndings("\n").Split('\n')
        .Select(static (text, i) => (Text: text.TrimStart(), Line: i + 1))
        .Where(static l => l.Text.Length > 0 && l.Text[0] != '#' && l.Text.IndexOf('=', StringComparison.Ordinal) > 0)
        .Select(static l => (l.Text, l.Line, Sign: l.Text.IndexOf('=', StringComparison.Ordinal)))
        // With a blank in the name, the engine refuses the file.
        .Where(static l => !l.Text[..l.Sign].Any(char.IsWhiteSpace))
        .GroupBy(static l => l.Text[..l.Sign], StringComparer.Ordinal)
        .Select(same => KeyValuePair.Create(same.Key, Last(file, same.Last())));

    private static FoundText Last(FoundFile file, (string Text, int Line, int Sign) line) =>
        new(line.Text[(line.Sign + 1)..], new Place(file.Path, line.Line)) { HasPlainDollars = true };
}
