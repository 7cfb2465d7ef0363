using System.Text;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>
/// Reads a <c>.env</c> as Mathesar's launcher does: every line goes through <c>xargs</c>, which takes quotation marks off, and is split at its
/// first equals sign. Nothing is replaced, and nothing spans lines.
/// </summary>
internal static class LauncherEnvFile
{
    public static IEnumerable<HostVariable> Read(string text) => text.TrimStart('\uFEFF').Split('\n').Select(static (line, i) => (line, Line: i + 1))
        .Where(static l => l.line.Trim() is not ("" or ['#', ..])).Select(static l => Variable(l.line.TrimEnd('\r'), l.Line));

    private static HostVariable Variable(string line, int at)
    {
        var entry = Words(line);
        var equals = entry?.IndexOf('=', StringComparison.Ordinal) ?? -1;
        return equals > 0 && EnvName.IsValid(entry![..equals])
            ? new HostVariable(entry[..equals], entry[(equals + 1)..], at, at)
            : new HostVariable("", line.Trim(), at, at);
    }

    // Null where a quotation mark has no twin: xargs refuses such a line, and the launcher ends.
    private static string? Words(string line)
    {
        var (output, quote, gap) = (new StringBuilder(), '\0', false);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == '\0' && c is ' ' or '\t' && quote == '\0')
            {
                gap = output.Length > 0;
                continue;
            }

            output.Append(gap ? " " : "");
            gap = false;
            if (quote != '\0' ? c == quote : c is '\'' or '"')
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (quote != '\0' || c != '\\')
            {
                output.Append(c);
            }
            else if (i + 1 < line.Length)
            {
                output.Append(line[++i]);
            }
        }

        return quote == '\0' ? output.ToString() : null;
    }
}
