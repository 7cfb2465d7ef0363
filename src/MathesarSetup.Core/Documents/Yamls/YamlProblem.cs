using MathesarSetup.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MathesarSetup.Documents.Yamls;

/// <summary>Says in plain words why a text is not YAML, or not YAML that is read.</summary>
internal static class YamlProblem
{
    /// <param name="at">The line at which the parser gave up.</param>
    public static Finding Explain(int at, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var line = Math.Clamp(at, 1, lines.Length);

        // A tab is refused on its own line, on the line after, or where the map starts that it stands in.
        var tab = Enumerable.Range(Math.Max(1, line - 1), lines.Length - Math.Max(1, line - 1) + 1)
            .FirstOrDefault(n => IndentedByTab(lines[n - 1]) && (n <= line + 1 || IsReadUpTo(lines, n - 1)));
        return tab > 0
            ? YamlFinding.Tab.At() with { Line = tab }
            : YamlFinding.NotYaml.At() with { Line = line };
    }

    // Whether what stands above is no problem and the next line is one.
    private static bool IsReadUpTo(string[] lines, int count) =>
        IsRead(string.Join('\n', lines[..count])) && !IsRead(string.Join('\n', lines[..(count + 1)]));

    private static bool IsRead(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            while (parser.MoveNext())
            {
            }

            return true;
        }
        catch (Exception problem) when (problem is YamlException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>The finding about a node that is YAML and is not read all the same; null for one that is read.</summary>
    public static Finding? Refuse(ParsingEvent node) => node switch
    {
        AnchorAlias or NodeEvent { Anchor.IsEmpty: false } =>
            YamlFinding.Alias.At(),
        NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag } when !tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) =>
            YamlFinding.Tag.At(),
        _ => null,
    };

    private static bool IndentedByTab(string line) => line[..^line.TrimStart().Length].Contains('\t', StringComparison.Ordinal);
}
