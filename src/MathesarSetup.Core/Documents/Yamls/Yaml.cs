using System.Globalization;
using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.Yamls;

/// <summary>A YAML node to be written. Reading is YamlDotNet's job; writing is ours, because generated files carry
/// comments and blank lines, and every string must survive YAML 1.1 and 1.2 readers alike.</summary>
public abstract class Yaml
{
    private protected Yaml()
    {
    }

    public static implicit operator Yaml(string text) => new YamlText(text);

    public static implicit operator Yaml(int number) => new YamlPlain(number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator Yaml(bool flag) => new YamlPlain(flag ? "true" : "false");

    /// <summary>A list of strings.</summary>
    public static YamlList List(params IEnumerable<string> items)
    {
        var list = new YamlList();
        foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>The whole document, behind a comment that says what the file is for.</summary>
    public string Write(string? header = null)
    {
        var output = new StringBuilder();
        CommentLines.Write(header, "# ", output);
        if (header is not null)
        {
            output.Append('\n');
        }

        YamlWriter.WriteDocument(this, output);
        return output.ToString();
    }
}

/// <summary>A scalar that is written as it stands: a number or a truth value.</summary>
internal sealed class YamlPlain(string text) : Yaml
{
    public string Text { get; } = text;
}

/// <summary>A scalar that every reader must take for this very string.</summary>
internal sealed class YamlText(string text) : Yaml
{
    public string Text { get; } = text;
}

/// <summary>A node behind a tag, such as <c>!override</c>.</summary>
internal sealed class YamlTagged(string tag, Yaml value) : Yaml
{
    public string Tag { get; } = tag;

    public Yaml Value { get; } = value;
}
