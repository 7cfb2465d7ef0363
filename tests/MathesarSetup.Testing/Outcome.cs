using System.Text;

namespace MathesarSetup.Testing;

/// <summary>How a process ended and what it said.</summary>
public sealed record Outcome(string Command, int ExitCode, byte[] OutputBytes, string Errors)
{
    /// <summary>Standard output as UTF-8.</summary>
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    /// <summary>The outcome itself, when the process succeeded.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message shows what it said.</exception>
    public Outcome Successful() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"{Command} ended with {ExitCode}:\n{Errors}\n{Output}");
}
