using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>
/// The file behind <c>docker run --env-file</c> and <c>podman run --env-file</c>: the rest of the line is the value, quotes and all.
/// </summary>
public sealed class RawEnvFile
{
    // Docker's and Podman's scanners stop at lines of 64 KiB.
    private const int LongestLine = 60_000;

    private readonly StringBuilder _text = new();

    public RawEnvFile(string? header = null) => CommentLines.Write(header, "# ", _text);

    /// <summary>Whether the value fits a raw line: no line break, no NUL, at most 60,000 bytes.</summary>
    public static bool CanCarry(string value) => SingleLine.Fits(value) && Encoding.UTF8.GetByteCount(value) <= LongestLine;

    /// <summary>Adds an empty line.</summary>
    public void Blank() => _text.Append('\n');

    public void Comment(string text) => CommentLines.Write(text, "# ", _text);

    public void Add(string name, string value, string? comment = null)
    {
        EnvName.Require(name);
        SingleLine.Require(CanCarry(value), "an env file");
        CommentLines.Write(comment, "# ", _text);
        _text.Append(name).Append('=').Append(value).Append('\n');
    }

    public string Write() => _text.ToString();
}
