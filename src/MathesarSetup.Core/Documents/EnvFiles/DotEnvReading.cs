using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using MathesarSetup.Findings;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>The variables of a <c>.env</c> file as they stand there, in their order.</summary>
/// <param name="Unread">The lines, from 1, that are neither variable nor comment.</param>
internal sealed partial record DotEnvReading(ImmutableArray<DotEnvEntry> Entries, ImmutableArray<int> Unread)
{
    // References to references double a text with every line; past this, they are left as they stand.
    private const int MostText = 2 * 1024 * 1024;

    /// <summary>Why Compose does not read the file; null when it does. The variables above the place are known all the same.</summary>
    public Finding? Problem { get; init; }

    /// <summary>What the variables stand for; the last one of a name counts.</summary>
    /// <param name="outside">What names stand for that are set elsewhere, which beats what the file itself says above; null for none.</param>
    public DotEnvValues Values(Func<string, string?>? outside = null)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var problem = Problem;
        var left = MostText;
        foreach (var entry in Entries)
        {
            var value = left > 0 ? Expanded(entry, name => outside?.Invoke(name) ?? values.GetValueOrDefault(name)) : Interpolated.Literal(entry.Raw);
            values[entry.Name] = value.Text;
            left -= value.Text.Length;
            problem ??= Refusal(value) is { } refusal ? refusal with { Line = entry.Line } : null;
        }

        return new DotEnvValues(values.ToImmutable(), problem);
    }

    private static Finding? Refusal(Interpolated value) =>
        value.IsMalformed ? EnvFileFinding.Reference.At() : value.Missing is { } name ? EnvFileFinding.Required.Say(
            $"The value asks for {name}, which nothing above it sets, and Compose refuses the file without it. Set {name} above it.") : null;

    private static Interpolated Expanded(DotEnvEntry entry, Func<string, string?> lookup) => entry.Quote switch
    {
        '\'' => Interpolated.Literal(WithoutEscapes(entry.Raw, '\'')),
        _ => Interpolation.Read(References(entry), lookup),
    };

    /// <summary>The text of a value in which references are replaced; of one in single quotes none are.</summary>
    public static string References(DotEnvEntry entry) => entry.Quote switch
    {
        '\'' => "",
        '"' => Escape().Replace(WithoutEscapes(entry.Raw, '"'), static match => Escaped(match.Value)),
        _ => entry.Raw,
    };

    // A backslash before the quotation mark is none of the value; every other one is, with what follows it.
    private static string WithoutEscapes(string raw, char quote)
    {
        var output = new StringBuilder();
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length)
            {
                output.Append(raw[i + 1] == quote ? "" : "\\").Append(raw[++i]);
            }
            else
            {
                output.Append(raw[i]);
            }
        }

        return output.ToString();
    }

    private static string Escaped(string text) => text switch
    {
        // The sign itself, for whoever expands references next.
        "\\$" => "$$",
        "\\a" => "\a",
        "\\b" => "\b",
        "\\f" => "\f",
        "\\n" => "\n",
        "\\r" => "\r",
        "\\t" => "\t",
        "\\v" => "\v",
        "\\\\" or "\\\"" => text[1..],
        ['\\', '0', >= '0' and <= '3' and var a, >= '0' and <= '7' and var b, >= '0' and <= '7' and var c] =>
            ((char)(((a - '0') * 64) + ((b - '0') * 8) + (c - '0'))).ToString(),
        ['\\', '0', ..] => $"\\{text[2..]}",
        _ => text,
    };

    [GeneratedRegex(@"\\(?:[abcfnrtv$""\\]|0[0-9]{0,3})")]
    private static partial Regex Escape();
}

/// <summary>What the variables of a <c>.env</c> file stand for.</summary>
/// <param name="Problem">Why Compose does not read the file; null when it does.</param>
internal sealed record DotEnvValues(ImmutableDictionary<string, string> Texts, Finding? Problem);
