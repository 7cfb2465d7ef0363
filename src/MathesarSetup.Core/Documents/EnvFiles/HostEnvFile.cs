using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>
/// The <c>.env</c> of a Mathesar without containers, in the one form that its three readers take alike: Mathesar's launcher
/// (which hands each line to xargs), a shell that sources it, and systemd's <c>EnvironmentFile=</c>.
/// </summary>
public sealed class HostEnvFile
{
    private readonly StringBuilder _text = new();

    public HostEnvFile(string? header = null) => Comment(header);

    /// <summary>
    /// Whether every reader gives the value back unchanged: all but line breaks, NUL, broken surrogate pairs and the code points that Unicode keeps
    /// free, which systemd takes for damage.
    /// </summary>
    public static bool CanCarry(string value) => SingleLine.Fits(value) && !value.EnumerateRunes().Any(IsNoncharacter);

    /// <summary>Adds an empty line.</summary>
    public void Blank() => _text.Append('\n');

    // The launcher hands comments to xargs too, which stops at a quote without its twin and reads a backslash as an escape.
    public void Comment(string? text) =>
        CommentLines.Write(text?.Replace('\'', '\u2019').Replace('"', '\u201D').Replace('\\', '/'), "# ", _text);

    public void Add(string name, string value, string? comment = null)
    {
        EnvName.Require(name);
        SingleLine.Require(CanCarry(value), "a .env file");
        Comment(comment);
        // Between single quotes nothing is an escape for anybody, so a single quote itself steps out of them for a moment.
        _text.Append(name).Append("='").Append(value.Replace("'", "'\"'\"'", StringComparison.Ordinal)).Append("'\n");
    }

    public string Write() => _text.ToString();

    private static bool IsNoncharacter(Rune rune) => rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE;
}
