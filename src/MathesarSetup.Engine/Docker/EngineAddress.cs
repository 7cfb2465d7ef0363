using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Docker;

/// <summary>The address of an engine for the screen. A password may stand in it, as in any address.</summary>
internal static partial class EngineAddress
{
    /// <summary>The address with dots for the password. A name alone is shown: it says who is meant to log in there.</summary>
    public static string Shown(string endpoint) => Password().Replace(endpoint, $"${{before}}{SecretText.Mask}@");

    // The last @ ends the login, whatever stands in it.
    [GeneratedRegex(@"^(?<before>[^:/?#]*://[^:@/]*:).*@", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Password();
}
