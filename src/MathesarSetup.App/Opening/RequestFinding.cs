using MathesarSetup.Findings;

namespace MathesarSetup.App.Opening;

/// <summary>The kinds of finding about what a use case was asked for, mostly on the command line.</summary>
public static class RequestFinding
{
    public static readonly FindingKind EmptyWord = FindingKind.Warning("cli.empty-word",
        "A flag is given an empty word, as a shell makes of a variable that is not set. It counts as nothing.");

    public static readonly FindingKind InputTwice = FindingKind.Error("cli.input-twice",
        "Several flags or words read standard input, which only one can. Put the others' texts into files.");

    public static readonly FindingKind NothingLeft = FindingKind.Error("cli.nothing-left",
        "An interrupted first run was taken back, and its answers with it. Run the command of then once more, with what it said.");

    public static readonly FindingKind NotInstalled = FindingKind.Error("cli.not-installed",
        "The directory holds no installation that this program wrote. Say --dir with the right one, install first, or import what is there.");

    public static readonly FindingKind SecretInArguments = FindingKind.Warning("cli.secret-in-arguments",
        "Everybody on the machine can read the arguments of a program. Use the flag that ends in -file.");

    public static readonly FindingKind UnknownVariable = FindingKind.Warning("cli.unknown-variable",
        "An environment variable that starts with MATHESAR_SETUP_ names no setting and is not read.");

    public static readonly FindingKind NoSuperuserUrl = FindingKind.Error("database.no-superuser-url",
        "Only somebody who may create roles and databases can make them. Give that connection URL by --superuser-url-file, or let --script "
        + "print the SQL.");

    public static readonly FindingKind NotYours = FindingKind.Error("database.not-yours",
        "PostgreSQL runs beside Mathesar and prepares itself. For a server of yours, say --database-mode existing.");

    public static readonly FindingKind AnswersApart = FindingKind.Warning("files.answers-apart",
        "The answers in one target's folder were changed, and those of the directory above are what its files are made from. Change them "
        + "there, or generate in the folder alone.");

    public static readonly FindingKind ReadableSecret = FindingKind.Warning("files.readable-secret",
        "Everybody on the machine can read a file that holds secrets. Close it with the chmod that the message gives.");

    public static readonly FindingKind NoVersion = FindingKind.Error("history.no-version",
        "There is no version of this number.");

    public static readonly FindingKind InstalledAlready = FindingKind.Error("import.installed-already",
        "The directory holds answers already. Change those, or import into another directory.");

    public static readonly FindingKind NotInPlace = FindingKind.Error("import.not-in-place",
        "The installation cannot be edited in place. Leave out --in-place, or --dir.");

    public static readonly FindingKind ImportFirst = FindingKind.Error("import.first",
        "An installation that was made otherwise lies in the directory. Import it first, or choose another directory.");
}
