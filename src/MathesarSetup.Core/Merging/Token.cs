using System.Collections.Immutable;

namespace MathesarSetup.Merging;

/// <summary>One element of a sequence: what it is compared by, and the lines that stand for it.</summary>
internal sealed record Token(string Key, ImmutableArray<string> Lines)
{
    /// <summary>What a reader takes it for: two that mean the same are no conflict, however they are written.</summary>
    public string Meaning { get; init; } = Key;

    public static ImmutableArray<Token> OfLines(ImmutableArray<string> lines) => [.. lines.Select(static line => new Token(line, [line]))];

    public static ImmutableArray<string> LinesOf(IEnumerable<Token> tokens) => [.. tokens.SelectMany(static token => token.Lines)];
}
