using System.Buffers;
using System.Collections.Immutable;
using MathesarSetup.Documents.Yamls;
using YamlDotNet.Core;

namespace MathesarSetup.Merging;

/// <summary>Cuts a YAML text into blocks. What cannot be cut, such as a map in braces, is a leaf.</summary>
internal sealed class YamlBlocks
{
    // YAML ends lines at these too, and then its line numbers are not those of the text.
    private static readonly SearchValues<char> s_otherBreaks = SearchValues.Create("\u0085\u2028\u2029");

    private readonly ImmutableArray<string> _lines;

    private YamlBlocks(ImmutableArray<string> lines) => _lines = lines;

    /// <summary>The document as a block without a head; null for what is no YAML, or no map in block style.</summary>
    public static Block? Read(string text)
    {
        if (text.AsSpan().IndexOfAny(s_otherBreaks) >= 0 || text.AsSpan().Count('\r') != text.AsSpan().Count("\r\n"))
        {
            return null;
        }

        var blocks = new YamlBlocks(TextLines.Of(text));
        return YamlTree.Read(text).Root is YamlNode.Map map && blocks.CanCut(map) && map.Entries[0].Key.Start.Column == 1
            ? blocks.Cut(new Block { Key = "" }, map.Entries.Select(static e => (e.Key.Value, e.Key.Line - 1, e.Value)).ToImmutableArray(), 0,
                blocks._lines.Length, 0)
            : null;
    }

    // Every key starts a line of its own, at the same column, and stands once.
    private bool CanCut(YamlNode.Map map) => !map.IsFlow && map.Entries is [var first, ..]
        && map.Entries.All(e => e.Key.Start.Column == first.Key.Start.Column && e.Key.Anchor is null && e.Value.Start.Line >= e.Key.Start.Line
            && e.Key.Style is not (ScalarStyle.Literal or ScalarStyle.Folded) && StartsLine(e.Key.Start))
        && map.Entries.Select(static e => e.Key.Line).Distinct().Count() == map.Entries.Length
        && map.Entries.Select(static e => e.Key.Value).Distinct(StringComparer.Ordinal).Count() == map.Entries.Length;

    private bool StartsLine(Mark mark) => TextLines.IndentOf(_lines[(int)mark.Line - 1]) == mark.Column - 1;

    private bool CanCut(YamlNode.List list) => !list.IsFlow && list.Items is [_, ..]
        && list.Items.Select(static i => i.Line).Distinct().Count() == list.Items.Length
        && list.Items.All(i => _lines[i.Line - 1].TrimStart(' ').StartsWith("- ", StringComparison.Ordinal))
        && list.Items.Select(i => TextLines.IndentOf(_lines[i.Line - 1])).Distinct().Count() == 1;

    private Block Cut(Block head, ImmutableArray<(string Key, int Line, YamlNode Node)> entries, int from, int until, int indent)
    {
        var end = EndOfLast(entries[^1].Line, until, indent);
        var children = ImmutableArray.CreateBuilder<Block>();
        for (var (i, lead) = (0, from); i < entries.Length; i++)
        {
            var next = i + 1 < entries.Length ? EndOfLast(entries[i].Line, entries[i + 1].Line, indent) : end;
            children.Add(Read(entries[i].Key, entries[i].Node, lead, entries[i].Line, next, indent));
            lead = next;
        }

        return head with { Kind = BlockKind.Map, Children = children.ToImmutable(), Tail = _lines[end..until] };
    }

    // Comments that stand no further right than the key belong to what follows; those further right to what is above.
    private int EndOfLast(int line, int until, int indent)
    {
        while (until > line + 1 && (TextLines.IsBlank(_lines[until - 1])
            || (_lines[until - 1].TrimStart(' ').StartsWith('#') && TextLines.IndentOf(_lines[until - 1]) <= indent)))
        {
            until--;
        }

        return until;
    }

    private Block Read(string key, YamlNode node, int lead, int line, int until, int indent)
    {
        var leaf = new Block { Key = key, Lead = _lines[lead..line], Head = _lines[line..until], Indent = indent };
        return node switch
        {
            YamlNode.Map map when map.Line - 1 > line && CanCut(map) =>
                Cut(leaf with { Head = [_lines[line]] }, map.Entries.Select(static e => (e.Key.Value, e.Key.Line - 1, e.Value)).ToImmutableArray(),
                    line + 1, until, (int)map.Entries[0].Key.Start.Column - 1) with
                { Indent = indent },
            YamlNode.List list when list.Line - 1 > line && CanCut(list) => CutList(leaf with { Head = [_lines[line]] }, list, line + 1, until),
            YamlNode.Scalar scalar when scalar is { Anchor: null, Tag: null } =>
                leaf with { Value = scalar.IsNull ? null : scalar.Value, Remark = Remark(scalar, leaf) },
            _ => leaf,
        };
    }

    private Block CutList(Block head, YamlNode.List list, int from, int until)
    {
        var indent = TextLines.IndentOf(_lines[list.Items[0].Line - 1]);
        var cut = Cut(head, [.. list.Items.Select(static (item, i) => ($"{i}", item.Line - 1, item))], from, until, indent);
        return cut with { Kind = BlockKind.List, Children = [.. cut.Children.Zip(list.Items, AsItem)] };
    }

    private static Block AsItem(Block block, YamlNode item) => new()
    {
        Key = string.Join('\n', TextLines.Shift([.. block.Lines], -block.Indent)),
        Lead = block.Lead,
        Head = [.. block.Body],
        Value = item is YamlNode.Scalar { Anchor: null, Tag: null } scalar ? scalar.Value : null,
        Indent = block.Indent,
    };

    private string Remark(YamlNode.Scalar scalar, Block leaf)
    {
        // A block scalar ends on the line below, which may be behind the text.
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded || leaf.Head.Length > 1 || scalar.End.Line > _lines.Length)
        {
            return "";
        }

        var last = _lines[(int)scalar.End.Line - 1];
        return scalar.End.Column - 1 > last.Length ? "" : last[((int)scalar.End.Column - 1)..].Trim();
    }
}
