namespace MathesarSetup.Mathesar;

/// <summary>The releases of Mathesar that something fits, open above where it fits later ones than this program knows.</summary>
/// <param name="Newest">The last one; null where there may be later ones.</param>
public sealed record ReleaseRange(Version Oldest, Version? Newest)
{
    /// <summary>Exactly one release.</summary>
    public static ReleaseRange One(Version version) => new(version, version);

    public bool Holds(Version version) => Oldest <= version && (Newest is null || version <= Newest);

    public override string ToString() =>
        Newest is null ? $"{Oldest.ToString(3)} or newer" : Newest == Oldest ? Oldest.ToString(3) : $"{Oldest.ToString(3)} to {Newest.ToString(3)}";
}

/// <summary>A release, and who told it.</summary>
/// <param name="Because">How it is known, as the end of a sentence.</param>
public sealed record ToldRelease(ReleaseRange Range, string Because)
{
    /// <summary>One release; null where the text names none.</summary>
    public static ToldRelease? Of(string release, string because) =>
        Version.TryParse(release.TrimStart('v'), out var version) && version.Build >= 0 && version.Revision < 0
            ? new ToldRelease(version == CodeVersion.Mistaken ? new ReleaseRange(version, CodeVersion.MendedBy) : ReleaseRange.One(version), because)
            : null;
}
