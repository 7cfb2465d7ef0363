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

    public static readonly FindingKind OlderRelease = FindingKind.Note("restore.older-release",
        "The backup is of an older release of Mathesar than the newest that this program knows. It is restored as the release that it is; when it "
        + "runs, an upgrade brings it on.");

    public static readonly FindingKind NotHere = FindingKind.Error("restore.not-here",
        "This program does not restore into a database of this kind yet: it does where PostgreSQL is a service of the installation. The dumps in the "
        + "backup can be restored by hand with pg_restore.");

    public static readonly FindingKind Failed = FindingKind.Error("restore.failed",
        "What the backup holds could not be brought back. What was there is as it was; the message says why.");

    public static readonly FindingKind OtherKey = FindingKind.Error("restore.other-key",
        "The passwords in the backup were encrypted with a SECRET_KEY that neither this installation has nor the backup holds, so Mathesar could not "
        + "read them again. Set secrets.key to the key of the time of the backup, apply, and restore then.");

    public static readonly FindingKind NewKey = FindingKind.Note("restore.new-key",
        "The backup was made with another SECRET_KEY than this installation has. What it stores by its own was brought to this installation's, and "
        + "links for downloads that were waiting are gone.");

    public static readonly FindingKind KeyLeft = FindingKind.Warning("restore.key-left",
        "The backup was made with another SECRET_KEY than this installation has, and not all that it stores by its own could be brought to this "
        + "installation's. Enter the passwords again that the message counts, and give a stored role the right to change the columns that it names.");

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
        "The databases as they were before are kept under other names, and nobody can connect to them. When everything is as you want it, let "
        + "this program forget them, or remove them with DROP DATABASE.");

    public static readonly FindingKind KeptLoaded = FindingKind.Warning("restore.kept-loaded",
        "A restore was taken back after people may have worked with what it had brought. Those databases are kept under other names, and nobody can "
        + "connect to them. Look whether anything of them is wanted, and let this program forget them then.");

    public static readonly FindingKind Finished = FindingKind.Warning("restore.finished",
        "A restore was cut off when Mathesar was started already with what the backup holds, so people may have worked with it since. It was brought "
        + "to its end, and nothing was taken back.");

    public static readonly FindingKind NotHealthy = FindingKind.Error("restore.not-healthy",
        "Everything of the backup is in its place, but Mathesar does not become healthy with it. It may have been used since, so nothing was taken "
        + "back. Look at its log, and start it; or restore the backup that was made before.");

    public static readonly FindingKind LikeOwn = FindingKind.Warning("restore.like-own",
        "A database of the backup was not there, so it was made with the owner, encoding, locale, rights and settings of Mathesar's own database. "
        + "What is in it is whole. Where those were others, give them to it again.");

    public static readonly FindingKind CutOff = FindingKind.Warning("restore.cut-off",
        "A restore was cut off, and was taken back: everything is as it was before it.");

    public static readonly FindingKind NeedsPerson = FindingKind.Error("restore.needs-person",
        "A restore could not be taken back. The databases as they were are still there under the names that the message says. Start PostgreSQL, and "
        + "run the same command once more.");

    public static readonly FindingKind NotEmpty = FindingKind.Error("restore.not-empty",
        "The directory holds something and no installation, so nothing is restored into it. Name an empty one, or one that is not there yet.");

    public static readonly FindingKind NoSecrets = FindingKind.Error("restore.no-secrets",
        "The backup was made without secrets, so it holds neither SECRET_KEY, without which nobody reads the passwords that Mathesar stores, nor the "
        + "password of the database. Give both, from where they were kept: secrets.key and database.password.");

    public static readonly FindingKind NewerRelease = FindingKind.Error("restore.newer-release",
        "The backup is of a newer release of Mathesar than this program knows, so it cannot tell what its records hold. Use a newer release of this "
        + "program.");

    public static readonly FindingKind OlderPostgres = FindingKind.Error("restore.older-postgres",
        "PostgreSQL reads no dumps of a newer PostgreSQL. Set database.version to the one of the backup, or to a newer one.");

    public static readonly FindingKind SomethingThere = FindingKind.Error("restore.something-there",
        "Something that the installation would use is there already, and may be somebody's data or an installation that runs. Nothing is restored "
        + "over it. Give the new installation another name, or another place.");

    public static readonly FindingKind FromBackup = FindingKind.Warning("restore.from-backup",
        "Files that were edited or added by hand belong to another way to run Mathesar than the new one. They are kept in the folder from-backup, "
        + "and nothing reads them. Bring over by hand what you need of them.");

    public static readonly FindingKind Copy = FindingKind.Note("restore.copy",
        "The installation that was backed up is on this machine too, or has another name, so the restored one is a copy: its backups count as those "
        + "of an installation of its own.");

    public static readonly FindingKind Unfinished = FindingKind.Error("restore.unfinished",
        "A restore into this directory was cut off, or goes on right now. Restore the same backup into it once more: that takes back what was begun, "
        + "and starts over.");

    public static readonly FindingKind TakenBack = FindingKind.Note("restore.taken-back",
        "What the restore had made in the empty directory and where the installation runs is removed again.");

    public static readonly FindingKind NotTakenBack = FindingKind.Error("restore.not-taken-back",
        "A restore into an empty directory failed, and not all that it made could be removed again. The message says what is left. Remove it by the "
        + "commands that it names, and restore once more.");

    public static readonly FindingKind NoRoom = FindingKind.Error("restore.no-room",
        "There is too little room where PostgreSQL keeps its data for all that the backup holds. Make room, and restore again.");
}
