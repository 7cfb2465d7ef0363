namespace MathesarSetup.Mathesar;

/// <summary>The releases that this program knows, oldest first (Mathesar's public tags; 0.10.0 is left out on purpose).</summary>
public static class Releases
{
    public static readonly IReadOnlyList<Release> All =
    [
        .. new[]
        {
            "0.2.0",
            "0.2.1",
            "0.2.2",
            "0.2.3",
            "0.2.4",
            "0.2.5",
            "0.3.0",
            "0.4.0",
            "0.5.0",
            "0.6.0",
            "0.7.0",
            "0.7.1",
            "0.8.0",
            "0.9.0",
            "0.10.1",
            "0.11.0",
            "0.12.0",
        }.Select(tag => new Release(Version.Parse(tag))),
    ];

    /// <summary>The releases before 0.2.0, which no newer one can take over (Mathesar's own notes of 0.2.0).</summary>
    public static readonly IReadOnlyList<Version> Alpha = [.. Enumerable.Range(0, 8).Select(static patch => new Version(0, 1, patch))];

    public static Release Newest => All[^1];

    /// <summary>
    /// The release with this tag, or null. One that is newer than this program is a release too: it is taken for one like the newest that is known.
    /// </summary>
    public static Release? Find(string tag) => All.FirstOrDefault(r => r.ToString() == tag) ?? Newer(tag);

    private static Release? Newer(string tag) =>
        Version.TryParse(tag, out var version) && version is { Build: >= 0, Revision: < 0 } && version.ToString(3) == tag && version > Newest.Version
            ? new Release(version)
            : null;
}
