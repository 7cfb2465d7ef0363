using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.Yamls;

/// <summary>Several YAML documents in one file, each below a line <c>---</c> and a comment of its own.</summary>
public sealed class YamlDocuments
{
    private readonly StringBuilder _text = new();

    /// <param name="header">A comment that says what the file is for.</param>
    public YamlDocuments(string header) => CommentLines.Write(header, "# ", _text);

    /// <summary>Adds a document.</summary>
    public void Add(YamlMap document, string? about = null)
    {
        _text.Append("---\n");
        CommentLines.Write(about, "# ", _text);
        YamlWriter.WriteDocument(document, _text);
    }

    public string Write() => _text.ToString();
}
