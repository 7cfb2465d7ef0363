using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.Model;

namespace MathesarSetup.Engine.Files;

/// <summary>Where a line stands: in both texts, in the old one alone, or in the new one alone.</summary>
public enum DiffLineKind
{
    Both,
    Old,
    New,
}

/// <summary>One line of a comparison.</summary>
/// <param name="Text">The line without its line feed.</param>
/// <param name="OldNumber">Its number in the old text, from 1; null when it is new.</param>
/// <param name="NewNumber">Its number in the new text, from 1; null when it is gone.</param>
public sealed record DiffLine(DiffLineKind Kind, string Text, int? OldNumber, int? NewNumber)
{
    /// <summary>Whether a line feed ends it; only the last line of a text can lack one.</summary>
    public bool Ended { get; init; } = true;
}

/// <summary>Compares two texts line by line.</summary>
public static class LineDiff
{
    /// <summary>
    /// All lines of both texts in the order of reading, gone lines before the new ones that replace them. Without a new text, all lines stand in
    /// both.
    /// </summary>
    public static ImmutableArray<DiffLine> Between(string oldText, string? newText)
    {
        var lines = ImmutableArray.CreateBuilder<DiffLine>();
        var result = Compare(oldText, newText ?? oldText);
        var (oldAt, newAt) = (0, 0);
        void Both(int until)
        {
            while (oldAt < until)
            {
                lines.Add(Line(DiffLineKind.Both, result.PiecesOld[oldAt++], oldAt, ++newAt));
            }
        }

        foreach (var block in result.DiffBlocks)
        {
            Both(block.DeleteStartA);
            for (var i = 0; i < block.DeleteCountA; i++)
            {
                lines.Add(Line(DiffLineKind.Old, result.PiecesOld[oldAt++], oldAt, null));
            }

            for (var i = 0; i < block.InsertCountB; i++)
            {
                lines.Add(Line(DiffLineKind.New, result.PiecesNew[newAt++], null, newAt));
            }
        }

        Both(result.PiecesOld.Count);
        return lines.ToImmutable();
    }

    /// <summary>
    /// Compares what lies between the first <paramref name="before"/> and the last <paramref name="after"/> characters of both texts.
    /// </summary>
    internal static DiffResult Compare(string oldText, string newText, int before = 0, int after = 0) =>
        Differ.Instance.CreateDiffs(oldText, newText, ignoreWhiteSpace: false, ignoreCase: false, new LineFeeds(before, after));

    private static DiffLine Line(DiffLineKind kind, string piece, int? oldNumber, int? newNumber)
    {
        var ended = piece.EndsWith('\n');
        return new DiffLine(kind, ended ? piece[..^1] : piece, oldNumber, newNumber) { Ended = ended };
    }

    /// <summary>Cuts after each line feed alone: a carriage return is a difference that must be seen, not an end.</summary>
    private sealed class LineFeeds(int before, int after) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text)
        {
            var lines = new List<string>();
            var until = text.Length - after;
            for (var start = before; start < until;)
            {
                var end = text.IndexOf('\n', start, until - start) is >= 0 and var feed ? feed + 1 : until;
                lines.Add(text[start..end]);
                start = end;
            }

            return lines;
        }
    }
}
