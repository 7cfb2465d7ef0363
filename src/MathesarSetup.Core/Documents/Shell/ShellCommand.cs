using System.Collections.Immutable;

namespace MathesarSetup.Documents.Shell;

/// <summary>A command of a shell script: words on one or several lines, and where its output goes.</summary>
public sealed record ShellCommand
{
    // In the place of a command, these words would start a construct.
    private static readonly HashSet<string> s_reserved = new(
        ["if", "then", "else", "elif", "fi", "do", "done", "case", "esac", "while", "until", "for", "in", "function", "select", "time", "coproc"],
        StringComparer.Ordinal);

    private ShellCommand(ImmutableArray<string> lines) => Lines = lines;

    /// <summary>The lines as they stand in the script, the first without and the others with two columns of indentation.</summary>
    internal ImmutableArray<string> Lines { get; private init; }

    /// <summary>What the shell makes of each word: see <see cref="ShellWord.Meaning"/>.</summary>
    internal ImmutableArray<string> Meanings { get; private init; } = [];

    internal string OnOneLine => string.Join(' ', Lines);

    internal static ShellCommand Of(ReadOnlySpan<ShellWord> words)
    {
        var texts = words.ToArray().Select(w => w.Text).ToArray();
        if (texts.Length > 0 && (s_reserved.Contains(texts[0]) || texts[0].Contains('=', StringComparison.Ordinal)))
        {
            // An empty quotation in front makes it an ordinary word, whatever follows.
            texts[0] = "''" + texts[0];
        }

        return new([string.Join(' ', texts)]) { Meanings = [.. words.ToArray().Select(w => w.Meaning)] };
    }

    /// <summary>The command with further arguments on a line of their own.</summary>
    public ShellCommand With(params ReadOnlySpan<ShellWord> words) => this with
    {
        Lines = [.. Lines, string.Join(' ', words.ToArray().Select(w => w.Text))],
        Meanings = [.. Meanings, .. words.ToArray().Select(w => w.Meaning)],
    };

    /// <summary>The command with its output and its errors thrown away.</summary>
    public ShellCommand Quiet() => Append(">/dev/null 2>&1");

    /// <summary>The command with its output thrown away; errors are still seen.</summary>
    public ShellCommand Silent() => Append(">/dev/null");

    /// <summary>The command with its output on standard error.</summary>
    public ShellCommand ToStandardError() => Append(">&2");

    /// <summary>The command reads this file as its standard input.</summary>
    public ShellCommand From(ShellWord path) => Append("<" + path.Text);

    /// <summary>Succeeds where the command fails.</summary>
    public ShellCommand Not() => this with { Lines = Lines.SetItem(0, "! " + Lines[0]) };

    /// <summary>The next command runs only when this one succeeds.</summary>
    public ShellCommand AndThen(ShellCommand next) => Chain("&&", next);

    /// <summary>The next command runs only when this one fails.</summary>
    public ShellCommand OrElse(ShellCommand next) => Chain("||", next);

    /// <summary>The next command reads what this one prints.</summary>
    public ShellCommand Into(ShellCommand next) => Chain("|", next);

    private ShellCommand Append(string text) => this with { Lines = Lines.SetItem(Lines.Length - 1, Lines[^1] + " " + text) };

    private ShellCommand Chain(string mark, ShellCommand next) =>
        new([.. Lines[..^1], $"{Lines[^1]} {mark} {next.Lines[0]}", .. next.Lines[1..]]);
}
