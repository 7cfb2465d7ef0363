using System.Collections.Immutable;

namespace MathesarSetup.Merging;

/// <summary>Merges two changed forms of one text key by key: the person's order stays, and comments of both sides.</summary>
internal sealed class BlockMerge
{
    private readonly Func<string, string> _meaning;
    private readonly ImmutableArray<Piece>.Builder _pieces = ImmutableArray.CreateBuilder<Piece>();

    // Comments that a person wrote above something that is no longer wanted.
    private ImmutableArray<string> _orphans = [];

    private BlockMerge(Func<string, string> meaning) => _meaning = meaning;

    /// <param name="meaning">What a value stands for, references replaced: two values that stand for the same are no conflict.</param>
    public static ImmutableArray<Piece> Merge(Block? former, Block mine, Block wanted, Func<string, string> meaning)
    {
        var merge = new BlockMerge(meaning);
        merge.Map(former, mine, wanted, "");
        merge.Settle(merge._orphans);
        return merge._pieces.ToImmutable();
    }

    private void Map(Block? former, Block mine, Block wanted, string where)
    {
        var indent = mine.Children.FirstOrDefault()?.Indent ?? mine.Indent;
        foreach (var key in Order(mine, wanted))
        {
            Entry(Find(former, key), Find(mine, key), Find(wanted, key) is { } block ? block.Shift(indent - block.Indent) : null,
                where.Length == 0 ? key : $"{where}.{key}");
        }

        Settle(SequenceMerge.Join(former?.Tail ?? [], mine.Tail, wanted.Tail));
    }

    private void Entry(Block? former, Block? mine, Block? wanted, string where)
    {
        switch (former, mine, wanted)
        {
            case (_, { } my, { } theirs):
                Settle([.. _orphans, .. SequenceMerge.Join(former?.Lead ?? [], my.Lead, theirs.Lead)]);
                _orphans = [];
                Body(former, my, theirs, where);
                break;
            case (null, { } added, null):
                Emit(added.Lines);
                break;
            case ({ } was, { } kept, null) when SameBody(was, kept):
                _orphans = [.. _orphans, .. kept.Lead.Where(line => !TextLines.IsBlank(line) && !was.Lead.Contains(line))];
                break;
            case (null, null, { } added):
                Emit(added.Lines);
                break;
            case ({ } was, null, { } changed) when SameBody(was, changed):
                break;
            case ({ } was, var kept, var changed):
                _pieces.Add(new Piece.Conflict(where, [.. was.Lines], [.. kept?.Lines ?? []], [.. changed?.Lines ?? []]));
                break;
            default:
                break;
        }
    }

    private void Body(Block? former, Block mine, Block wanted, string where)
    {
        if (SameBody(mine, wanted) || (former is not null && SameBody(former, wanted)))
        {
            Settle([.. mine.Body]);
        }
        else if (former is not null && SameBody(former, mine))
        {
            Settle([.. wanted.Body]);
        }
        else if (mine.Kind is BlockKind.Leaf && wanted.Kind is BlockKind.Leaf && mine.Value is { } value && wanted.Value is { } other)
        {
            Value(former, mine, wanted, value, other, where);
        }
        else if (mine.Kind == wanted.Kind && mine.Kind is not BlockKind.Leaf && Head(former, mine, wanted) is { } head)
        {
            Settle(head);
            Inner(former?.Kind == mine.Kind ? former : null, mine, wanted, where);
        }
        else
        {
            Conflict(former, mine, wanted, where);
        }
    }

    private void Inner(Block? former, Block mine, Block wanted, string where)
    {
        if (mine.Kind is BlockKind.Map)
        {
            Map(former, mine, wanted, where);
            return;
        }

        var by = (mine.Children.FirstOrDefault()?.Indent ?? 0) - (wanted.Children.FirstOrDefault()?.Indent ?? 0);
        _pieces.AddRange(SequenceMerge.Merge(Items(former), Items(mine),
            Items(wanted with { Children = [.. wanted.Children.Select(child => child.Shift(by))] }), SequenceMerge.Clash.ConflictUnlessAdded, where));
        Settle(SequenceMerge.Join(former?.Tail ?? [], mine.Tail, wanted.Tail));
    }

    private void Value(Block? former, Block mine, Block wanted, string value, string other, string where)
    {
        if (value == other || _meaning(value) == _meaning(other))
        {
            Settle(mine.Head);
        }
        else if (former?.Value == value && (mine.Remark.Length == 0 || mine.Remark == former.Remark || wanted.Head.Length == 1))
        {
            // Only the way of writing differs, or a remark was put behind it, which goes with the new value.
            Settle(mine.Remark.Length == 0 || mine.Remark == former.Remark ? wanted.Head : [$"{wanted.Head[0]} {mine.Remark}"]);
        }
        else
        {
            Conflict(former, mine, wanted, where);
        }
    }

    private static ImmutableArray<string>? Head(Block? former, Block mine, Block wanted) =>
        mine.Head.SequenceEqual(wanted.Head) || (former is not null && former.Head.SequenceEqual(wanted.Head))
            || string.Concat(mine.Head).Split(" #")[0].Trim() == string.Concat(wanted.Head).Trim()
        ? mine.Head
        : former is not null && former.Head.SequenceEqual(mine.Head) ? wanted.Head
        : null;

    private ImmutableArray<Token> Items(Block? list) =>
        [.. (list?.Children
            ?? []).Select(item => new Token(item.Key, [.. item.Lines]) { Meaning = item.Value is { } value ? _meaning(value) : item.Key })];

    private void Conflict(Block? former, Block mine, Block wanted, string where) =>
        _pieces.Add(new Piece.Conflict(where, [.. former?.Body ?? []], [.. mine.Body], [.. wanted.Body]));

    private void Emit(IEnumerable<string> lines)
    {
        Settle([.. _orphans, .. lines]);
        _orphans = [];
    }

    private void Settle(ImmutableArray<string> lines)
    {
        if (!lines.IsEmpty)
        {
            _pieces.Add(new Piece.Settled(lines));
        }
    }

    private static bool SameBody(Block one, Block other) => one.Body.SequenceEqual(other.Body, StringComparer.Ordinal);

    private static Block? Find(Block? map, string key) => map?.Children.FirstOrDefault(child => child.Key == key);

    // The person's order, with each new key behind the one that it follows in the new text.
    private static List<string> Order(Block mine, Block wanted)
    {
        var order = mine.Children.Select(static child => child.Key).ToList();
        var previous = -1;
        foreach (var key in wanted.Children.Select(static child => child.Key))
        {
            var at = order.IndexOf(key);
            if (at < 0)
            {
                order.Insert(at = previous + 1, key);
            }

            previous = at;
        }

        return order;
    }
}
