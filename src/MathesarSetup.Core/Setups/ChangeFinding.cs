using MathesarSetup.Findings;

namespace MathesarSetup.Setups;

/// <summary>The kinds of finding about what a changed answer means for an installation that is there.</summary>
public static class ChangeFinding
{
    public static readonly FindingKind CallbackUrls = FindingKind.Warning("change.callback-urls",
        "The address changed, so the callback URLs have to be changed at the providers of single sign-on, to the letter.");

    public static readonly FindingKind DataPlace = FindingKind.Warning("change.data-place",
        "The data lies under the old name or in the old place and is not moved. Copy it first, or put the answer back.");

    public static readonly FindingKind DatabaseLogin = FindingKind.Warning("change.database-login",
        "The database's password or role changes. The message says what apply does about it in PostgreSQL and in the copies that Mathesar stores, "
            + "and what is left to do by hand.");

    public static readonly FindingKind DatabaseMoved = FindingKind.Warning("change.database-moved",
        "Mathesar's records lie in another database, and nothing is moved. Copy them first, or point back.");

    public static readonly FindingKind Downgrade = FindingKind.Error("change.downgrade",
        "An older Mathesar cannot read what a newer one has written. Stay, or restore a backup.");

    public static readonly FindingKind Port = FindingKind.Note("change.port",
        "Mathesar answers on another port. Bookmarks, and a proxy or firewall of yours, have to follow.");

    public static readonly FindingKind PostgresMajor = FindingKind.Warning("change.postgres-major",
        "PostgreSQL cannot read the data of another major version. Dump everything first and restore it, or stay.");

    public static readonly FindingKind SecretKey = FindingKind.Warning("change.secret-key",
        "Stored database passwords are encrypted with the old key. Each has to be typed again.");

    public static readonly FindingKind BundledPassword = FindingKind.Warning("change.bundled-password",
        "The PostgreSQL beside Mathesar gets a new password, which data from before does not know. "
            + "Give the password of that time, if there is such data.");
}
