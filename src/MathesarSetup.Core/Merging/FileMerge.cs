using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MathesarSetup.Documents.EnvFiles;

namespace MathesarSetup.Merging;

/// <summary>Merges what a person made of a generated file with what is generated now: key by key for YAML and env files, else line by line.</summary>
public static class FileMerge
{
    // What lies on the disk is merged anew at every keystroke, and read once.
    private static readonly ConditionalWeakTable<string, Cut> s_read = [];

    /// <param name="path">The file's name, which says how it is read.</param>
    /// <param name="former">As it was last generated.</param>
    /// <param name="mine">As it lies on the disk.</param>
    /// <param name="wanted">As it is generated now.</param>
    /// <param name="variables">What references such as <c>${NAME}</c> stand for.</param>
    public static Merged Merge(string path, string former, string mine, string wanted, IReadOnlyDictionary<string, string>? variables = null)
    {
        var (formerLines, mineLines, wantedLines) = (TextLines.Of(former), TextLines.Of(mine), TextLines.Of(wanted));
        if (mineLines.SequenceEqual(wantedLines) || formerLines.SequenceEqual(wantedLines))
        {
            return Merged.Whole(mine);
        }

        var end = TextLines.EndOf(mine);
        if (formerLines.SequenceEqual(mineLines))
        {
            return new Merged([new Piece.Settled(wantedLines)], end);
        }

        var known = variables ?? ImmutableDictionary<string, string>.Empty;
        return new Merged(ByDocument(path, formerLines, mineLines, wantedLines, known) ?? ByKey(path, former, mine, wanted, known)
            ?? ByLine(formerLines, mineLines, wantedLines), end);
    }

    /// <summary>A person's YAML text with keys more; what stands there already stays.</summary>
    public static string Add(string path, string mine, string added) =>
        CutterOf(path) is { } cut && cut(mine) is { } mineBlock && cut(added) is { } addedBlock
            ? new Merged(BlockMerge.Merge(null, mineBlock, addedBlock, static value => value), TextLines.EndOf(mine)).Text(Choice.Mine)
            : mine;

    /// <summary>What the variables of a <c>.env</c> file stand for.</summary>
    public static IReadOnlyDictionary<string, string> Variables(string text) => DotEnvReader.Values(text);

    // The documents of a YAML text one by one; null when they are not as many in each.
    private static ImmutableArray<Piece>? ByDocument(string path, ImmutableArray<string> former, ImmutableArray<string> mine,
        ImmutableArray<string> wanted, IReadOnlyDictionary<string, string> variables)
    {
        var (was, now, next) = (YamlDocumentLines.Of(former), YamlDocumentLines.Of(mine), YamlDocumentLines.Of(wanted));
        if (CutterOf(path) != YamlBlocks.Read || was.Length < 2 || was.Length != now.Length || was.Length != next.Length)
        {
            return null;
        }

        static string Text(ImmutableArray<string> lines) => string.Concat(lines.Select(static line => line + "\n"));
        return
        [
            .. Enumerable.Range(0, was.Length)
                .SelectMany(i => now[i].SequenceEqual(next[i]) || was[i].SequenceEqual(next[i]) ? [new Piece.Settled(now[i])]
                    : was[i].SequenceEqual(now[i]) ? [new Piece.Settled(next[i])]
                    : ByKey(path, Text(was[i]), Text(now[i]), Text(next[i]), variables) ?? ByLine(was[i], now[i], next[i])),
        ];
    }

    private static ImmutableArray<Piece> ByLine(ImmutableArray<string> former, ImmutableArray<string> mine, ImmutableArray<string> wanted) =>
        SequenceMerge.Merge(Token.OfLines(former), Token.OfLines(mine), Token.OfLines(wanted), SequenceMerge.Clash.Conflict);

    // Null when one of the texts cannot be cut by keys, or the result would no longer be what it was.
    private static ImmutableArray<Piece>? ByKey(string path, string former, string mine, string wanted, IReadOnlyDictionary<string, string> variables)
    {
        var cut = CutterOf(path);
        if (cut is null || Once(cut, former) is not { } formerBlock || Once(cut, mine) is not { } mineBlock || cut(wanted) is not { } wantedBlock)
        {
            return null;
        }

        var pieces = BlockMerge.Merge(formerBlock, mineBlock, wantedBlock, value => Interpolation.Expand(value, variables.GetValueOrDefault));
        var merged = new Merged(pieces, "\n");
        return cut(merged.Text(Choice.Mine)) is not null && cut(merged.Text(Choice.New)) is { } result && Agree(result, mineBlock, wantedBlock)
            ? pieces
            : null;
    }

    private static Block? Once(Func<string, Block?> cutter, string text)
    {
        if (s_read.TryGetValue(text, out var known) && known.Cutter == cutter)
        {
            return known.Block;
        }

        var block = cutter(text);
        s_read.AddOrUpdate(text, new Cut(cutter, block));
        return block;
    }

    private sealed record Cut(Func<string, Block?> Cutter, Block? Block);

    // In an env file a value may refer to others above it, which a new order can tear apart.
    private static bool Agree(Block result, Block mine, Block wanted) => result.Children.All(child => child.Kind is not BlockKind.Leaf
        || mine.Children.Concat(wanted.Children).Where(c => c.Key == child.Key).Any(c => c.Value == child.Value));

    private static Func<string, Block?>? CutterOf(string path) => path.Split('/')[^1] switch
    {
        ".env" => static text => EnvBlocks.Read(text, isRaw: false),
        var name when name.EndsWith(".env", StringComparison.Ordinal) => static text => EnvBlocks.Read(text, isRaw: true),
        var name when name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal) => YamlBlocks.Read,
        _ => null,
    };
}
