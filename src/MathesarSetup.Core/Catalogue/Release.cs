namespace MathesarSetup.Catalogue;

/// <summary>One release of Mathesar, and what differs between releases.</summary>
public sealed record Release(Version Version)
{
    /// <summary>The text of an answer that nobody could give yet: it forbids writing until somebody names the release.</summary>
    public const string Unknown = "unknown";

    public static readonly Codec<Release> Codec = Codecs.Of<Release>(
        new Editor.Choice([.. Releases.All.Reverse().Select(r => new Option(r.ToString(), r.ToString(), r == Releases.Newest ? "The newest release." : ""))]),
        static release => release.ToString(), Read);

    /// <summary>Whether the image has <c>bin/mathesar</c> and starts by a command; up to 0.2.5 it is an entry point, <c>run.sh</c>.</summary>
    public bool HasLauncher => Version >= new Version(0, 3, 0);

    /// <summary>Whether PostgreSQL may be reached over a Unix socket (mathesar-foundation/mathesar#4512).</summary>
    public bool TakesSocket => Version >= new Version(0, 3, 0);

    /// <summary>Whether <c>/healthz/ready/</c> answers, whatever the Host header says.</summary>
    public bool HasHealthRoute => Version >= new Version(0, 12, 0);

    /// <summary>Whether it needs the library cairo on the machine (mathesar-foundation/mathesar#4923).</summary>
    public bool NeedsCairo => Version >= new Version(0, 6, 0);

    /// <summary>Whether gunicorn's time limit of 30 s has to be raised from outside (mathesar-foundation/mathesar#4765).</summary>
    public bool NeedsLongerTimeout => Version < new Version(0, 12, 0);

    /// <summary>The schema of <c>sso.yml</c>: 1 knows only OpenID Connect, 2 knows GitHub too.</summary>
    public int SsoSchema => Version >= new Version(0, 11, 0) ? 2 : 1;

    /// <summary>The oldest PostgreSQL major version that it works with.</summary>
    public int OldestPostgres => Version >= new Version(0, 8, 0) ? 14 : 13;

    /// <summary>The newest PostgreSQL major version that it works with.</summary>
    public int NewestPostgres => Version >= new Version(0, 7, 0) ? 18 : 17;

    public override string ToString() => Version.ToString(3);

    private static (Release, string?) Read(string text) => text.Trim().TrimStart('v') switch
    {
        var tag when Releases.Find(tag) is { } release => (release, null),
        Unknown => (Releases.Newest, $"Nothing tells yet which release of Mathesar runs on this data, and an older one cannot read what a newer one wrote. Ask the running one with `bash bin/mathesar version`, in its container if it has one, and say it here."),
        "0.10.0" => (Releases.Newest, "0.10.0 reports itself as 0.9.0 and downloads the wrong files. Take 0.10.1."),
        var tag when tag.StartsWith("0.1.", StringComparison.Ordinal) => (Releases.Newest, $"{tag} is too old: from 0.1.x to 0.2.0 Mathesar had to be installed anew. Take {Releases.Newest}."),
        "latest" => (Releases.Newest, $"The tag latest hides which release runs. Name one; the newest known here is {Releases.Newest}."),
        var tag => (Releases.Newest, $"{tag} is not a release that this program knows. The newest it knows is {Releases.Newest}."),
    };
}

/// <summary>The releases that can be installed, oldest first (Mathesar's public tags; 0.10.0 is left out on purpose).</summary>
public static class Releases
{
    public static readonly IReadOnlyList<Release> All =
    [
        .. new[] { "0.2.0", "0.2.1", "0.2.2", "0.2.3", "0.2.4", "0.2.5", "0.3.0", "0.4.0", "0.5.0", "0.6.0", "0.7.0", "0.7.1", "0.8.0", "0.9.0", "0.10.1", "0.11.0", "0.12.0" }
            .Select(tag => new Release(Version.Parse(tag))),
    ];

    public static Release Newest => All[^1];

    /// <summary>The release with this tag, or null. One that is newer than this program is treated like the newest that it knows.</summary>
    public static Release? Find(string tag) => All.FirstOrDefault(r => r.ToString() == tag)
        ?? (Version.TryParse(tag, out var version) && version > Newest.Version && version is { Build: >= 0, Revision: < 0 } && version.ToString(3) == tag ? new Release(version) : null);
}
