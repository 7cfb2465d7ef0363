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
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
