using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Merging;

/// <summary>
/// The lines of a file that somebody wrote, for the screen: keys stay, every value is dots. Nobody knows which of them are secret, so what is no key
/// by the file's own format is none.
/// </summary>
public static partial class MaskedLines
{
    /// <summary>Every line of a text, a line for a line.</summary>
    /// <param name="path">The file's name, which says how it is read.</param>
    public static ImmutableArray<string> Of(string path, string text)
    {
        var lines = text.Split('\n').Select(static line => line.TrimEnd('\r')).ToImmutableArray();
        return path.Split('/')[^1] switch
        {
            ".env" or "env" => OfVariables(lines),
            var name when name.EndsWith(".env", StringComparison.Ordinal) => OfVariables(lines),
            var name when name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal) => OfYaml(lines),
            var name when Unit().IsMatch(name) => OfUnit(lines),
            _ => [.. lines.Select(Hidden)],
        };
    }

    /// <summary>One line that stands alone, such as a part of a command: only what is a name beyond doubt is shown.</summary>
    public static string OfOne(string line)
    {
        if (Composes().IsMatch(line))
        {
            return line.TrimEnd();
        }

        var name = Name().Match(line) is { Success: true } variable ? variable : Flag().Match(line);
        return !name.Success ? Hidden(line) : name.Length == line.TrimEnd().Length ? line.TrimEnd() : name.Value + SecretText.Mask;
    }

    // A value may go on over several lines, and then a line of it may look like a variable: from an open quote on, all is dots.
    private static ImmutableArray<string> OfVariables(ImmutableArray<string> lines)
    {
        var masked = ImmutableArray.CreateBuilder<string>(lines.Length);
        char? open = null;
        foreach (var line in lines)
        {
            var name = open is null ? Name().Match(line) : Match.Empty;
            masked.Add(!name.Success ? Hidden(line)
                : Composes().IsMatch(line) ? line
                : name.Value + (name.Length < line.Length ? SecretText.Mask : ""));
            open = open is { } quote ? line.Contains(quote, StringComparison.Ordinal) ? null : quote : Opened(line[name.Length..]);
        }

        return masked.ToImmutable();
    }

    private static char? Opened(string value) =>
        value.TrimStart() is ['"' or '\'', ..] trimmed && trimmed.AsSpan(1).IndexOf(trimmed[0]) < 0 ? trimmed[0] : null;

    private static ImmutableArray<string> OfUnit(ImmutableArray<string> lines)
    {
        var goesOn = false;
        return [.. lines.Select(line =>
        {
            var key = goesOn || line.TrimStart() is ['#' or ';', ..] ? Match.Empty : UnitKey().Match(line);
            var isSection = !goesOn && Section().IsMatch(line);
            goesOn = line.EndsWith('\\');
            return isSection ? line : key.Success ? key.Value + SecretText.Mask : Hidden(line);
        })];
    }

    private static ImmutableArray<string> OfYaml(ImmutableArray<string> lines)
    {
        var masked = lines.Select(Hidden).ToArray();
        foreach (var (from, document) in Documents(lines))
        {
            // Empty lines in front, so that places are those of the file.
            if (YamlTree.Read(new string('\n', from) + string.Join('\n', document)).Root is { } root)
            {
                Show(root, lines, masked);
            }
        }

        return [.. masked];
    }

    private static IEnumerable<(int From, ImmutableArray<string> Lines)> Documents(ImmutableArray<string> lines)
    {
        var from = 0;
        foreach (var document in YamlDocumentLines.Of(lines))
        {
            yield return (from, document);
            from += document.Length;
        }
    }

    private static void Show(YamlNode node, ImmutableArray<string> lines, string[] masked)
    {
        switch (node)
        {
            case YamlNode.Map map:
                foreach (var (key, value) in map.Entries)
                {
                    ShowKey(key, lines, masked);
                    Show(value, lines, masked);
                }

                break;
            case YamlNode.List list:
                foreach (var item in list.Items)
                {
                    ShowItem(item, lines, masked);
                    Show(item, lines, masked);
                }

                break;
        }
    }

    // The first key of a line, with the colon behind it.
    private static void ShowKey(YamlNode.Scalar key, ImmutableArray<string> lines, string[] masked)
    {
        var line = lines[key.Line - 1];
        var (start, end) = ((int)key.Start.Column - 1, (int)key.End.Column - 1);
        if (key.End.Line == key.Start.Line && end <= line.Length && Key().IsMatch(key.Value) && line[..start].All(static c => c is ' ' or '-')
            && line.IndexOf(':', end) is >= 0 and var colon && line[end..colon].Trim().Length == 0)
        {
            masked[key.Line - 1] = line[..(colon + 1)] + (line[(colon + 1)..].Trim().Length > 0 ? $" {SecretText.Mask}" : "");
        }
    }

    // Compose's other way to write a variable.
    private static void ShowItem(YamlNode item, ImmutableArray<string> lines, string[] masked)
    {
        if (item is YamlNode.Scalar { Line: var at } scalar && Name().Match(scalar.Value) is { Success: true } name
            && !name.Value.StartsWith(' ') && lines[at - 1][..Math.Min((int)scalar.Start.Column - 1, lines[at - 1].Length)] is var before
            && before.All(static c => c is ' ' or '-') && before.Contains('-', StringComparison.Ordinal))
        {
            masked[at - 1] = $"{before}{name.Value}{SecretText.Mask}";
        }
    }

    private static string Hidden(string line) => line.Trim() switch
    {
        "" => line,
        "---" or "..." => line,
        ['#', ..] => line[..(line.IndexOf('#', StringComparison.Ordinal) + 1)] + $" {SecretText.Mask}",
        _ => line[..^line.TrimStart().Length] + SecretText.Mask,
    };

    // Compose's own variables, which are no secret.
    [GeneratedRegex(@"^\s*(export\s+)?COMPOSE_(PROJECT_NAME|FILE|PROFILES|PATH_SEPARATOR)=[\w./:,-]*\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Composes();

    // Not the letters and the equals signs with which a key in base64 or base32 ends.
    [GeneratedRegex(@"^\s*(export\s+)?[A-Z_][A-Z0-9_]*=(?!=*\s*$)|^\s*[A-Z][A-Z0-9]*_[A-Z0-9_]*=(?=\s*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*(--[a-z][a-z-]*|-[A-Za-z])([ =]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Flag();

    [GeneratedRegex(@"^[A-Za-z_.][A-Za-z0-9_./-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"\.(service|socket|timer|target|container|pod|kube|volume|network|image|build)$", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^\s*[A-Z][A-Za-z0-9-]{1,40}\s*=", RegexOptions.CultureInvariant)]
    private static partial Regex UnitKey();

    [GeneratedRegex(@"^\s*\[[A-Z][A-Za-z-]{1,20}\]\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Section();
}
