using System.Text;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.Shell;

/// <summary>A run of shell statements: a script, the body of a function, or a branch.</summary>
public class ShellBlock
{
    private readonly StringBuilder _output;
    private readonly string _indent;

    internal ShellBlock(StringBuilder output, string indent) => (_output, _indent) = (output, indent);

    /// <summary>Adds an empty line.</summary>
    public void Blank() => _output.Append('\n');

    public void Comment(string text) => CommentLines.Write(text, _indent + "# ", _output);

    /// <summary>Adds lines that are the same in every script and hold no data.</summary>
    public void Fixed(string lines)
    {
        var text = lines.AsSpan().TrimEnd('\n');
        foreach (var range in text.Split('\n'))
        {
            var line = text[range];
            _output.Append(line.IsEmpty ? "" : _indent).Append(line).Append('\n');
        }
    }

    /// <summary>Sets a variable.</summary>
    public void Assign(string name, ShellWord value)
    {
        EnvName.Require(name);
        Line($"{name}={value.Text}");
    }

    /// <summary>Sets a variable unless the caller's environment has set it.</summary>
    public void AssignUnlessSet(string name, string value)
    {
        EnvName.Require(name);
        // No quotes around the whole: an assignment is never split, and inside ${...} single quotes would then be literal.
        Line($"{name}=${{{name}:-{Sh.Quote(value)}}}");
    }

    public void Run(params ReadOnlySpan<ShellWord> words) => Run(ShellCommand.Of(words));

    public void Run(ShellCommand command) => Line(Lay(command));

    /// <summary>Gives a command a text on its standard input.</summary>
    public void Feed(ShellCommand command, string text)
    {
        if (HereDocument.EndFor(text) is { } end)
        {
            Line($"{Lay(command)} <<'{end}'");
            _output.Append(text).Append(end).Append('\n');
        }
        else
        {
            Run(Sh.Command("printf", "%s", text).Into(command));
        }
    }

    /// <summary>Writes a text to a file.</summary>
    public void WriteFile(ShellWord path, string text) => Feed(ShellCommand.Of([ShellWord.Raw("cat"), ShellWord.Raw(">" + path.Text)]), text);

    /// <summary>Writes a text to a file, with the value of a variable in each place of its mark. A mark is made of letters and digits.</summary>
    public void WriteFile(ShellWord path, string text, IEnumerable<(string Mark, string Variable)> values)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal)
            .Replace("`", "\\`", StringComparison.Ordinal);
        foreach (var (mark, variable) in values)
        {
            EnvName.Require(variable);
            escaped = escaped.Replace(mark, $"${{{variable}}}", StringComparison.Ordinal);
        }

        // Without quotes around the end's name the shell puts variables in, and looks no further into what it has put in.
        var end = HereDocument.EndFor(escaped)
            ?? throw new ArgumentException("A text with values in it ends in a line feed and holds what a here-document can.", nameof(text));
        Line($"cat >{path.Text} <<{end}");
        _output.Append(escaped).Append(end).Append('\n');
    }

    public void Function(string name, Action<ShellBlock> body)
    {
        EnvName.Require(name);
        Line($"{name}() {{");
        body(Inner(1));
        Line("}");
    }

    public void If(ShellCommand condition, Action<ShellBlock> then, Action<ShellBlock>? otherwise = null)
    {
        Line($"if {Lay(condition)}; then");
        then(Inner(1));
        if (otherwise is not null)
        {
            Line("else");
            otherwise(Inner(1));
        }

        Line("fi");
    }

    public void While(ShellCommand condition, Action<ShellBlock> body) => Loop($"while {Lay(condition)}", body);

    public void Until(ShellCommand condition, Action<ShellBlock> body) => Loop($"until {Lay(condition)}", body);

    /// <summary>Runs the body once for each word, which stands in the variable then.</summary>
    public void ForEach(string variable, IEnumerable<ShellWord> words, Action<ShellBlock> body)
    {
        EnvName.Require(variable);
        Loop($"for {variable} in {string.Join(' ', words.Select(w => w.Text))}", body);
    }

    /// <summary>Chooses by the text of a word. The key null is the branch for everything else and comes last.</summary>
    public void Case(ShellWord word, params IEnumerable<(string? Key, Action<ShellBlock> Body)> branches)
    {
        Line($"case {word.Text} in");
        foreach (var (key, body) in branches)
        {
            Line($"  {(key is null ? "*" : Sh.Quote(key))})");
            body(Inner(2));
            Line("    ;;");
        }

        Line("esac");
    }

    private void Loop(string head, Action<ShellBlock> body)
    {
        Line(head + "; do");
        body(Inner(1));
        Line("done");
    }

    private ShellBlock Inner(int levels) => new(_output, _indent + new string(' ', 2 * levels));

    private string Lay(ShellCommand command) => string.Join($" \\\n{_indent}  ", command.Lines);

    private void Line(string text) => _output.Append(_indent).Append(text).Append('\n');
}
