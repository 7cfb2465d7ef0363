using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Merging;

/// <summary>
/// The lines of a file that somebody else wrote, for the screen. Nobody knows which of their values are secret, so a value is shown only where its
/// key names something that is none, such as an image, a port or a host; anything else is dots.
/// </summary>
public static partial class ShownLines
{
    // What Compose calls things that are no secret, and whatever stands below lists of these.
    private static readonly FrozenSet<string> s_open = FrozenSet.Create(StringComparer.Ordinal,
        "image", "container_name", "hostname", "restart", "network_mode", "ports", "volumes", "networks", "depends_on", "condition", "env_file",
        "extends", "file", "service", "name", "external", "driver", "build", "context", "dockerfile", "profiles", "expose", "user", "platform",
        "init", "stop_grace_period", "shm_size", "mem_limit", "cpus", "interval", "timeout", "retries", "start_period", "source", "target", "type",
        "read_only", "published", "mode", "host_ip", "protocol", "required", "path", "include", "configs", "secrets", "aliases", "pull_policy",
        "working_dir", "cap_drop", "cap_add", "tmpfs", "extra_hosts", "version", "max-size", "max-file", "memory", "<<",
        "DOMAIN_NAME", "COMPOSE_FILE", "COMPOSE_PROJECT_NAME", "MATHESAR_VERSION", "TZ", "LANG");

    private static readonly FrozenSet<string> s_variables = Settings.All.Where(static s => s is { Secret: false, Variable: not null })
        .Select(static s => s.Variable!).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The whole text, a line for a line.</summary>
    /// <param name="path">The file's name, which says how it is read.</param>
    public static string Of(string path, string text) => string.Join('\n', Each(path, text));

    /// <summary>Every line of it.</summary>
    public static ImmutableArray<string> Each(string path, string text)
    {
        var lines = text.Split('\n');
        return path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal)
            ? OfYaml(lines)
            : OfVariables(lines);
    }

    // A value may go on over several lines: what is no assignment is dots.
    private static ImmutableArray<string> OfVariables(string[] lines)
    {
        char? open = null;
        return [.. lines.Select(line =>
        {
            var variable = open is null ? Variable().Match(line) : Match.Empty;
            var value = variable.Success ? line[variable.Length..].Trim() : "";
            var shown = variable.Success ? variable.Value + Value(variable.Groups["name"].Value, line[variable.Length..])
                : open is null ? Otherwise(line) : Hidden(line);
            open = open is { } quote ? line.Contains(quote, StringComparison.Ordinal) ? null : quote
                : value is ['"' or '\'', .. var rest] && !rest.Contains(value[0], StringComparison.Ordinal) ? value[0] : null;
            return shown;
        })];
    }

    private static ImmutableArray<string> OfYaml(string[] lines)
    {
        var parents = new Stack<(int Indent, string Key)>();
        int? block = null;
        return [.. lines.Select(line =>
        {
            var indent = line.Length - line.TrimStart(' ', '-').Length;
            if (line.Trim().Length == 0 || (block is { } within && line.Length - line.TrimStart(' ').Length > within))
            {
                return Hidden(line);
            }

            block = null;
            if (line.TrimStart().StartsWith('#'))
            {
                return Otherwise(line);
            }

            while (parents.TryPeek(out var parent) && parent.Indent >= indent)
            {
                parents.Pop();
            }

            var above = parents.TryPeek(out var over) ? over.Key : "";
            if (Entry().Match(line) is { Success: true } entry)
            {
                var key = entry.Groups["key"].Value.Trim('"', '\'');
                parents.Push((indent, key));
                block = Block().IsMatch(line) ? line.Length - line.TrimStart(' ').Length : null;
                return entry.Value + Value(key, line[entry.Length..]);
            }

            return Item().Match(line) is not { Success: true } item ? Otherwise(line)
                : item.Groups["name"].Value is { Length: > 0 } name ? item.Value + Value(name, line[item.Length..])
                : item.Value + Value(above, line[item.Length..]);
        })];
    }

    private static string Value(string key, string value) =>
        value.Trim().Length == 0 || Structure().IsMatch(value) || Reference().IsMatch(value) ? value
        : s_open.Contains(key) || s_variables.Contains(key) || (key.EndsWith("PORT", StringComparison.Ordinal) && Number().IsMatch(value))
            ? Login().Replace(WithoutRemark(value), $"${{before}}{SecretText.Mask}@")
        : value.Length > 0 && value[0] == ' ' ? $" {SecretText.Mask}" : SecretText.Mask;

    private static string WithoutRemark(string value) =>
        value.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var at && !Prose().IsMatch(value[at..])
            ? $"{value[..at]} # {SecretText.Mask}"
            : value;

    private static string Otherwise(string line) => Prose().IsMatch(line) || line.Trim() is "---" or "..." ? line : Hidden(line);

    private static string Hidden(string line) =>
        line.Trim().Length == 0 ? line
        : line[..^line.TrimStart().Length] + (line.TrimStart().StartsWith('#') ? $"# {SecretText.Mask}" : SecretText.Mask);

    [GeneratedRegex(@"^\s*(export\s+)?(?<name>[A-Za-z_][\w.-]*)=(?!=*\s*$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\s*(- +)*(?<key>[""']?[\w./<-][\w./<-]*[""']?)\s*:(?=\s|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\s*(- +)+[""']?((?<name>[A-Za-z_]\w*)=)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Item();

    [GeneratedRegex(@"[:\s][|>][-+0-9]*\s*$")]
    private static partial Regex Block();

    // Anchors, aliases, empty collections and words that nobody takes for a secret.
    [GeneratedRegex(
        @"^\s*([&*][\w.-]+\s*)?(\{\s*\}|\[\s*\]|true|false|null|~|[|>][-+0-9]*)?\s*(#\s*)?$|^\s*\[\s*\*[\w.-]+(\s*,\s*\*[\w.-]+)*\s*\]\s*$")]
    private static partial Regex Structure();

    [GeneratedRegex(@"^\s*[""']?\$(\w+|\{\w+\})[""']?\s*$")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\s*[""']?\d{1,5}[""']?\s*$")]
    private static partial Regex Number();

    // A remark in words. One that speaks of secrets, or holds what could be one, is none.
    [GeneratedRegex(@"^\s*#+(?!.*(pass|secret|token|key|pwd|credential|login))([\s,.;:!?()'""/-]|[A-Za-z]{1,20}(?![\w=@])|\d{1,5}(?![\w=@]))*\r?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Prose();

    [GeneratedRegex(@"(?<before>://[^\s:@/]*:)[^\s/]*@", RegexOptions.ExplicitCapture)]
    private static partial Regex Login();
}
