using MathesarSetup.Findings;

namespace MathesarSetup.Backups;

/// <summary>The kinds of finding about backups and what lies in them.</summary>
public static class BackupFinding
{
    public static readonly FindingKind NoBackup = FindingKind.Error("backup.no-backup",
        "The file is no backup of this program, or not even its beginning is whole. Name an archive that mathesar-setup backup wrote.");

    public static readonly FindingKind Newer = FindingKind.Error("backup.newer",
        "A newer release of this program wrote the backup, in a form that this one does not know. Use that release, or a later one.");

    public static readonly FindingKind Damaged = FindingKind.Error("backup.damaged",
        "The backup is not as it was written: it was cut off, or some of it was changed. Nothing of it can be relied on. Use another one.");

    public static readonly FindingKind Unreadable = FindingKind.Error("backup.unreadable",
        "The backup, or the folder in which backups lie, cannot be read. Give this user the right to read it, or name another.");

    public static readonly FindingKind Failed = FindingKind.Error("backup.failed",
        "A part of the backup failed, so there is none: what was written of it was taken away. The message says which part, and why.");

    public static readonly FindingKind NotMathesar = FindingKind.Error("backup.not-mathesar",
        "The database that the files name holds no records of Mathesar, so a backup of it would be worth nothing. Look at database.name and at what "
        + "runs.");

    public static readonly FindingKind WrongKey = FindingKind.Error("backup.wrong-key",
        "No stored password was encrypted with the SECRET_KEY of the files, so the backup would hold passwords that nobody can read. Give the "
        + "key with which Mathesar runs.");

    public static readonly FindingKind LeftOut = FindingKind.Note("backup.left-out",
        "The backup does not hold this. The message says why, and who looks after it.");

    public static readonly FindingKind Stays = FindingKind.Warning("backup.stays",
        "A file in the folder of backups cannot be relied on, or could not be removed, so it stays and is counted by nothing. Look at it, and remove "
        + "it by hand if nobody needs it.");

    public static readonly FindingKind SameDisk = FindingKind.Note("backup.same-disk",
        "The backup lies on the disk of the installation, and would be lost with it. Copy it elsewhere, or have "
        + "the next one made in another folder.");

    public static readonly FindingKind HoldsSecrets = FindingKind.Note("backup.holds-secrets",
        "The backup holds passwords and keys in clear. Whoever reads it can read and change everything, so keep it where only you can read it.");

    public static readonly FindingKind WithoutSecrets = FindingKind.Warning("backup.without-secrets",
        "The backup holds no keys and no passwords of the files; what PostgreSQL and Mathesar made of passwords stays in the databases. Keep "
        + "the files with them apart: without SECRET_KEY the passwords that Mathesar stores cannot be read again.");
}
