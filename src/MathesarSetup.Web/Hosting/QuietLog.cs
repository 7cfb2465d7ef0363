using Microsoft.Extensions.Logging.Console;

namespace MathesarSetup.Web.Hosting;

/// <summary>Warnings and errors go to standard error; requests, whose URLs may hold a token, go nowhere.</summary>
internal static class QuietLog
{
    public static void AddTo(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // What hinders the start is told in a sentence (ListenProblem), without a stack trace before it.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // A form with the cookie of a program that is gone is refused, and its page says so.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        logging.AddConsole(console =>
        {
            console.FormatterName = QuietFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.Services.AddSingleton<ConsoleFormatter, QuietFormatter>();
    }
}
