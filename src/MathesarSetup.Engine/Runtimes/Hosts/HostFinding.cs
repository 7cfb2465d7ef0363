using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>The kinds of finding about an installation without containers that is put on the machine.</summary>
public static class HostFinding
{
    public static readonly FindingKind NeedsRoot = FindingKind.Error("program.needs-root",
        "The installation belongs to the whole machine, and this is an ordinary user. The message says the one command that needs root.");

    public static readonly FindingKind NotRoots = FindingKind.Error("program.not-roots",
        "The installation belongs to one user, and this is root. Run the program as that user, or install for the whole machine.");

    public static readonly FindingKind AccountTaken = FindingKind.Error("program.account-taken",
        "The system user as whom Mathesar is to run is a person's account. Choose another one.");

    public static readonly FindingKind DirectoryTaken = FindingKind.Error("program.directory-taken",
        "The directory for the program holds something else, or another installation. Choose another one.");

    public static readonly FindingKind NoPostgres = FindingKind.Error("program.no-postgres",
        "No PostgreSQL is installed on the machine that could be the database. Install one, or use a server of yours.");

    public static readonly FindingKind NoCopy = FindingKind.Error("program.no-copy",
        "pg_dump and psql are missing, which copy Mathesar's records before an update. Install PostgreSQL's client.");

    public static readonly FindingKind NoProxy = FindingKind.Error("program.no-proxy",
        "The proxy that is to stand in front is not installed on the machine. Install it, or choose another one.");

    public static readonly FindingKind NotReady = FindingKind.Error("program.not-ready",
        "The machine lacks something that install.sh asks for. The message says what.");

    public static readonly FindingKind NotFetched = FindingKind.Error("program.not-fetched",
        "A file of Mathesar's release could not be fetched. What has come stays, and the next run goes on with it.");

    public static readonly FindingKind AtWork = FindingKind.Error("program.at-work",
        "A step of install.sh that an earlier run began still works. Wait until it has ended.");

    public static readonly FindingKind JournalNotRoots = FindingKind.Error("program.journal-not-roots",
        "Root did not write the journal of a run that was cut off, so root does not follow it. Let its owner run the command.");

    public static readonly FindingKind Kept = FindingKind.Note("program.kept",
        "After a run that was taken back, the account, the data and what was fetched stay, since nothing here deletes data.");
}
