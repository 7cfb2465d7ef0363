using System.Collections.Immutable;

namespace MathesarSetup.Merging;

/// <summary>Cuts a YAML text with several documents into them, as Kubernetes' manifests are written.</summary>
internal static class YamlDocumentLines
{
    private const string Mark = "---";

    /// <summary>
    /// What stands before the first mark, each mark, and what stands behind it, in the order of reading. A text without a mark is one document.
    /// </summary>
    public static ImmutableArray<ImmutableArray<string>> Of(ImmutableArray<string> lines)
    {
        var documents = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var from = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == Mark)
            {
                documents.AddRange(lines[from..i], [Mark]);
                from = i + 1;
            }
        }

        documents.Add(lines[from..]);
        return documents.ToImmutable();
    }
}
