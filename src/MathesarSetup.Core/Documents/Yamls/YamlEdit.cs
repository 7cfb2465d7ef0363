using System.Text;
using YamlDotNet.Core;

namespace MathesarSetup.Documents.Yamls;

/// <summary>
/// Changes single nodes of a person's YAML text and no other byte: a scalar, an entry of a map, an item of a list. Every node comes from
/// <see cref="YamlTree"/> and from this very text.
/// </summary>
internal sealed class YamlEdit
{
    private readonly string _text;
    private readonly int[] _lines;
    private readonly string _newLine;

    public YamlEdit(string text)
    {
        _text = text;
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        _lines = [start, .. Enumerable.Range(0, text.Length).Where(i => text[i] == '\n').Select(static i => i + 1)];
        _newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
    }

    /// <summary>The text with another value in a scalar's place, in the scalar's own quotes where they can hold it.</summary>
    public string Replace(YamlNode.Scalar scalar, string value, bool inFlow)
    {
        // A block scalar reaches to the line of the next node, whose indent is not its own; empty scalars stand nowhere.
        var (start, end) =
            (Offset(scalar.Start), scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded ? EndOfLine(LastLine(scalar)) : Offset(scalar.End));
        var written = Written(value, scalar.Style, inFlow);
        return start == end
            ? $"{_text[..start]}{(start > 0 && _text[start - 1] == ':' ? " " : "")}{written}{_text[end..]}"
            : _text[..start] + written + _text[end..];
    }

    /// <summary>The text with any node replaced by one in flow style.</summary>
    public string ReplaceWhole(YamlNode node, string flow) =>
        node is YamlNode.Scalar or YamlNode.Map { IsFlow: true } or YamlNode.List { IsFlow: true }
            ? _text[..Offset(node.Start)] + flow + _text[(node is YamlNode.Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded }
                ? EndOfLine(LastLine(node)) : Offset(node.End))..]
            : $"{_text[..EndOfLine(LineAbove(node))]} {flow}{_text[EndOfLine(LastLine(node))..]}";

    /// <summary>The text with one entry more at the end of a map.</summary>
    /// <param name="lines">The entry in block style without indent; in a flow map <paramref name="flow"/> stands for it.</param>
    public string Add(YamlNode.Map map, IReadOnlyList<string> lines, string flow) => map switch
    {
        { IsFlow: true } => IntoFlow(map, flow, map.Entries.Length),
        { Entries: [var (key, _), ..] } => After(LastLine(map), new string(' ', (int)key.Start.Column - 1), lines),
        _ => _text,
    };

    /// <summary>The text with one item more at the end of a list.</summary>
    /// <param name="lines">The item in block style without dash and indent.</param>
    public string Add(YamlNode.List list, IReadOnlyList<string> lines, string flow)
    {
        if (list is not { IsFlow: false, Items: [var first, ..] })
        {
            return list.IsFlow ? IntoFlow(list, flow, list.Items.Length) : _text;
        }

        var dash = _text.LastIndexOf('-', Offset(first.Start) - 1);
        var indent = new string(' ', dash - _lines[LineOf(dash)]);
        return After(LastLine(list), indent, [.. lines.Select(static (line, i) => (i == 0 ? "- " : "  ") + line)]);
    }

    /// <summary>The text without an entry of a map, which may be empty then.</summary>
    public string Remove(YamlNode.Map map, int index)
    {
        var (key, value) = map.Entries[index];
        if (map.IsFlow)
        {
            return OutOfFlow(Offset(key.Start),
                Offset(value is YamlNode.Scalar { Start: var s, End: var e } && s.Index == e.Index ? key.End : value.End), map);
        }

        return map.Entries.Length == 1 && key.Start.Line > 1
            ? ReplaceWhole(map, "{}")
            : WithoutLines((int)key.Start.Line, Math.Max((int)key.Start.Line, LastLine(value)));
    }

    /// <summary>The text without an item of a list.</summary>
    public string Remove(YamlNode.List list, int index)
    {
        var item = list.Items[index];
        return list.IsFlow ? OutOfFlow(Offset(item.Start), Offset(item.End), list)
            : list.Items.Length == 1 && item.Start.Line > 1 ? ReplaceWhole(list, "[]")
            : WithoutLines((int)item.Start.Line, LastLine(item));
    }

    /// <summary>The last line, from 1, on which something of a node stands.</summary>
    public static int LastLine(YamlNode node) => node switch
    {
        YamlNode.Map { IsFlow: false, Entries: [.., var (key, value)] } => Math.Max((int)key.End.Line, LastLine(value)),
        YamlNode.List { IsFlow: false, Items: [.., var item] } => LastLine(item),
        YamlNode.Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded, End.Column: 1 } block when block.End.Line > block.Start.Line =>
            (int)block.End.Line - 1,
        _ => Math.Max((int)node.Start.Line, (int)node.End.Line),
    };

    private static string Written(string value, ScalarStyle style, bool inFlow)
    {
        var isOneLine = !value.Any(static c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF');
        return style is ScalarStyle.SingleQuoted && isOneLine ? $"'{value.Replace("'", "''", StringComparison.Ordinal)}'"
            : style is ScalarStyle.Plain && isOneLine && YamlQuoting.StaysPlain(value, inFlow) ? value
            : YamlQuoting.Escape(value);
    }

    private string IntoFlow(YamlNode node, string flow, int count)
    {
        var end = Offset(node.End) - 1;
        var last = end;
        while (last > 0 && char.IsWhiteSpace(_text[last - 1]))
        {
            last--;
        }

        return $"{_text[..last]}{(count == 0 || _text[last - 1] == ',' ? count == 0 ? "" : " " : ", ")}{flow}{_text[last..]}";
    }

    private string OutOfFlow(int start, int end, YamlNode whole)
    {
        var (first, close) = (Offset(whole.Start) + 1, Offset(whole.End) - 1);
        var after = end;
        while (after < close && char.IsWhiteSpace(_text[after]))
        {
            after++;
        }

        if (after < close && _text[after] == ',')
        {
            for (after++; after < close && _text[after] == ' '; after++)
            {
            }

            return _text[..start] + _text[after..];
        }

        var before = start;
        while (before > first && (char.IsWhiteSpace(_text[before - 1]) || _text[before - 1] == ','))
        {
            before--;
        }

        return _text[..before] + _text[end..];
    }

    private string After(int line, string indent, IReadOnlyList<string> lines)
    {
        var at = EndOfLine(line);
        var added = new StringBuilder();
        foreach (var text in lines)
        {
            added.Append(_newLine).Append(text.Length == 0 ? "" : indent + text);
        }

        return _text[..at] + added + _text[at..];
    }

    private string WithoutLines(int first, int last)
    {
        var end = last < _lines.Length ? _lines[last] : _text.Length;
        return _text[.._lines[first - 1]] + _text[end..];
    }

    // The line of the key that a block belongs to: comments may stand between the two, and go with the block.
    private int LineAbove(YamlNode node)
    {
        var line = (int)node.Start.Line - 1;
        while (line > 1 && _text[_lines[line - 1]..EndOfLine(line)].Trim() is "" or ['#', ..])
        {
            line--;
        }

        return line;
    }

    // Before the line break.
    private int EndOfLine(int line)
    {
        var end = line < _lines.Length ? _lines[line] - 1 : _text.Length;
        return end > 0 && line < _lines.Length && _text[end - 1] == '\r' ? end - 1 : end;
    }

    private int LineOf(int offset)
    {
        var found = Array.BinarySearch(_lines, offset);
        return found >= 0 ? found : ~found - 1;
    }

    private int Offset(Mark mark) => Math.Min(_text.Length, _lines[Math.Min((int)mark.Line, _lines.Length) - 1] + (int)mark.Column - 1);
}
