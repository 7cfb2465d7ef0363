using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Merging;

/// <summary>Whether a text can be read by what reads files of its name.</summary>
public static partial class FileForm
{
    /// <summary>The first line, from 1, from which on it cannot be read; null when it can, or when nobody says how it is read.</summary>
    public static int? Broken(string path, string text)
    {
        var lines = TextLines.Of(text);
        return path.Contains("/templates/", StringComparison.Ordinal) ? OfTemplate(lines) : path.Split('/')[^1] switch
        {
            ".env" => OfCompose(text),
            var name when name.EndsWith(".env", StringComparison.Ordinal) => First(lines, static line => !IsVariable(line)),
            var name when name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal) => OfYaml(lines),
            "Caddyfile" => OfBraces(lines),
            var name => name[(name.LastIndexOf('.') + 1)..] switch
            {
                "caddy" or "conf" => OfBraces(lines),
                "sh" => ShellForm.Broken(text),
                "service" or "container" or "volume" or "network" or "pod" or "kube" or "image" or "build" or "timer" or "socket" => OfUnit(lines),
                _ => null,
            },
        };
    }

    private static int? OfYaml(ImmutableArray<string> lines)
    {
        var from = 0;
        foreach (var document in YamlDocumentLines.Of(lines))
        {
            // Empty lines in front, so that places are those of the file.
            var (root, problem) = YamlTree.Read(new string('\n', from) + string.Join('\n', document));
            if (problem is not null || Twice(root) is not null)
            {
                return problem is null ? Twice(root) : problem.Line ?? from + 1;
            }

            from += document.Length;
        }

        return null;
    }

    // A chart's template is YAML only once Helm has filled it in: what it opens has to be closed.
    private static int? OfTemplate(ImmutableArray<string> lines)
    {
        var open = new Stack<int>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].AsSpan().Count("{{") != lines[i].AsSpan().Count("}}"))
            {
                return i + 1;
            }

            foreach (Match word in Block().Matches(lines[i]))
            {
                if (word.Groups[1].ValueSpan is not "end")
                {
                    open.Push(i + 1);
                }
                else if (!open.TryPop(out _))
                {
                    return i + 1;
                }
            }
        }

        return open.TryPop(out var line) ? line : null;
    }

    [GeneratedRegex(@"\{\{-?\s*(if|range|with|define|block|end)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    // Composes and clusters refuse a key that stands twice. A merge key may.
    private static int? Twice(YamlNode? node) => node switch
    {
        YamlNode.Map map => map.Entries.Where(static e => e.Key.Value != "<<").GroupBy(static e => e.Key.Value, StringComparer.Ordinal)
            .Where(static same => same.Count() > 1).Select(static same => (int?)same.ElementAt(1).Key.Line).FirstOrDefault()
            ?? map.Entries.Select(static e => Twice(e.Value)).FirstOrDefault(static line => line is not null),
        YamlNode.List list => list.Items.Select(Twice).FirstOrDefault(static line => line is not null),
        _ => null,
    };

    private static int? OfCompose(string text)
    {
        var (entries, unread) = DotEnvReader.Read(text);
        // A quote that nothing closes stands at the start of what was read as a plain value.
        var open = entries.Where(static e => e.Quote is null && e.Raw is ['\'' or '"', ..]).Select(static e => e.Line);
        return unread.Concat(open).Order().Select(static line => (int?)line).FirstOrDefault();
    }

    // Docker's and Podman's own: a name without blanks, with or without a value.
    private static bool IsVariable(string line) => line.TrimStart() is "" or ['#', ..]
        || (line.Split('=')[0] is { Length: > 0 } name && !name.TrimStart().Any(char.IsWhiteSpace) && name[0] != '=');

    private static int? OfUnit(ImmutableArray<string> lines)
    {
        var (goesOn, hasSection) = (false, false);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line is "" or ['#' or ';', ..])
            {
                // Comments may stand between the lines of one value, and an empty line ends it.
                goesOn = goesOn && line.Length > 0;
                continue;
            }

            var isSection = line is ['[', _, .., ']'];
            if (!goesOn && !isSection && (!hasSection || line.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                return i + 1;
            }

            (hasSection, goesOn) = (hasSection || isSection, line.EndsWith('\\'));
        }

        return null;
    }

    // What stands between quotes or behind a mark of a comment opens and closes nothing.
    private static int? OfBraces(ImmutableArray<string> lines)
    {
        var open = new Stack<int>();
        char? quote = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var before = ' ';
            foreach (var c in lines[i])
            {
                if (quote is null && c == '#' && char.IsWhiteSpace(before))
                {
                    break;
                }

                if (c == '}' && quote is null && !open.TryPop(out _))
                {
                    return i + 1;
                }

                if (c == '{' && quote is null)
                {
                    open.Push(i + 1);
                }

                quote = c is '"' or '\'' or '`' && before != '\\' ? quote is null ? c : quote == c ? null : quote : quote;
                before = c;
            }
        }

        return open.TryPop(out var line) ? line : null;
    }

    private static int? First(ImmutableArray<string> lines, Func<string, bool> isBroken) =>
        Enumerable.Range(0, lines.Length).Where(i => isBroken(lines[i])).Select(static i => (int?)i + 1).FirstOrDefault();
}
