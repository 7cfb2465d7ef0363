using System.Collections.Immutable;

namespace MathesarSetup.Mathesar;

/// <summary>A release at which something changes that a person has to know of.</summary>
/// <param name="Note">What changes, and what that asks of somebody.</param>
public sealed record UpgradeStop(Release Release, string Note);

/// <summary>How two releases stand to each other.</summary>
public enum UpgradeKind
{
    /// <summary>They are the same.</summary>
    Nothing,

    /// <summary>The newer one takes the records of the older one over.</summary>
    Possible,

    /// <summary>The older one is from before 0.2.0, whose records no later one takes over.</summary>
    TooOld,

    /// <summary>The wanted one is the older one: migrations do not run backwards.</summary>
    Downgrade,

    /// <summary>The wanted one is newer than this program knows, and more than a patch.</summary>
    Unknown,
}

/// <summary>The way from a release to a newer one (Mathesar's own release notes and migrations, which are one line that no release breaks).</summary>
/// <param name="Stops">What is to be known on the way, oldest first.</param>
public sealed record UpgradePath(Version From, Release To, UpgradeKind Kind, ImmutableArray<UpgradeStop> Stops)
{
    private static readonly Version s_first = new(0, 2, 0);

    private static readonly ImmutableArray<UpgradeStop> s_stops =
    [
        Stop("0.2.1", "Its official Compose file moved to PostgreSQL 17 by pgautoupgrade. This program leaves PostgreSQL as it is."),
        Stop("0.3.0", "Mathesar is started by a command of its own, which this program's files use from then on."),
        Stop("0.5.0", "Mathesar wants a secret key of its own (SECRET_KEY). One that everybody knows stays in use until you change it."),
        Stop("0.6.0", "The number of workers is told by WEB_CONCURRENCY, which tuning.workers sets."),
        Stop("0.8.0", "It needs PostgreSQL 14 or newer, and uploads lie in /code/.media."),
        Stop("0.11.0", "A user name has at most 63 characters. Where somebody has a longer one, the migration stops: shorten it before."),
        Stop("0.12.0", "The page /admin/ is off unless MATHESAR_DJANGO_ADMIN_ENABLED is true, and the variables for files in Azure are renamed."),
    ];

    /// <summary>Whether more than a newer patch is between the two, so that a person should read before.</summary>
    public bool IsMinor => (From.Major, From.Minor) != (To.Version.Major, To.Version.Minor);

    public static UpgradePath Of(Version from, Release to)
    {
        var kind = from < s_first ? UpgradeKind.TooOld
            : to.Version == from ? UpgradeKind.Nothing
            : to.Version < from ? UpgradeKind.Downgrade
            : !to.IsKnown && !IsPatchOfNewest(to.Version) ? UpgradeKind.Unknown
            : UpgradeKind.Possible;
        return new UpgradePath(from, to, kind, kind is UpgradeKind.Possible or UpgradeKind.Unknown
            ? [.. s_stops.Where(stop => stop.Release.Version > from && stop.Release.Version <= to.Version)] : []);
    }

    private static bool IsPatchOfNewest(Version version) =>
        (version.Major, version.Minor) == (Releases.Newest.Version.Major, Releases.Newest.Version.Minor);

    private static UpgradeStop Stop(string release, string note) => new(Releases.Find(release)!, note);
}
