using System.Collections.Immutable;

namespace MathesarSetup.Installations;

/// <summary>What a person changed in one generated service.</summary>
public sealed record ServiceAdditions
{
    /// <summary>Variables of an env file that are other than generated; null for one that was taken out.</summary>
    public ImmutableSortedDictionary<string, string?> Variables { get; init; } =
        ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>The service as the Compose files have it, whole; null where no Compose file says it.</summary>
    public WrittenService? Written { get; init; }

    /// <summary>Keys of a Compose file with something other than generated that is not told in an engine's words, such as <c>cap_add</c>.</summary>
    public ImmutableArray<string> Others { get; init; } = [];
}
