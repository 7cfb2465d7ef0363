using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>Several short texts in one line, separated by commas or blanks; compared item by item.</summary>
public sealed class TextList : IEquatable<TextList>
{
    public static readonly TextList Empty = new([]);

    public TextList(ImmutableArray<string> items) => Items = items;

    public ImmutableArray<string> Items { get; }

    public bool Equals(TextList? other) => other is not null && Items.SequenceEqual(other.Items, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as TextList);

    public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);

    public override string ToString() => string.Join(",", Items);

    /// <summary>A codec whose items are each read by <paramref name="read"/>, which gives the cleaned item or what is wrong with it.</summary>
    public static Codec<TextList> Codec(string placeholder, Func<string, (string Item, string? Problem)> read) => Codecs.Of(
        new Editor.TextList(placeholder), static list => list.ToString(), text =>
        {
            var items = text.Split([',', ' ', ';', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(read).ToArray();
            return items.Length > 100 ? (Empty, "A list has 100 entries at most.")
                : items.FirstOrDefault(i => i.Problem is not null).Problem is { } problem
                    ? (Empty, problem)
                    : (new TextList([.. items.Select(i => i.Item).Distinct(StringComparer.Ordinal)]), null);
        });
}
