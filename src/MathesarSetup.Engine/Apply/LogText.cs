using System.Text.RegularExpressions;

namespace MathesarSetup.Engine.Apply;

/// <summary>
/// A line of a log without what a terminal would obey or would not show: it could move a cursor, or split a secret so that none is seen.
/// </summary>
internal static partial class LogText
{
    public static string Plain(string line) => Unprinted().Replace(line, "");

    // Sequences of ECMA-48, then what is left of control characters and of those that change the direction or have no width.
    [GeneratedRegex(@"\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(?:\a|\e\\)?|\e[@-_]?|[\p{Cc}\p{Cf}-[\t]]")]
    private static partial Regex Unprinted();
}
