using System.Text.RegularExpressions;

namespace MathesarSetup.Documents.Shell;

/// <summary>Finds the closing line of a here-document.</summary>
internal static partial class HereDocument
{
    private const string End = "END_OF_FILE";

    /// <summary>A closing line that the text does not hold; null where the text had better take another way.</summary>
    public static string? EndFor(string text)
    {
        if (!text.EndsWith('\n') || text.Contains('\0', StringComparison.Ordinal) || LosesAByte().IsMatch(text))
        {
            return null;
        }

        var lines = text.Split('\n').ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, int.MaxValue).Select(n => n == 0 ? End : $"{End}_{n}").First(end => !lines.Contains(end));
    }

    // dash 0.5.12 drops the first byte of a non-ASCII character that follows the start of the closing line (seen by experiment:
    // "Eé" comes out as "E" and a stray byte).
    [GeneratedRegex(@"^E[A-Z0-9_]*[^\x00-\x7F]", RegexOptions.Multiline)]
    private static partial Regex LosesAByte();
}
