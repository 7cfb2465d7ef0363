using System.Collections.Immutable;

namespace MathesarSetup.Installations;

/// <summary>Gives every part of an installation an owner: an answer, the same value that would be generated, or the person.</summary>
internal static class PartOwners
{
    /// <summary>The parts that are a person's own.</summary>
    /// <param name="parts">All parts, as they were found.</param>
    /// <param name="generated">The parts of what would be generated from the answers.</param>
    public static IEnumerable<FoundPart> Unowned(ImmutableArray<FoundPart> parts, ImmutableArray<FoundPart> generated, ReadLines lines)
    {
        var same = generated.GroupBy(Key).ToDictionary(static g => g.Key, static g => g.Count());
        foreach (var part in parts)
        {
            if (lines.IsMarked(part.At))
            {
                continue;
            }

            if (same.TryGetValue(Key(part), out var left) && left > 0)
            {
                same[Key(part)] = left - 1;
                lines.Mark(part.At);
            }
            else
            {
                yield return part;
            }
        }
    }

    // Where several stand under one key, their order is no difference.
    private static (string Service, string Path, string Value) Key(FoundPart part) =>
        (part.Service, part.Path.EndsWith(']') ? part.Path[..part.Path.LastIndexOf('[')] : part.Path, part.Value);
}
