namespace MathesarSetup.Documents.Sources;

/// <summary>Where something stands: a file, and its first and last line, from 1.</summary>
internal readonly record struct Place(string File, int Line, int Last)
{
    public Place(string file, int line)
        : this(file, line, line)
    {
    }

    /// <summary>Where it starts in its line, from 1, so that what shares a line is told apart; 0 where only the line is known.</summary>
    public int Column { get; init; }
}
