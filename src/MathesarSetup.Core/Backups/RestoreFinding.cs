using MathesarSetup.Findings;

namespace MathesarSetup.Backups;

/// <summary>The kinds of finding about bringing back what a backup holds.</summary>
public static class RestoreFinding
{
    public static readonly FindingKind OtherInstallation = FindingKind.Error("restore.other-installation",
        "The backup is of another installation, so restoring it would replace this one's records and data with strange ones. Where that is what you "
        + "want, say --of-another.");

    public static readonly FindingKind OtherRelease = FindingKind.Error("restore.other-release",
        "The backup was made of another release of Mathesar than the one that is installed, whose records differ. Bring the installation to that "
        + "release first.");

    public static readonly FindingKind NotHere = FindingKind.Error("restore.not-here",
        "This program does not restore into a database of this kind yet: it does where PostgreSQL is a service of the installation. The dumps in the "
        + "backup can be restored by hand with pg_restore.");

    public static readonly FindingKind Failed = FindingKind.Error("restore.failed",
        "What the backup holds could not be brought back. What was there is as it was; the message says why.");

    public static readonly FindingKind OtherKey = FindingKind.Error("restore.other-key",
        "The passwords in the backup were encrypted with another SECRET_KEY than this installation's, so Mathesar could not read them again. Set "
        + "secrets.key to the key of the time of the backup, apply, and restore then.");

    public static readonly FindingKind SetAside = FindingKind.Warning("restore.set-aside",
        "Something that Mathesar kept is about a table or a column that is not there any more. It was set aside in the table "
        + "mathesar_setup_set_aside of Mathesar's own database, whole, so that it does not get to mean something else.");

    public static readonly FindingKind NotLooked = FindingKind.Warning("restore.not-looked",
        "Mathesar's records name a database whose tables could not be looked at, so what they say of its tables was left as it is. If that database "
        + "was brought back from a dump as well, its settings, explorations and forms may be about other tables.");

    public static readonly FindingKind NewNumbers = FindingKind.Warning("restore.unknown-numbers",
        "A newer release of Mathesar keeps numbers of tables in a place that this program does not know. They were left as they are. Use a newer "
        + "release of this program, and restore again.");

    public static readonly FindingKind Kept = FindingKind.Note("restore.kept",
        "The databases as they were before are kept under other names, and nobody can connect to them. When everything is as you want it, "
        + "remove them with DROP DATABASE.");

    public static readonly FindingKind CutOff = FindingKind.Warning("restore.cut-off",
        "A restore was cut off, and was taken back: everything is as it was before it.");

    public static readonly FindingKind NeedsPerson = FindingKind.Error("restore.needs-person",
        "A restore could not be taken back. The databases as they were are still there under the names that the message says. Start PostgreSQL, and "
        + "run the same command once more.");
}
