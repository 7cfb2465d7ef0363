using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.Yamls;

/// <summary>Lays a YAML node out in block style, two columns a level.</summary>
internal static class YamlWriter
{
    public static void WriteDocument(Yaml node, StringBuilder output)
    {
        switch (node)
        {
            case YamlMap { IsEmpty: false } or YamlList { IsEmpty: false }:
                WriteBlock(node, output, indent: "", dash: null);
                break;
            default:
                // A value writes the blank that follows a colon or a dash; at the top there is neither.
                var value = new StringBuilder();
                WriteValue(node, value, indent: "");
                output.Append(value.ToString().TrimStart(' '));
                break;
        }
    }

    /// <summary>Writes a map or list. With a <paramref name="dash"/>, the first entry shares the line of its list item.</summary>
    private static void WriteBlock(Yaml node, StringBuilder output, string indent, string? dash)
    {
        if (node is YamlMap map)
        {
            foreach (var entry in map)
            {
                WriteEntry(entry, output, indent, dash);
                dash = entry.IsCommentedOut ? dash : null;
            }

            return;
        }

        foreach (var (value, comment) in (YamlList)node)
        {
            CommentLines.Write(comment, indent + "# ", output);
            if (value is YamlMap { IsEmpty: false })
            {
                WriteBlock(value, output, indent + "  ", dash: indent + "- ");
                continue;
            }

            output.Append(indent).Append('-');
            WriteValue(value, output, indent);
        }
    }

    private static void WriteEntry(YamlMap.Entry entry, StringBuilder output, string indent, string? dash)
    {
        if (entry.BlankBefore && output.Length > 0 && !EndsInBlankLine(output))
        {
            output.Append('\n');
        }

        CommentLines.Write(entry.Comment, (dash is null ? indent : dash[..^2]) + "# ", output);
        if (entry.IsCommentedOut)
        {
            // No blank after the mark: taking it away leaves the entry where it belongs.
            (indent, dash) = (indent + "#", null);
        }

        output.Append(dash ?? indent).Append(YamlQuoting.Key(entry.Key)).Append(':');
        WriteValue(entry.Value, output, indent);
    }

    private static void WriteValue(Yaml value, StringBuilder output, string indent)
    {
        switch (value)
        {
            case YamlPlain plain: output.Append(' ').Append(plain.Text).Append('\n'); break;
            case YamlText text: output.Append(' ').Append(YamlQuoting.Value(text.Text, indent + "  ")).Append('\n'); break;
            case YamlTagged tagged: output.Append(' ').Append(tagged.Tag); WriteValue(tagged.Value, output, indent); break;
            case YamlMap { IsEmpty: true }: output.Append(" {}\n"); break;
            case YamlList { IsEmpty: true }: output.Append(" []\n"); break;
            default: output.Append('\n'); WriteBlock(value, output, indent + "  ", dash: null); break;
        }
    }

    private static bool EndsInBlankLine(StringBuilder output) => output.Length > 1 && output[^1] == '\n' && output[^2] == '\n';
}
