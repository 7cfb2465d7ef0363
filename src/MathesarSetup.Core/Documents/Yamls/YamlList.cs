using System.Collections;

namespace MathesarSetup.Documents.Yamls;

/// <summary>A YAML sequence, with a comment above each item that has one.</summary>
public sealed class YamlList : Yaml, IEnumerable<YamlList.Item>
{
    private readonly List<Item> _items = [];

    /// <summary>One element.</summary>
    public sealed record Item(Yaml Value, string? Comment);

    public bool IsEmpty => _items.Count == 0;

    public void Add(Yaml item, string? comment = null) => _items.Add(new(item, comment));

    public IEnumerator<Item> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
