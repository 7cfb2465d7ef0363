namespace MathesarSetup.Web.Cli;

/// <summary>The pages of the help, a verb each.</summary>
internal static class VerbPages
{
    public const string InBrowser = "In the browser";
    public const string ToRun = "From answers to a running Mathesar";
    public const string IsThere = "With an installation that is there";
    public const string LookUp = "To look something up";

    private static readonly HelpLine s_done = new("0", "done");
    private static readonly HelpLine s_forbidden = new("1", "findings forbid it, and nothing was changed");
    private static readonly HelpLine s_edits = new("3", "something that you edited would be lost, so nothing was written");

    public static VerbPage Of(string verb) => verb switch
    {
        "serve" => new(InBrowser, "Open the wizard (this is what happens without a verb too).", TakesAnswers: false,
            new("mathesar-setup", "the wizard, for the current directory if it holds an installation, else for ~/mathesar"),
            new("mathesar-setup serve --dir ./tables --no-browser", "print the link alone, as over SSH")),
        "validate" => new(ToRun, "Say what is wrong with the answers.", TakesAnswers: true,
            new("mathesar-setup validate --dir ./tables", "the answers of a directory"),
            new("mathesar-setup validate --config answers.yaml --live", "a file of answers, tried in the world too"))
        {
            Exits = [new("0", "nothing forbids writing"), new("1", "an error stands among the findings")],
        },
        "check" => new(ToRun, "Try the answers in the world: ports, names, the database.", TakesAnswers: true,
            new("mathesar-setup check --dir ./tables", "all that can be tried"),
            new("mathesar-setup check --database-host db.example.com --database-password-file ./password", "a server of yours"))
        {
            Exits = [new("0", "nothing stands in the way"), new("1", "a check failed")],
        },
        "generate" => new(ToRun, "Write the files, and start nothing.", TakesAnswers: true,
            new("mathesar-setup generate --dir ./tables --access-port 8080", "a directory with one answer; everything else by default"),
            new("mathesar-setup generate --target kubernetes --stdout", "look at the files of another target first"))
        {
            Exits = [s_done, s_forbidden, s_edits],
        },
        "diff" => new(ToRun, "Show what generate would change.", TakesAnswers: true,
            new("mathesar-setup diff --dir ./tables", "what changed in the answers since they were written"),
            new("mathesar-setup diff --dir ./tables --tuning-workers 5", "what an answer would change"))
        {
            Exits = [new("0", "nothing would change"), new("1", "findings forbid it"), new("4", "something would change")],
        },
        "apply" => new(ToRun, "Install or change Mathesar; on failure everything is as before.", TakesAnswers: true,
            new("mathesar-setup apply --dir ./tables", "show what would be done, ask, do it"),
            new("mathesar-setup apply --dir ./tables --yes --json", "without a question, with events for a program"))
        {
            Exits =
            [
                s_done, new("1", "findings forbid it, or it failed and was taken back"),
                new("3", "something of yours would be lost, so nothing was changed"),
                new("5", "it failed, and the findings say what a person has to do"), new("130", "Ctrl+C: everything is as before"),
            ],
        },
        _ => OfWhatIsThere(verb),
    };

    private static VerbPage OfWhatIsThere(string verb) => verb switch
    {
        "import" => new(IsThere, "Read an installation that somebody else made.", TakesAnswers: true,
            new("mathesar-setup import ./mathesar --show", "what would be read, without writing anything"),
            new("mathesar-setup import --container mathesar_service", "by a container, running or not"))
        {
            Exits = [s_done, s_forbidden, new("3", "with --rewrite: a difference that no answer explains")],
        },
        "status" => new(IsThere, "Say how Mathesar is, from inside and from its address.", TakesAnswers: false,
            new("mathesar-setup status --dir ./tables", "in nine lines"),
            new("mathesar-setup status --dir ./tables --json", "for a program that watches"))
        {
            Exits = [new("0", "all of it runs, and its address answers"), new("1", "something is wrong, or cannot be seen")],
        },
        "logs" => new(IsThere, "Show what Mathesar and its database said.", TakesAnswers: false,
            new("mathesar-setup logs --dir ./tables --follow", "all services, until Ctrl+C"),
            new("mathesar-setup logs mathesar --last-error --since 2h", "the last error of one, with its stack")),
        "stop" => new(IsThere, "Stop Mathesar; nothing is removed.", TakesAnswers: false,
            new("mathesar-setup stop --dir ./tables", "each service before what it rests on"),
            new("mathesar-setup stop --json", "what went wrong, for a program")),
        "start" => new(IsThere, "Start what is stopped, and wait until it is healthy.", TakesAnswers: false,
            new("mathesar-setup start --dir ./tables", "each service when what it rests on is healthy"),
            new("mathesar-setup start --json", "what went wrong, for a program"))
        {
            Exits = [s_done, new("1", "not all of it is healthy")],
        },
        "bundle" => new(IsThere, "Write all that a machine without Internet needs into one file.", TakesAnswers: true,
            new("mathesar-setup bundle --dir ./tables", "images and this program, and no secrets"),
            new("mathesar-setup apply --dir ./tables --bundle mathesar-bundle-0.12.0-linux-amd64.tar", "there, without a network"))
        {
            Exits = [new("0", "the bundle is whole"), new("1", "there is no bundle")],
        },
        "backup" => new(IsThere, "Back up all of Mathesar while it runs, and read the backup back.", TakesAnswers: false,
            new("mathesar-setup backup --dir ./tables --to /mnt/backups", "databases, uploads, files and keys, in one archive"),
            new("mathesar-setup backup --verify /mnt/backups/mathesar-tables-20261128T154500Z.tar", "whether one is still as it was written"))
        {
            Exits = [new("0", "the backup is whole, or the one named is"), new("1", "there is no backup, or the one named is no good")],
        },
        "backups" => new(IsThere, "List the backups, each read to its end.", TakesAnswers: false,
            new("mathesar-setup backups --dir ./tables", "those in the install directory"),
            new("mathesar-setup backups --to /mnt/backups --json", "those in a folder, for a program that watches"))
        {
            Exits = [new("0", "all of them are good"), new("1", "one is no good, or the folder cannot be read")],
        },
        "rotate-key" => new(IsThere, "Give Mathesar a new secret key, and keep every stored connection.", TakesAnswers: false,
            new("mathesar-setup rotate-key --dir ./tables", "say what it would do"),
            new("mathesar-setup rotate-key --dir ./tables --yes", "do it; Mathesar is started anew, and everybody logs in again"))
        {
            Exits = [s_done, new("1", "it failed, and everything is as before"), new("4", "without --yes: there is something to do"),
                new("5", "a person has to settle something first")],
        },
        _ => OfTheRest(verb),
    };

    private static VerbPage OfTheRest(string verb) => verb switch
    {
        "support" => new(IsThere, "Gather what somebody needs who helps, without secrets.", TakesAnswers: false,
            new("mathesar-setup support --dir ./tables", "versions, findings, masked files, logs, in an archive here"),
            new("mathesar-setup support --to /tmp/support.tar.gz", "in a file of this name")),
        "uninstall" => new(IsThere, "Remove Mathesar; data, secrets and files stay unless you say otherwise.", TakesAnswers: false,
            new("mathesar-setup uninstall --dir ./tables", "what runs: show it, ask, remove it"),
            new("mathesar-setup uninstall --with-data --name tables", "the data too, without a question; a backup is made first"))
        {
            Exits = [s_done, new("1", "nothing was removed, or not all of it; the findings say why"), new("130", "broken off: do it once more")],
        },
        "upgrade" => new(IsThere, "Bring Mathesar to a newer release; on failure everything is as before.", TakesAnswers: false,
            new("mathesar-setup upgrade --dir ./tables --check", "which release there is, what changes, and what would be done"),
            new("mathesar-setup upgrade --dir ./tables --rehearse", "try the migration on a copy while Mathesar goes on"),
            new("mathesar-setup upgrade --dir ./tables --to 0.12.0 --yes", "do it, without a question"),
            new("mathesar-setup upgrade --dir ./tables --back", "the release and the records from before the last upgrade"))
        {
            Exits =
            [
                s_done, new("1", "findings forbid it, or it failed and was taken back"), new("4", "with --check: there is something to do"),
                new("5", "it failed, and the findings say what a person has to do"), new("130", "Ctrl+C: everything is as before"),
            ],
        },
        "restore" => new(IsThere, "Bring back what a backup holds, here or where nothing is yet.", TakesAnswers: true,
            new("mathesar-setup restore mathesar-tables-20261128T154500Z.tar --dir ./tables", "what would be replaced, and from when"),
            new("mathesar-setup restore mathesar-tables-20261128T154500Z.tar --dir ./tables --yes", "do it; a backup is made first"),
            new("mathesar-setup restore mathesar-tables-20261128T154500Z.tar --dir ./new --access-port 8080",
                "install it in an empty directory, with one answer that is another"))
        {
            Exits =
            [
                new("0", "everything is as it was then, and Mathesar runs"), new("1", "everything is as before; the message says why"),
                new("4", "it can be restored; say --yes"), new("5", "a person has to settle something"),
            ],
        },
        "history" => new(IsThere, "List the versions of the files, compare two, or restore one.", TakesAnswers: false,
            new("mathesar-setup history --dir ./tables --diff 3", "what changed since version 3"),
            new("mathesar-setup history --dir ./tables --restore 3", "put the files back"))
        {
            Exits = [s_done, s_forbidden, new("4", "with --diff: the two differ")],
        },
        "prepare-database" => new(IsThere, "Make Mathesar's role and database on a server of yours.", TakesAnswers: true,
            new("mathesar-setup prepare-database --dir ./tables --superuser-url-file ./superuser-url", "make both, and log in with them"),
            new("mathesar-setup prepare-database --dir ./tables --script", "the SQL, for whoever looks after the server")),
        "settings" => new(LookUp, "List every setting, or explain one.", TakesAnswers: false,
            new("mathesar-setup settings", "all of them, by the wizard's pages"),
            new("mathesar-setup settings database.port", "what one means and how it is said"),
            new("mathesar-setup settings database", "those of a group")),
        _ => new(LookUp, "Tell whether a wizard answers on this machine.", TakesAnswers: false,
            new("mathesar-setup probe", "for a container's health check"),
            new("mathesar-setup probe --port 9000", "a wizard on another port"))
        {
            Exits = [new("0", "it answers"), new("1", "it does not")],
        },
    };
}
