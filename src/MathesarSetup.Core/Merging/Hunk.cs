using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.Chunkers;

namespace MathesarSetup.Merging;

/// <summary>Elements [Start, End) of the former sequence were replaced by others; one that is only added has Start = End.</summary>
internal sealed record Hunk(int Start, int End, ImmutableArray<Token> New)
{
    public bool IsInsertion => Start == End;

    public static ImmutableArray<Hunk> Between(ImmutableArray<Token> former, ImmutableArray<Token> now)
    {
        // Numbers stand for the elements, because the differ compares lines of one text.
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        string Text(ImmutableArray<Token> tokens) => string.Join('\n', tokens.Select(token =>
        {
            numbers.TryAdd(token.Key, numbers.Count);
            return numbers[token.Key];
        }));

        var (before, after) = (Text(former), Text(now));
        return former.IsEmpty || now.IsEmpty
            ? former.Length == now.Length ? [] : [new Hunk(0, former.Length, now)]
            : [.. Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance).DiffBlocks
                .Select(block => new Hunk(block.DeleteStartA, block.DeleteStartA + block.DeleteCountA,
                    now.Slice(block.InsertStartB, block.InsertCountB)))];
    }

    /// <summary>Whether two changes touch the same elements, or, where <paramref name="near"/> counts, neighbouring ones.</summary>
    public bool Meets(Hunk other, bool near) =>
        (IsInsertion && other.IsInsertion && Start == other.Start)
        || (near
            ? Start <= other.End && other.Start <= End
            : Start < other.End && other.Start < End && !(IsInsertion && (Start == other.Start || Start == other.End))
                && !(other.IsInsertion && (other.Start == Start || other.Start == End)));
}
