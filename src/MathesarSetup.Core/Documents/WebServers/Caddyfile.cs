using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.WebServers;

/// <summary>A Caddyfile: directives with arguments, and blocks of them.</summary>
public sealed class Caddyfile
{
    private readonly StringBuilder _output;
    private readonly string _indent;

    public Caddyfile(string? header = null)
        : this(new StringBuilder(), indent: "")
    {
        CommentLines.Write(header, "# ", _output);
    }

    private Caddyfile(StringBuilder output, string indent) => (_output, _indent) = (output, indent);

    /// <summary>Whether an argument can hold the value. Braces mean placeholders to Caddy, and a text with a backtick cannot also hold
    /// <c>\"</c> or end in a backslash.</summary>
    public static bool CanCarry(string value) =>
        SingleLine.Fits(value) && !value.AsSpan().ContainsAny('{', '}') && (FitsDoubleQuotes(value) || FitsBackticks(value));

    /// <summary>Adds an empty line.</summary>
    public void Blank() => _output.Append('\n');

    public void Comment(string text) => CommentLines.Write(text, _indent + "# ", _output);

    /// <summary>Adds a directive. An argument is a text, or a <see cref="Placeholder"/>.</summary>
    public void Add(string name, params ReadOnlySpan<CaddyArgument> arguments) => _output.Append(_indent).Append(Head(name, arguments)).Append('\n');

    /// <summary>Adds a directive or a site with a block. An empty name gives the block of global options, which comes first.</summary>
    public void Block(string name, ReadOnlySpan<CaddyArgument> arguments, Action<Caddyfile> body)
    {
        var head = Head(name, arguments);
        _output.Append(_indent).Append(head).Append(head.Length > 0 ? " {\n" : "{\n");
        body(new(_output, _indent + '\t'));
        _output.Append(_indent).Append("}\n");
    }

    public void Block(string name, Action<Caddyfile> body) => Block(name, [], body);

    /// <summary>What Caddy fills in for each request, such as <c>host</c>.</summary>
    public static CaddyArgument Placeholder(string name) => CaddyArgument.Placeholder(name);

    public string Write() => _output.ToString();

    internal static string Quote(string value)
    {
        SingleLine.Require(CanCarry(value), "a Caddyfile");
        // Letters, digits and the marks of addresses and paths need no quotes; a comma at the end would join two site addresses.
        return value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:*@+=>%()[]".Contains(c, StringComparison.Ordinal)) ? value
            : FitsDoubleQuotes(value) ? $"\"{value.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"`{value}`";
    }

    // In double quotes the only escape is \": a backslash cannot itself be escaped.
    private static bool FitsDoubleQuotes(string value) => !value.Contains("\\\"", StringComparison.Ordinal) && !value.EndsWith('\\');

    private static bool FitsBackticks(string value) => !value.Contains('`', StringComparison.Ordinal);

    private static string Head(string name, ReadOnlySpan<CaddyArgument> arguments) =>
        string.Join(' ', arguments.ToArray().Select(a => a.Text).Prepend(name.Length == 0 ? "" : Quote(name)).Where(t => t.Length > 0));
}
