using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.WebServers;

/// <summary>An nginx configuration: directives with arguments, and blocks of them.</summary>
public sealed class NginxConf
{
    // nginx refuses an argument that does not fit its buffer of 4,096 bytes.
    private const int LongestArgument = 2000;

    private readonly StringBuilder _output;
    private readonly string _indent;

    public NginxConf(string? header = null)
        : this(new StringBuilder(), indent: "")
    {
        CommentLines.Write(header, "# ", _output);
    }

    private NginxConf(StringBuilder output, string indent) => (_output, _indent) = (output, indent);

    /// <summary>Whether an argument can hold the value: at most 2,000 bytes without <c>$</c>, for which nginx has no escape.</summary>
    public static bool CanCarry(string value) =>
        SingleLine.Fits(value) && !value.Contains('$', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(value) <= LongestArgument;

    /// <summary>Adds an empty line.</summary>
    public void Blank() => _output.Append('\n');

    public void Comment(string text) => CommentLines.Write(text, _indent + "# ", _output);

    /// <summary>Adds a directive. An argument is a text, or a <see cref="Variable"/>.</summary>
    public void Add(string name, params ReadOnlySpan<NginxArgument> arguments) => _output.Append(_indent).Append(Head(name, arguments)).Append(";\n");

    public void Block(string name, ReadOnlySpan<NginxArgument> arguments, Action<NginxConf> body)
    {
        _output.Append(_indent).Append(Head(name, arguments)).Append(" {\n");
        body(new(_output, _indent + "    "));
        _output.Append(_indent).Append("}\n");
    }

    public void Block(string name, Action<NginxConf> body) => Block(name, [], body);

    /// <summary>What nginx fills in for each request, such as <c>http_host</c>.</summary>
    public static NginxArgument Variable(string name) => NginxArgument.Variable(name);

    public string Write() => _output.ToString();

    internal static string Quote(string value)
    {
        SingleLine.Require(CanCarry(value), "an nginx configuration");
        return value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:*@+=,%[]".Contains(c, StringComparison.Ordinal))
            ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static string Head(string name, ReadOnlySpan<NginxArgument> arguments) =>
        string.Join(' ', arguments.ToArray().Select(a => a.Text).Prepend(Quote(name)));
}
