using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Life;

/// <summary>A line that a container said, without secrets, and what it is known to mean.</summary>
public sealed record LogLine(string Text, Finding? Meaning)
{
    /// <summary>As it may be shown.</summary>
    internal static LogLine Of(string line, Redaction redaction)
    {
        var text = LogText.Plain(line);
        return new LogLine(redaction.HideInLog(text), KnownLines.Meaning(text));
    }
}
