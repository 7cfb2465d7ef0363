using System.Collections.Immutable;
using System.Text;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>
/// Reads a <c>.env</c> file as Compose does (compose-go's dotenv): quotes, escapes, references, comments behind values, values of several lines.
/// </summary>
internal sealed class DotEnvReader
{
    // References to references double a text with every line; past this, they are left as they stand.
    private const int MostText = 2 * 1024 * 1024;

    private readonly string[] _lines;
    private readonly ImmutableArray<DotEnvEntry>.Builder _entries = ImmutableArray.CreateBuilder<DotEnvEntry>();
    private readonly ImmutableArray<int>.Builder _unread = ImmutableArray.CreateBuilder<int>();

    private DotEnvReader(string text) => _lines = text.TrimStart('\uFEFF').Split('\n').Select(static line => line.TrimEnd('\r')).ToArray();

    /// <summary>The variables in their order, and the lines, from 1, that are neither variable nor comment.</summary>
    public static (ImmutableArray<DotEnvEntry> Entries, ImmutableArray<int> Unread) Read(string text)
    {
        var reader = new DotEnvReader(text);
        for (var line = 0; line < reader._lines.Length;)
        {
            line += reader.ReadLine(line);
        }

        return (reader._entries.ToImmutable(), reader._unread.ToImmutable());
    }

    /// <summary>
    /// What the variables stand for; the last one of a name counts. A reference to a name that the file does not set stands for nothing.
    /// </summary>
    public static ImmutableDictionary<string, string> Values(IEnumerable<DotEnvEntry> entries)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var left = MostText;
        foreach (var entry in entries)
        {
            values[entry.Name] = left > 0 ? ValueOf(entry, values.GetValueOrDefault) : entry.Raw;
            left -= values[entry.Name].Length;
        }

        return values.ToImmutable();
    }

    public static ImmutableDictionary<string, string> Values(string text) => Values(Read(text).Entries);

    private static string ValueOf(DotEnvEntry entry, Func<string, string?> lookup) => entry.Quote switch
    {
        '\'' => entry.Raw.Replace("\\'", "'", StringComparison.Ordinal),
        '"' => Interpolation.Expand(entry.Raw, lookup, escapes: true),
        _ => Interpolation.Expand(entry.Raw, lookup),
    };

    // Gives how many lines were read.
    private int ReadLine(int at)
    {
        var line = _lines[at].Trim();
        if (line.Length == 0 || line[0] == '#')
        {
            return 1;
        }

        var body = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..].TrimStart() : line;
        var equals = body.IndexOfAny(['=', ':']);
        var name = equals < 0 ? "" : body[..equals].Trim();
        if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
        {
            _unread.Add(at + 1);
            return 1;
        }

        var value = body[(equals + 1)..].TrimStart();
        return value.Length > 0 && value[0] is '\'' or '"' && Quoted(at, name, value) is { } quoted ? Add(quoted) : Add(Plain(at, name, value));
    }

    private int Add(DotEnvEntry entry)
    {
        _entries.Add(entry);
        return entry.Lines;
    }

    private static DotEnvEntry Plain(int at, string name, string value)
    {
        var end = value.StartsWith('#') ? 0 : value.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var mark ? mark : value.Length;
        return new DotEnvEntry(name, value[..end].Trim(), null, at + 1, 1, value[end..].Trim());
    }

    // Null when the quotation mark is never closed: Compose refuses such a file, and the line is taken as it stands.
    private DotEnvEntry? Quoted(int at, string name, string value)
    {
        var quote = value[0];
        var raw = new StringBuilder();
        var rest = value[1..];
        for (var lines = 1; ; lines++)
        {
            for (var i = 0; i < rest.Length; i++)
            {
                if (rest[i] == quote)
                {
                    return new DotEnvEntry(name, raw.ToString(), quote, at + 1, lines, rest[(i + 1)..].Trim());
                }

                raw.Append(rest[i]);
                if (rest[i] == '\\' && i + 1 < rest.Length && (quote == '"' || rest[i + 1] == '\''))
                {
                    raw.Append(rest[++i]);
                }
            }

            if (at + lines >= _lines.Length)
            {
                return null;
            }

            raw.Append('\n');
            rest = _lines[at + lines];
        }
    }
}
