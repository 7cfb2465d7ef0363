using System.Text.Json;
using System.Text.RegularExpressions;
using MathesarSetup.Engine.Files;
using MathesarSetup.Merging;

namespace MathesarSetup.App.Supporting;

/// <summary>
/// The values that stand in files and may be secrets: all but those whose key names something that is none. They are hidden wherever else they stand.
/// </summary>
internal static partial class HiddenValues
{
    // A shorter one stands by chance in every second word.
    private const int Shortest = 6;

    /// <summary>All of the files as they are and as they ever were: what was replaced may still be in a log.</summary>
    public static IEnumerable<string> In(InstallDirectory directory) =>
        directory.Versions.Append(directory.Current).SelectMany(static v => v.Files).Where(static f => !f.IsBinary)
            .SelectMany(static f => new[] { (f.Path, Text: f.Text), (f.Path, Text: f.Generated ?? "") })
            .Distinct().SelectMany(static f => In(f.Path, f.Text));

    /// <summary>Those of one text.</summary>
    public static IEnumerable<string> In(string path, string text)
    {
        var (lines, shown) = (text.Split('\n'), ShownLines.Each(path, text));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == shown[i])
            {
                continue;
            }

            var start = lines[i].Zip(shown[i]).TakeWhile(static pair => pair.First == pair.Second).Count();
            var value = Bare(lines[i][start..]);
            foreach (var one in Login().Matches(value).Select(static m => m.Groups[1].Value).Append(value).Append(Unescaped(value)))
            {
                if (one.Length >= Shortest)
                {
                    yield return one;
                }
            }
        }
    }

    /// <summary>The same value as other programs write it.</summary>
    public static IEnumerable<string> Spellings(string value) =>
    [
        value,
        JsonEncodedText.Encode(value).Value,
        Uri.EscapeDataString(value),
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value)),
        value.Replace("'", "''", StringComparison.Ordinal),
        value.Replace("$", "$$", StringComparison.Ordinal),
        value.Replace("'", "'\\''", StringComparison.Ordinal),
    ];

    private static string Bare(string text)
    {
        var value = text.Trim().TrimEnd(',');
        return value is ['"' or '\'', _, ..] && value[^1] == value[0] ? value[1..^1] : value;
    }

    private static string Unescaped(string value) => value.Replace("''", "'", StringComparison.Ordinal).Replace("$$", "$", StringComparison.Ordinal)
        .Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex(@"://[^:/@\s]*:([^@\s]+)@")]
    private static partial Regex Login();
}
