using System.Collections.Immutable;

namespace MathesarSetup.Merging;

/// <summary>Merges two changed forms of one sequence, element by element.</summary>
internal sealed class SequenceMerge
{
    /// <summary>What happens where both sides changed the same elements.</summary>
    public enum Clash
    {
        /// <summary>A person decides, for neighbouring elements too.</summary>
        Conflict,

        /// <summary>A person decides, unless both only added.</summary>
        ConflictUnlessAdded,

        /// <summary>The new elements stand first, then those that the person added.</summary>
        Join,
    }

    private readonly ImmutableArray<Token> _former;
    private readonly Clash _clash;
    private readonly string _where;
    private readonly ImmutableArray<Piece>.Builder _pieces = ImmutableArray.CreateBuilder<Piece>();

    private SequenceMerge(ImmutableArray<Token> former, Clash clash, string where) => (_former, _clash, _where) = (former, clash, where);

    public static ImmutableArray<Piece> Merge(
        ImmutableArray<Token> former, ImmutableArray<Token> mine, ImmutableArray<Token> wanted, Clash clash, string where = "")
    {
        var changes = Hunk.Between(former, mine);
        var merge = new SequenceMerge(AsWritten(former, mine, changes), clash, where);
        merge.Run(changes, Hunk.Between(former, wanted));
        return merge._pieces.ToImmutable();
    }

    /// <summary>Merges comments, which never conflict.</summary>
    public static ImmutableArray<string> Join(ImmutableArray<string> former, ImmutableArray<string> mine, ImmutableArray<string> wanted) =>
        [.. Merge(Token.OfLines(former), Token.OfLines(mine), Token.OfLines(wanted), Clash.Join).Cast<Piece.Settled>()
            .SelectMany(static piece => piece.Lines)];

    // Elements that are the same may be indented otherwise: the person's way stays.
    private static ImmutableArray<Token> AsWritten(ImmutableArray<Token> former, ImmutableArray<Token> mine, ImmutableArray<Hunk> changes)
    {
        var written = former.ToBuilder();
        var (at, moved) = (0, 0);
        foreach (var change in changes.Append(new Hunk(former.Length, former.Length, [])))
        {
            for (; at < change.Start; at++)
            {
                written[at] = mine[at + moved];
            }

            (at, moved) = (change.End, moved + change.New.Length - (change.End - change.Start));
        }

        return written.ToImmutable();
    }

    private void Run(ImmutableArray<Hunk> mine, ImmutableArray<Hunk> wanted)
    {
        var (i, j, at) = (0, 0, 0);
        while (i < mine.Length || j < wanted.Length)
        {
            var (firstMine, firstWanted) = (i, j);
            // What is only added before an element comes before what changes it.
            var group = j >= wanted.Length || (i < mine.Length && (mine[i].Start, mine[i].End).CompareTo((wanted[j].Start, wanted[j].End)) <= 0)
                ? mine[i++]
                : wanted[j++];
            for (var grown = true; grown;)
            {
                grown = TryTake(mine, ref i, ref group) || TryTake(wanted, ref j, ref group);
            }

            Settle(_former[at..group.Start]);
            Decide(group, mine[firstMine..i], wanted[firstWanted..j]);
            at = group.End;
        }

        Settle(_former[at..]);
    }

    private bool TryTake(ImmutableArray<Hunk> hunks, ref int next, ref Hunk group)
    {
        if (next >= hunks.Length || !hunks[next].Meets(group, near: _clash is Clash.Conflict))
        {
            return false;
        }

        group = new Hunk(Math.Min(group.Start, hunks[next].Start), Math.Max(group.End, hunks[next].End), []);
        next++;
        return true;
    }

    private void Decide(Hunk range, ImmutableArray<Hunk> mine, ImmutableArray<Hunk> wanted)
    {
        var (my, theirs) = (Apply(range, mine), Apply(range, wanted));
        if (wanted.IsEmpty || Same(my, theirs))
        {
            Settle(my);
        }
        else if (mine.IsEmpty)
        {
            Settle(theirs);
        }
        else if (_clash is Clash.Join || (_clash is Clash.ConflictUnlessAdded && range.IsInsertion))
        {
            var known = theirs.Concat(_former[range.Start..range.End]).Select(static token => token.Key).ToHashSet(StringComparer.Ordinal);
            Settle([.. theirs, .. my.Where(token => !known.Contains(token.Key))]);
        }
        else
        {
            _pieces.Add(new Piece.Conflict(_where, Token.LinesOf(_former[range.Start..range.End]), Token.LinesOf(my), Token.LinesOf(theirs)));
        }
    }

    private ImmutableArray<Token> Apply(Hunk range, ImmutableArray<Hunk> hunks)
    {
        var (tokens, at) = (ImmutableArray.CreateBuilder<Token>(), range.Start);
        foreach (var hunk in hunks)
        {
            tokens.AddRange(_former[at..hunk.Start]);
            tokens.AddRange(hunk.New);
            at = hunk.End;
        }

        tokens.AddRange(_former[at..range.End]);
        return tokens.ToImmutable();
    }

    private void Settle(ImmutableArray<Token> tokens)
    {
        if (!tokens.IsEmpty)
        {
            _pieces.Add(new Piece.Settled(Token.LinesOf(tokens)));
        }
    }

    private static bool Same(ImmutableArray<Token> one, ImmutableArray<Token> other) =>
        one.Select(static t => t.Meaning).SequenceEqual(other.Select(static t => t.Meaning), StringComparer.Ordinal);
}
