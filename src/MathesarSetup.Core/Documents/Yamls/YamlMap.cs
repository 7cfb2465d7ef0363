using System.Collections;

namespace MathesarSetup.Documents.Yamls;

/// <summary>A YAML mapping that keeps its order, with a comment above each entry that has one.</summary>
public sealed class YamlMap : Yaml, IEnumerable<YamlMap.Entry>
{
    // YAML readers look no further than 1024 characters for the colon; an escaped character takes up to six.
    private const int LongestKey = 150;

    private readonly List<Entry> _entries = [];

    /// <summary>One key with its value; one that is commented out is there for people alone.</summary>
    public sealed record Entry(string Key, Yaml Value, string? Comment, bool BlankBefore, bool IsCommentedOut = false);

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Adds a key, which is at most 150 characters long and stands once.</summary>
    public void Add(string key, Yaml value, string? comment = null, bool blankBefore = false) =>
        Add(new Entry(key, value, comment, blankBefore));

    /// <summary>Adds a key that takes effect once somebody deletes the <c>#</c> before it. A map of nothing else reads as null.</summary>
    public void AddCommentedOut(string key, Yaml value, string? comment = null, bool blankBefore = false) =>
        Add(new Entry(key, value, comment, blankBefore, IsCommentedOut: true));

    private void Add(Entry entry)
    {
        var key = entry.Key;
        if (key.Length > LongestKey || Has(key))
        {
            throw new ArgumentException("A YAML key is at most 150 characters long and stands once in its map.", nameof(entry));
        }

        _entries.Add(entry);
    }

    private bool Has(string key)
    {
        foreach (var entry in _entries)
        {
            if (entry.Key == key)
            {
                return true;
            }
        }

        return false;
    }

    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
