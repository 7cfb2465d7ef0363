namespace MathesarSetup.Documents.EnvFiles;

/// <summary>One reference in a text that Compose expands, and where its parts stand.</summary>
/// <param name="Start">Of the dollar sign.</param>
/// <param name="End">Behind the name or the closing brace.</param>
/// <param name="Default">The start of the default behind <c>:-</c> or <c>-</c>; null when it has none.</param>
internal sealed record ReferenceSpan(string Name, int Start, int End, int? Default)
{
    /// <summary>The references of a text, those in defaults of others left out.</summary>
    public static IEnumerable<ReferenceSpan> In(string text)
    {
        for (var i = 0; i < text.Length - 1; i++)
        {
            if (text[i] != '$')
            {
                continue;
            }

            if (text[i + 1] == '$')
            {
                i++;
            }
            else if (Read(text, i) is { } span)
            {
                yield return span;
                i = span.End - 1;
            }
        }
    }

    private static ReferenceSpan? Read(string text, int start)
    {
        var isBraced = text[start + 1] == '{';
        var name = start + (isBraced ? 2 : 1);
        var end = name;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        var close = isBraced ? Interpolation.ClosingBrace(text.AsSpan(start + 1)) : end - start - 2;
        if (end == name || close < 0)
        {
            return null;
        }

        var rest = text.AsSpan(end);
        int? @default = rest.StartsWith(":-") ? end + 2 : rest.StartsWith("-") ? end + 1 : null;
        return new ReferenceSpan(text[name..end], start, start + close + 2, isBraced ? @default : null);
    }
}
