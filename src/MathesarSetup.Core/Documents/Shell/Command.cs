using System.Collections.Immutable;

namespace MathesarSetup.Documents.Shell;

/// <summary>The shells whose lines people paste.</summary>
internal enum CommandShell
{
    Posix,
    PowerShell,
    Cmd,
}

/// <summary>One word of a command that somebody typed.</summary>
/// <param name="Text">What the shell hands over; what the shell would fill in stands as it was typed.</param>
/// <param name="Raw">As it was typed.</param>
/// <param name="IsFilledIn">Whether the shell would put something else in the place of a part of it.</param>
internal sealed record CommandWord(string Text, string Raw, int Line, int Last, bool IsFilledIn);

/// <summary>One command that somebody typed.</summary>
/// <param name="EndsLine">Whether the line ends behind it.</param>
internal sealed record Command(ImmutableArray<CommandWord> Words, bool EndsLine)
{
    /// <summary>The variables that the text has handed to commands before this one, as far as it says their values.</summary>
    public ImmutableDictionary<string, string> Exported { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    public override string ToString() => string.Join(' ', Words.Select(static w => w.Raw));
}
