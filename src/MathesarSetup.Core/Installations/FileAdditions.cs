using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Installations;

/// <summary>What a person wrote into the files of an installation beyond what was generated, service by service.</summary>
public sealed record FileAdditions
{
    public static readonly FileAdditions None = new();

    /// <summary>Generated services that somebody changed, by name.</summary>
    public ImmutableSortedDictionary<string, ServiceAdditions> Services { get; init; } =
        ImmutableSortedDictionary.Create<string, ServiceAdditions>(StringComparer.Ordinal);

    /// <summary>Names of services of a person's own.</summary>
    public ImmutableArray<string> OwnServices { get; init; } = [];

    /// <summary>Why the files cannot be read, which Compose could not do either.</summary>
    public ImmutableArray<Finding> Problems { get; init; } = [];

    internal static ImmutableSortedDictionary<string, string?> Changed(Dictionary<string, string> generated, Dictionary<string, string> present) =>
        generated.Keys.Union(present.Keys).Where(name => generated.GetValueOrDefault(name) != present.GetValueOrDefault(name))
            .ToImmutableSortedDictionary(static name => name, name => present.GetValueOrDefault(name), StringComparer.Ordinal);
}
