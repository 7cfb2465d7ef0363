using Microsoft.Win32.SafeHandles;

namespace MathesarSetup.Web.Cli;

/// <summary>What the program reads and writes, without the sequences that .NET would greet a terminal with.</summary>
internal static class StandardStreams
{
    private const int UsualWidth = 80;

    /// <summary>Standard input. A terminal's own editing of a line is left to it.</summary>
    public static TextReader Input => Console.IsInputRedirected
        ? Console.In
        : new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));

    /// <summary>Standard output and standard error, flushed after every line, so that they keep their order where both go to one place.</summary>
    public static (TextWriter Output, TextWriter Errors) Open()
    {
        var (output, errors) = (!Console.IsOutputRedirected, !Console.IsErrorRedirected);
        if (output || errors)
        {
            OpenQuietly();
        }

        return (As(Console.Out, output), As(Console.Error, errors));
    }

    /// <summary>Whether to colour what is written, as https://no-color.org and https://bixense.com/clicolors have it.</summary>
    internal static bool HasColour(bool isTerminal, Func<string, string?> variable) =>
        variable("NO_COLOR") is not { Length: > 0 }
        && (variable("FORCE_COLOR") is { Length: > 0 } forced ? forced is not ("0" or "false")
            : variable("CLICOLOR_FORCE") is { Length: > 0 } and not "0"
            || (isTerminal && variable("CLICOLOR") is not "0" && !IsDumb(variable)));

    private static TextWriter As(TextWriter output, bool isTerminal)
    {
        var hasColour = HasColour(isTerminal, Environment.GetEnvironmentVariable);
        return !isTerminal && !hasColour ? output : new Screen(output)
        {
            HasColour = hasColour,
            IsLive = isTerminal && !IsDumb(Environment.GetEnvironmentVariable),
            Columns = isTerminal ? Width : static () => null,
        };
    }

    private static bool IsDumb(Func<string, string?> variable) => variable("TERM") is null or "" or "dumb";

    private static int? Width() => Console.WindowWidth is > 0 and var width ? width : UsualWidth;

    // The first use of the console turns a terminal's keypad into another mode, by the sequence that TERM's description names. Without a name there
    // is none. Programs that are started later get the name again.
    private static void OpenQuietly()
    {
        var name = Environment.GetEnvironmentVariable("TERM");
        Environment.SetEnvironmentVariable("TERM", null);
        _ = Console.WindowWidth;
        Environment.SetEnvironmentVariable("TERM", name);
    }
}
