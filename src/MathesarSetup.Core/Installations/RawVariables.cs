using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Installations;

/// <summary>Reads an env file of a container as Docker and Podman do: the rest of a line is the value.</summary>
internal static class RawVariables
{
    /// <summary>The variables; of those that stand twice the last.</summary>
    public static IEnumerable<KeyValuePair<string, FoundText>> Of(FoundFile file) => file.Text.ReplaceLineEndings("\n").Split('\n')
        .Select(static (text, i) => (text, Line: i + 1))
        .Where(static l => l.text.Length > 0 && l.text[0] != '#' && l.text.IndexOf('=', StringComparison.Ordinal) > 0)
        .GroupBy(static l => l.text[..l.text.IndexOf('=', StringComparison.Ordinal)].Trim(), StringComparer.Ordinal)
        .Select(same => KeyValuePair.Create(same.Key, new FoundText(same.Last().text[(same.Last().text.IndexOf('=', StringComparison.Ordinal) + 1)..],
            new Place(file.Path, same.Last().Line))));
}
