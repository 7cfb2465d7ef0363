using System.Text.RegularExpressions;

namespace MathesarSetup.Mathesar;

/// <summary>The release that Mathesar's own code says it is.</summary>
public static partial class CodeVersion
{
    /// <summary>The file that says it, below the directory of the program.</summary>
    public const string File = "mathesar/__init__.py";

    /// <summary>A file that 0.10.0 has and 0.9.0 has not, by which the two are told apart: 0.10.0 says that it is 0.9.0.</summary>
    public const string TellTale = "mathesar/migrations/0011_columnmetadata_user_type.py";

    /// <summary>The release that calls itself by the name of the one before.</summary>
    public static readonly Version Mistaken = new(0, 10, 0);

    /// <summary>The release that mends it and writes the same data.</summary>
    public static readonly Version MendedBy = new(0, 10, 1);

    private const string SaidByMistaken = "0.9.0";

    /// <summary>What the file says; null where it says nothing.</summary>
    public static string? Read(string text) => Assignment().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>What the command <c>version</c> prints; null where that is no release.</summary>
    public static string? ReadAnswer(string text) => Answer().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>Whether what was said leaves open which of the two it is.</summary>
    public static bool NeedsTellTale(string said) => said == SaidByMistaken;

    /// <summary>The release that really is there.</summary>
    public static string Corrected(string said, bool hasTellTale) => NeedsTellTale(said) && hasTellTale ? Mistaken.ToString(3) : said;

    [GeneratedRegex("""(?m)^__version__\s*=\s*["']([0-9]+\.[0-9]+\.[0-9]+)["']""")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\b[0-9]+\.[0-9]+\.[0-9]+\b")]
    private static partial Regex Answer();
}
