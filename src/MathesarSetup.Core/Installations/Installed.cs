using System.Collections.Immutable;

namespace MathesarSetup.Installations;

/// <summary>What a part of an installation is called in every form: which service it belongs to, and what of it.</summary>
/// <param name="Service">The service's name; empty for what belongs to the whole, such as the options of a volume.</param>
/// <param name="Path">
/// <c>image</c>, <c>environment.NAME</c>, <c>ports.8000/tcp</c>, <c>mounts./inside</c>, <c>networks.NAME</c>, <c>labels.NAME</c>, or the path of
/// keys as its file has them.
/// </param>
public readonly record struct InstalledPart(string Service, string Path)
{
    public const string Environment = "environment.";

    public const string Ports = "ports.";

    public const string Mounts = "mounts.";

    public const string Networks = "networks.";

    public const string Labels = "labels.";

    /// <summary>By service, then by path, both to the letter.</summary>
    public static readonly IComparer<InstalledPart> Order = Comparer<InstalledPart>.Create(static (one, other) =>
        string.CompareOrdinal(one.Service, other.Service) is not 0 and var order ? order : string.CompareOrdinal(one.Path, other.Path));

    /// <summary>What follows a prefix such as <see cref="Environment"/>; null when the path has another.</summary>
    public string? After(string prefix) => Path.StartsWith(prefix, StringComparison.Ordinal) ? Path[prefix.Length..] : null;

    public override string ToString() => Service.Length == 0 ? Path : $"{Service}: {Path}";
}

/// <summary>
/// All that a place runs, or will run, whole: every part with its value in one wording, so that the same value is the same text however it was
/// written. Values may be secret.
/// </summary>
public sealed record Installed(ImmutableSortedDictionary<InstalledPart, string> Parts)
{
    public static readonly Installed Nothing = new(ImmutableSortedDictionary.Create<InstalledPart, string>(InstalledPart.Order));

    /// <summary>The names of all services.</summary>
    public ImmutableSortedSet<string> Services =>
        [.. Parts.Keys.Select(static p => p.Service).Where(static s => s.Length > 0).Distinct(StringComparer.Ordinal)];

    public string? this[InstalledPart part] => Parts.GetValueOrDefault(part);

    /// <summary>The same with another value in one part, or without it: of parts that are counted, those behind it move up.</summary>
    public Installed With(InstalledPart part, string? value)
    {
        if (value is not null)
        {
            return new(Parts.SetItem(part, value));
        }

        var first = part.Path.Split('#')[0];
        var (parts, last) = (Parts.Remove(part), part);
        for (var count = part.Path == first ? 2 : int.TryParse(part.Path[(first.Length + 1)..], out var own) ? own + 1 : int.MaxValue;
            parts.GetValueOrDefault(new(part.Service, $"{first}#{count}")) is { } next; count++)
        {
            parts = parts.Remove(new(part.Service, $"{first}#{count}")).SetItem(last, next);
            last = new(part.Service, $"{first}#{count}");
        }

        return new(parts);
    }

    /// <summary>What is different in another one, part by part.</summary>
    public ImmutableArray<InstalledChange> ChangesTo(Installed after) =>
    [
        .. Parts.Keys.Union(after.Parts.Keys).Order(InstalledPart.Order).Select(part => new InstalledChange(part, this[part], after[part]))
            .Where(static c => c.Before != c.After),
    ];
}

/// <summary>A part that is different before and after; null where it is not there.</summary>
public sealed record InstalledChange(InstalledPart Part, string? Before, string? After)
{
    public override string ToString() => Part.ToString();
}
