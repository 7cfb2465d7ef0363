using System.Collections.Immutable;

namespace MathesarSetup.Merging;

/// <summary>A part of a merged text.</summary>
public abstract record Piece
{
    private Piece()
    {
    }

    /// <summary>Lines that nobody disputes.</summary>
    public sealed record Settled(ImmutableArray<string> Lines) : Piece;

    /// <summary>Lines that a person and the generator changed in different ways.</summary>
    /// <param name="Where">The key they belong to, such as <c>services.mathesar.ports</c>; empty in a text without keys.</param>
    /// <param name="Former">As they were last generated.</param>
    /// <param name="Mine">As the person left them; none when they were taken out.</param>
    /// <param name="New">As they are generated now; none when they are no longer wanted.</param>
    public sealed record Conflict(string Where, ImmutableArray<string> Former, ImmutableArray<string> Mine, ImmutableArray<string> New) : Piece;
}

/// <summary>What came of merging three texts.</summary>
/// <param name="Pieces">The parts in the order of reading.</param>
/// <param name="LineEnd">What ends each line: the ending that prevails in the person's text.</param>
public sealed record Merged(ImmutableArray<Piece> Pieces, string LineEnd)
{
    public IEnumerable<Piece.Conflict> Conflicts => Pieces.OfType<Piece.Conflict>();

    /// <summary>Whether nothing is left to decide.</summary>
    public bool IsClean => !Conflicts.Any();

    /// <summary>The whole text, every conflict settled the same way.</summary>
    public string Text(Choice choice = Choice.Mine) => Text(_ => choice);

    /// <summary>The whole text. <paramref name="settle"/> is asked for each conflict by its number, from 0.</summary>
    public string Text(Func<int, Choice> settle)
    {
        var next = 0;
        return TextOf(conflict => settle(next++) is Choice.Mine ? conflict.Mine : conflict.New);
    }

    /// <summary>The whole text with lines of the caller's in the place of each conflict.</summary>
    public string TextOf(Func<Piece.Conflict, IEnumerable<string>> settle) =>
        string.Concat(Pieces.SelectMany(piece => piece is Piece.Conflict conflict ? settle(conflict) : ((Piece.Settled)piece).Lines)
            .Select(line => line + LineEnd));

    internal static Merged Whole(string text) => new([new Piece.Settled(TextLines.Of(text))], TextLines.EndOf(text));
}
