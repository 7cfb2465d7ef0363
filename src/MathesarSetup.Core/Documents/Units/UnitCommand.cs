using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Documents.Units;

/// <summary>The command line by which a service of systemd starts its program.</summary>
public static class UnitCommand
{
    /// <summary>Its words, with what systemd puts in them; none where the unit starts nothing.</summary>
    /// <param name="text">The unit.</param>
    /// <param name="unit">Its name, with its ending.</param>
    /// <param name="specifiers">What stands for letters behind a percent sign that the unit itself does not tell.</param>
    public static ImmutableArray<string> Of(string text, string unit, IReadOnlyDictionary<char, string> specifiers) =>
        UnitText.Last(UnitText.Read(new FoundFile(unit, text)), "Service", "ExecStart") is { } entry
            ? [.. UnitText.Words(entry.Value).Select(word => UnitSpecifiers.Resolve(Told(word, specifiers), unit, isCommand: true))]
            : [];

    private static string Told(string word, IReadOnlyDictionary<char, string> specifiers)
    {
        var output = new StringBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            output.Append(word[i]);
            if (word[i] == '%' && i + 1 < word.Length)
            {
                if (specifiers.TryGetValue(word[++i], out var value))
                {
                    output.Length--;
                    output.Append(value.Replace("%", "%%", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal));
                }
                else
                {
                    output.Append(word[i]);
                }
            }
        }

        return output.ToString();
    }
}
