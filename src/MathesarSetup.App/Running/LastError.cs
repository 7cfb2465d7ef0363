using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Running;

/// <summary>The last error in a log, with the lines that belong to it: a stack of Python's, or what PostgreSQL adds below.</summary>
public static partial class LastError
{
    private const string Stack = "Traceback (most recent call last):";

    /// <summary>Its lines; none where the log holds no error.</summary>
    public static ImmutableArray<LogLine> In(ImmutableArray<LogLine> lines)
    {
        var last = lines.Length - 1;
        while (last >= 0 && !IsError(lines[last]))
        {
            last--;
        }

        if (last < 0)
        {
            return [];
        }

        var first = last;
        while (first > 0 && !IsStack(lines[first]) && (IsInner(lines[first - 1]) || IsStack(lines[first - 1])))
        {
            first--;
        }

        // A stack that was cut off ends in its own lines.
        var end = last + 1;
        while (end < lines.Length && (IsInner(lines[end]) || Addition().IsMatch(lines[end].Text)))
        {
            end++;
        }

        return lines[first..end];
    }

    private static bool IsError(LogLine line) => line.Meaning is { Severity: Severity.Error } || IsStack(line) || Error().IsMatch(line.Text);

    private static bool IsStack(LogLine line) => line.Text.Contains(Stack, StringComparison.Ordinal);

    private static bool IsInner(LogLine line) => line.Text is [' ' or '\t', ..];

    [GeneratedRegex(@"\b(ERROR|FATAL|PANIC|CRITICAL)\b|^[\w.]+(Error|Exception)\b")]
    private static partial Regex Error();

    [GeneratedRegex(@"\b(DETAIL|HINT|STATEMENT|CONTEXT|QUERY):")]
    private static partial Regex Addition();
}
