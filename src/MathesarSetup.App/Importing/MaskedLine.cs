using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Merging;

namespace MathesarSetup.App.Importing;

/// <summary>What was found in an installation, as it may be shown.</summary>
public static partial class MaskedLine
{
    /// <summary>A line that was not understood: nobody knows what its value is.</summary>
    public static string Of(Unread line) => line.Masked ?? MaskedLines.OfOne(line.Text);

    /// <summary>The text of an answer. A password may stand in any address.</summary>
    public static string Of(string key, string text) =>
        Settings.Find(key) is { Secret: true } ? SecretText.Mask : Login().Replace(text, $"${{before}}{SecretText.Mask}@");

    [GeneratedRegex(@"(?<before>://[^\s:@/]*:)[^\s/]*@", RegexOptions.ExplicitCapture)]
    private static partial Regex Login();
}
