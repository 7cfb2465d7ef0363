using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.App.Importing;

/// <summary>A line that was not understood, as it may be shown.</summary>
public static partial class MaskedLine
{
    // Nobody knows what a line that was not understood holds, so its value is shown only where its name cannot be a secret's.
    public static string Of(Unread line) =>
        line.File.EndsWith(".env", StringComparison.Ordinal) && line.Text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? line.Text[..(at + 1)] + SecretText.Mask
            : Of(line.Text);

    private static string Of(string text) => Url().Replace(Secret().Replace(text, $"$1{SecretText.Mask}"), $"$1{SecretText.Mask}@");

    [GeneratedRegex("(?i)((?:pass|secret|token|key|pwd|credential|dsn)[A-Z0-9_.-]*[\"']?\\s*[:=]\\s*).+")]
    private static partial Regex Secret();

    [GeneratedRegex("(://[^/@:\\s]*:)[^@\\s]+@")]
    private static partial Regex Url();
}
