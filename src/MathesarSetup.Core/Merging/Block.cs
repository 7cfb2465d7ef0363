using System.Collections.Immutable;

namespace MathesarSetup.Merging;

/// <summary>What a block holds.</summary>
internal enum BlockKind
{
    /// <summary>Lines that are compared as a whole.</summary>
    Leaf,

    /// <summary>Blocks with keys.</summary>
    Map,

    /// <summary>Blocks in an order.</summary>
    List,
}

/// <summary>A key with all that belongs to it, as whole lines. The lines of all blocks are the text again.</summary>
internal sealed record Block
{
    /// <summary>The key; for an element of a list its own text.</summary>
    public required string Key { get; init; }

    public BlockKind Kind { get; init; }

    /// <summary>Comments and empty lines above it.</summary>
    public ImmutableArray<string> Lead { get; init; } = [];

    /// <summary>Its own lines: the key, and the value of a leaf.</summary>
    public ImmutableArray<string> Head { get; init; } = [];

    public ImmutableArray<Block> Children { get; init; } = [];

    /// <summary>Comments below the last child that belong to no child.</summary>
    public ImmutableArray<string> Tail { get; init; } = [];

    /// <summary>What a reader takes a leaf's value for; null when only its text can be compared.</summary>
    public string? Value { get; init; }

    /// <summary>The comment behind the value on its line; empty when there is none.</summary>
    public string Remark { get; init; } = "";

    /// <summary>How far to the right its key stands.</summary>
    public int Indent { get; init; }

    /// <summary>Everything below the lead.</summary>
    public IEnumerable<string> Body => [.. Head, .. Children.SelectMany(static child => child.Lines), .. Tail];

    public IEnumerable<string> Lines => Lead.Concat(Body);

    public Block Shift(int by) => by == 0 ? this : this with
    {
        Lead = TextLines.Shift(Lead, by),
        Head = TextLines.Shift(Head, by),
        Children = [.. Children.Select(child => child.Shift(by))],
        Tail = TextLines.Shift(Tail, by),
        Indent = Math.Max(0, Indent + by),
    };
}
