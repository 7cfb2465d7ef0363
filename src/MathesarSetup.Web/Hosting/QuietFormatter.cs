using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace MathesarSetup.Web.Hosting;

/// <summary>
/// A line for what is logged: the sentence, and of a failure its kind and place. Its message and stack stay out, since they may hold what was typed,
/// and help nobody who reads a terminal.
/// </summary>
internal sealed class QuietFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "quiet";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter writer)
    {
        var level = entry.LogLevel is LogLevel.Warning ? "warning" : "error";
        writer.WriteLine($"{level}: {FirstLine(entry.Formatter(entry.State, entry.Exception))}{Place(entry.Exception)}");
    }

    // A stack that a library put into its sentence begins on the next line.
    private static string FirstLine(string sentence)
    {
        var end = sentence.AsSpan().IndexOfAny('\r', '\n');
        return string.Concat((end < 0 ? sentence : sentence[..end]).Where(letter => !char.IsControl(letter))).TrimEnd();
    }

    private static string Place(Exception? problem)
    {
        for (; problem?.InnerException is { } inner; problem = inner)
        {
        }

        return problem is null ? "" : $" ({problem.GetType().Name} in {problem.TargetSite?.DeclaringType?.Name}.{problem.TargetSite?.Name})";
    }
}
