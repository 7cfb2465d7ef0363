namespace MathesarSetup.Documents.Sources;

/// <summary>Where something stands: a file, and its first and last line, from 1.</summary>
internal readonly record struct Place(string File, int Line, int Last)
{
    public Place(string file, int line)
        : this(file, line, line)
    {
    }
}
