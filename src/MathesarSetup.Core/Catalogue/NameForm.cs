using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>Which names an installation may have, where a target makes the names of its things from it.</summary>
public sealed record NameForm
{
    /// <summary>Why no name may hold an underscore, as the beginning of a sentence; null where one may.</summary>
    public string? WhyNoUnderscore { get; init; }

    public bool StartsWithLetter { get; init; }

    /// <summary>What stands behind the installation's name in the names of its parts, so that no other installation's name may end in it.</summary>
    public ImmutableArray<string> Parts { get; init; } = ["-db", "-proxy"];
}
