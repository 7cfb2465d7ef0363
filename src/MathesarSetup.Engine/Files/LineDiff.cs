using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.Chunkers;

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
    /// <summary>All lines of both texts in the order of reading, gone lines before the new ones that replace them. Without a new text, all lines stand in both.</summary>
    public static ImmutableArray<DiffLine> Between(string oldText, string? newText)
    {
        var lines = ImmutableArray.CreateBuilder<DiffLine>();
        var result = Differ.Instance.CreateDiffs(oldText, newText ?? oldText, ignoreWhiteSpace: false, ignoreCase: false, LineFeeds.Instance);
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

    private static DiffLine Line(DiffLineKind kind, string piece, int? oldNumber, int? newNumber)
    {
        var ended = piece.EndsWith('\n');
        return new DiffLine(kind, ended ? piece[..^1] : piece, oldNumber, newNumber) { Ended = ended };
    }

    /// <summary>Cuts after each line feed alone: a carriage return is a difference that must be seen, not an end.</summary>
    private sealed class LineFeeds : IChunker
    {
        public static readonly LineFeeds Instance = new();

        public IReadOnlyList<string> Chunk(string text)
        {
            var lines = new List<string>();
            for (var start = 0; start < text.Length;)
            {
                var end = text.IndexOf('\n', start) is >= 0 and var feed ? feed + 1 : text.Length;
                lines.Add(text[start..end]);
                start = end;
            }

            return lines;
        }
    }
}
