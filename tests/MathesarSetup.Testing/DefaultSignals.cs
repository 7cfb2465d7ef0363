using System.Diagnostics;

namespace MathesarSetup.Testing;

/// <summary>
/// A program that hears Ctrl+C. Whoever starts the tests in the background may have them ignore that signal; a program inherits this, and would wait
/// for ever.
/// </summary>
public static class DefaultSignals
{
    public static ProcessStartInfo Start(string program, params IEnumerable<string> arguments) =>
        new("env", ["--default-signal=INT", program, .. arguments]);
}
