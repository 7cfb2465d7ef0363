using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>The kinds of finding about bringing Mathesar to another release.</summary>
public static class UpgradeFinding
{
    public static readonly FindingKind TooOld = FindingKind.Error("upgrade.too-old",
        "No later release takes over the records of one before 0.2.0. Install the new one beside it, and connect the databases anew.");

    public static readonly FindingKind Downgrade = FindingKind.Error("upgrade.downgrade",
        "Migrations do not run backwards, so an older release cannot follow a newer one. Right after an upgrade, `upgrade --back` is the way.");

    public static readonly FindingKind UnknownRelease = FindingKind.Error("upgrade.unknown-release",
        "The release is newer than this program knows, so what it changes is not known here. Get a newer program, or say --unknown-release.");

    public static readonly FindingKind NotReachable = FindingKind.Error("upgrade.unseen",
        "Nobody here can see what runs, and an upgrade begins with what runs. Make that work, and try again.");

    public static readonly FindingKind Unwell = FindingKind.Error("upgrade.unwell",
        "Mathesar is not healthy now, so that nobody could tell what an upgrade breaks. Repair it first.");

    public static readonly FindingKind Pending = FindingKind.Error("upgrade.pending",
        "Answers were changed and are not installed yet. An upgrade changes the release alone: apply or undo them first.");

    public static readonly FindingKind BuiltIn = FindingKind.Error("upgrade.built-in",
        "Mathesar's records lie in a PostgreSQL within its own container, which is stopped with it. This program does not upgrade that form.");

    public static readonly FindingKind Image = FindingKind.Error("upgrade.image",
        "The image was named by an answer, and its tag is not the release, so nobody knows the image of another release. Change mathesar.image.");

    public static readonly FindingKind Postgres = FindingKind.Error("upgrade.postgres",
        "The wanted release does not work with the PostgreSQL that runs. Bring PostgreSQL to a version that both know first.");

    public static readonly FindingKind Space = FindingKind.Error("upgrade.space",
        "There is too little room for the copies of Mathesar's records. Make room, and try again.");

    public static readonly FindingKind NoRehearsal = FindingKind.Note("upgrade.no-rehearsal",
        "The migration was not tried before, because Mathesar's role may make no database. If it fails, the records are brought back.");

    public static readonly FindingKind Rehearsed = FindingKind.Note("upgrade.rehearsed",
        "The migration was tried on a copy of Mathesar's records, and succeeded.");

    public static readonly FindingKind Migration = FindingKind.Error("upgrade.migration",
        "Mathesar's migration of its records failed. Its last lines say why.");

    public static readonly FindingKind Sessions = FindingKind.Error("upgrade.sessions",
        "Mathesar is stopped, and somebody still uses its database. End that, and try again.");

    public static readonly FindingKind Records = FindingKind.Error("upgrade.records",
        "Mathesar's records could not be copied or loaded. PostgreSQL's own words say why.");

    public static readonly FindingKind OtherRelease = FindingKind.Error("upgrade.other-release",
        "What runs now does not say that it is the wanted release. The image is not what its name says.");

    public static readonly FindingKind SetAside = FindingKind.Note("upgrade.set-aside",
        "Records that were replaced are kept under another name. Remove them when nobody needs them any more.");

    public static readonly FindingKind NotBroughtBack = FindingKind.Error("upgrade.not-brought-back",
        "Mathesar's records could not be brought back, so it stays stopped. Settle what the message says, and run the same command once more.");

    public static readonly FindingKind NoWayBack = FindingKind.Error("upgrade.no-way-back",
        "There is no upgrade to go back from: none was made, its copy is gone, or a later migration ran.");

    public static readonly FindingKind BackCosts = FindingKind.Warning("upgrade.back-costs",
        "Going back brings Mathesar's own records to what they were before the upgrade. What people stored in it since is set aside. No table of "
            + "theirs is touched.");

    public static readonly FindingKind DatabaseLeft = FindingKind.Warning("upgrade.database-left",
        "Mathesar's own functions in a connected database are still those of the former release. Press Upgrade on the card of that database.");

    public static readonly FindingKind DatabasesUpgraded = FindingKind.Note("upgrade.databases",
        "Mathesar's own functions in the connected databases are those of the new release.");

    public static readonly FindingKind Stop = FindingKind.Note("upgrade.stop", "Something changes with a release on the way.");
}
