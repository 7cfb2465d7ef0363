using MathesarSetup.Documents.EnvFiles;

namespace MathesarSetup.Documents.Shell;

/// <summary>The words of a POSIX shell script. A string becomes a word by quoting, so no value can become code.</summary>
public static class Sh
{
    /// <summary>All arguments of the script or function, each as it came.</summary>
    public static readonly ShellWord AllArguments = ShellWord.Raw("\"$@\"");

    /// <summary>The text as one word that every POSIX shell turns back into the same bytes.</summary>
    /// <exception cref="ArgumentException">The text holds NUL, which no argument can hold.</exception>
    public static string Quote(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A shell word cannot hold NUL.", nameof(text));
        }

        return text.Length > 0 && text.All(IsSafe) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>The value of a variable, unsplit.</summary>
    public static ShellWord Variable(string name)
    {
        EnvName.Require(name);
        return ShellWord.Raw($"\"${name}\"", $"\0{name}\0");
    }

    /// <summary>Argument <paramref name="number"/> (from 1), or the default when it was not given.</summary>
    public static ShellWord Argument(int number, string defaultValue = "") =>
        ShellWord.Raw(defaultValue.All(IsSafe)
            ? $"\"${{{number}:-{defaultValue}}}\""
            : throw new ArgumentException("The default of an argument is made of letters, digits and simple marks.", nameof(defaultValue)));

    /// <summary>What a command prints, without its final line feeds.</summary>
    public static ShellWord Output(ShellCommand command) => ShellWord.Raw($"\"$({command.OnOneLine})\"");

    /// <summary>Several pieces as one word, such as a variable and a suffix.</summary>
    public static ShellWord Join(params ReadOnlySpan<ShellWord> pieces)
    {
        var (joined, meaning) = ("", "");
        foreach (var piece in pieces)
        {
            // "$A" followed by "$B" reads better as "$A$B".
            meaning += piece.Meaning;
            joined = joined.EndsWith('"') && piece.Text.StartsWith('"') ? joined[..^1] + piece.Text[1..] : joined + piece.Text;
        }

        return ShellWord.Raw(joined, meaning);
    }

    /// <summary>A command: a program or function, then its arguments.</summary>
    public static ShellCommand Command(params ReadOnlySpan<ShellWord> words) => ShellCommand.Of(words);

    /// <summary>A condition in brackets, as in <c>[ -z "$NAME" ]</c>.</summary>
    public static ShellCommand Test(params ReadOnlySpan<ShellWord> words) => ShellCommand.Of([ShellWord.Raw("["), .. words, ShellWord.Raw("]")]);

    private static bool IsSafe(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '/' or ':' or '@' or '%' or '+' or ',' or '=' or '-';
}
