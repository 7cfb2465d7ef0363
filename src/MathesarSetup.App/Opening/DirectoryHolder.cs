using System.Globalization;
using System.Text;

namespace MathesarSetup.App.Opening;

/// <summary>The wizard that has an install directory open.</summary>
/// <param name="Process">Its number; null when it left none.</param>
/// <param name="Since">When it began.</param>
/// <param name="Address">Where it is opened in a browser; null when it has not come so far.</param>
public sealed record DirectoryHolder(int? Process, DateTimeOffset? Since, string? Address)
{
    /// <summary>Who has it, and what to do.</summary>
    public string Sentence(string directory)
    {
        var facts = new[]
        {
            Process is { } process ? string.Create(CultureInfo.InvariantCulture, $"process {process}") : "of whom nothing is known",
            Since is { } since ? string.Create(CultureInfo.InvariantCulture, $"since {since.ToLocalTime():yyyy-MM-dd HH:mm}") : null,
            Address is null ? null : $"at {Address}",
        };
        return $"Another wizard has {directory} open: {string.Join(", ", facts.OfType<string>())}. "
            + "Two would write over each other's answers, so this one does not start. "
            + $"Go on in that one, or stop it{(Process is { } number ? string.Create(CultureInfo.InvariantCulture, $" (kill {number})") : "")} "
            + "and start this one again: its answers are kept.";
    }

    internal static DirectoryHolder Read(byte[] content)
    {
        var lines = Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new DirectoryHolder(
            int.TryParse(lines.ElementAtOrDefault(0), NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : null,
            DateTimeOffset.TryParse(lines.ElementAtOrDefault(1), CultureInfo.InvariantCulture, DateTimeStyles.None, out var since) ? since : null,
            lines.ElementAtOrDefault(2));
    }
}
