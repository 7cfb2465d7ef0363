using System.Collections.Immutable;

namespace MathesarSetup.Findings;

/// <summary>A button: its label, and the answers that pressing it gives. A null text takes the answer back.</summary>
public sealed record Fix(string Label, ImmutableSortedDictionary<string, string?> Set)
{
    public static Fix To(string label, string key, string? text) =>
        new(label, ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal).Add(key, text));
}
