using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Targets;

/// <summary>
/// Lines of a file that others may repeat: the comment of a setting, the head of a file, a function of a script, a section of a README.
/// </summary>
/// <param name="Name">What the lines are about; null for a line that is nothing of these.</param>
/// <param name="Mark">What stands before each of them: indentation, and the mark of a comment.</param>
internal sealed partial record GoldenPassage(string? Name, string Mark, string Text)
{
    // The longest first: a short one may stand in a long one.
    private static readonly (string Key, string Help)[] s_helps =
        [.. Settings.All.Select(s => (s.Key, Help: Words(s.Help))).Where(s => s.Help.Length > 0).OrderByDescending(s => s.Help.Length)];

    /// <summary>Whether it explains a setting.</summary>
    public bool IsHelp => s_helps.Any(s => s.Key == Name);

    public static IEnumerable<GoldenPassage> Split(string path, string content)
    {
        var lines = content.Split('\n');
        for (var at = 0; at < lines.Length;)
        {
            var passage = Section(path, lines, at) ?? Function(lines, at) ?? Comment(path, lines, at) ?? new(null, "", lines[at]);
            yield return passage;
            at += passage.Text.Count(c => c == '\n') + 1;
        }
    }

    /// <summary>The lines as they stand in the file.</summary>
    public static string Write(string mark, string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? mark.TrimEnd() : mark + line));

    private static GoldenPassage? Section(string path, string[] lines, int at)
    {
        if (path != "README.md" || !lines[at].StartsWith("## ", StringComparison.Ordinal))
        {
            return null;
        }

        var section = lines.Skip(at + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Prepend(lines[at]);
        return new(lines[at], "", string.Join('\n', section).TrimEnd('\n'));
    }

    private static GoldenPassage? Function(string[] lines, int at)
    {
        if (FunctionStart().Match(lines[at]) is not { Success: true } start)
        {
            return null;
        }

        var mark = start.Groups["mark"].Value;
        var end = Array.IndexOf(lines, mark + "}", at);
        return end < 0 ? null : Marked($"{start.Groups["name"].Value}()", mark, lines[at..(end + 1)]);
    }

    private static GoldenPassage? Comment(string path, string[] lines, int at)
    {
        if (CommentMark().Match(lines[at]) is not { Success: true } start)
        {
            return null;
        }

        var passage = Marked("", start.Value, [.. lines.Skip(at).TakeWhile(line => IsMarked(start.Value, line))])!;
        var words = Words(passage.Text);
        var isHead = lines.Take(at).All(line => line.StartsWith("#!", StringComparison.Ordinal));
        var name = s_helps.FirstOrDefault(s => words.Contains(s.Help, StringComparison.Ordinal)).Key ?? (isHead ? Path.GetFileName(path) : null);
        return name is null ? null : passage with { Name = name };
    }

    private static GoldenPassage? Marked(string name, string mark, string[] lines) => lines.All(line => IsMarked(mark, line))
        ? new(name, mark, string.Join('\n', lines.Select(line => line.Length > mark.Length ? line[mark.Length..] : "")))
        : null;

    private static bool IsMarked(string mark, string line) =>
        line == mark.TrimEnd() || (line.Length > mark.Length && line.StartsWith(mark, StringComparison.Ordinal));

    /// <summary>A text without what formats do to it: they wrap it in their own ways, and some may not carry its quotes.</summary>
    public static string Words(string text) => string.Join(' ', Word().Matches(text).Select(m => m.Value));

    [GeneratedRegex(@"^(?<mark> *)(?<name>[a-z_]+)\(\) \{$")]
    private static partial Regex FunctionStart();

    [GeneratedRegex(@"^ *(?:(?:# +)*# |-- )(?=\S)")]
    private static partial Regex CommentMark();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
