namespace MathesarSetup.Web.Cli;

/// <summary>A question to whoever sits at the terminal.</summary>
internal static class Consent
{
    /// <summary>Only a yes is a yes; where nobody can answer, the way is told.</summary>
    /// <param name="flag">What says yes without a question.</param>
    public static async Task<bool> AskAsync(TextWriter errors, string question, string flag, CancellationToken cancellation)
    {
        errors.Write($"{question} [y/N] ");
        errors.Flush();
        // Nothing else ends the wait for a line.
        if ((await Task.Run(StandardStreams.Input.ReadLine, cancellation).WaitAsync(cancellation))?.Trim() is { Length: > 0 } answer
            && "yes".StartsWith(answer, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        errors.WriteLine($"Nothing was changed. To go on without being asked: {flag}");
        return false;
    }
}
