using MathesarSetup.Findings;

namespace MathesarSetup.Installations;

/// <summary>The kinds of finding about an existing installation that is read.</summary>
public static class ImportFinding
{
    public static readonly FindingKind AddressUnknown = FindingKind.Warning("import.address-unknown",
        "Nothing tells the address under which people open Mathesar. Say it with --access-url.");

    public static readonly FindingKind DatabaseInside = FindingKind.Warning("import.database-inside",
        "The database lies inside Mathesar's container, in no volume that has a name. Copy it out before the container is replaced; the message "
            + "holds the command.");

    public static readonly FindingKind DatabaseUrlUnread = FindingKind.Warning("import.database-url-unread",
        "DJANGO_DATABASE_URL is read by 0.1.0 to 0.1.3 alone, so this release has its records elsewhere. Look there before anything is applied.");

    public static readonly FindingKind FileUnread = FindingKind.Warning("import.file-unread",
        "A file that the installation names is not here or cannot be read. Bring it, or give the answers that it holds with their flags. "
            + "Where what runs stands in it, nothing is read without it.");

    public static readonly FindingKind FlagUnknown = FindingKind.Warning("import.flag-unknown",
        "A flag of a run line is known to neither docker nor podman. The message says how the word behind it was taken: look whether that is right.");

    public static readonly FindingKind Image = FindingKind.Note("import.image",
        "An image with the tag latest is replaced by one with the exact release, so that nothing changes by itself.");

    public static readonly FindingKind Kept = FindingKind.Note("import.kept",
        "Lines that were not understood go on in compose.override.yaml and .env.");

    public static readonly FindingKind KeyUnread = FindingKind.Error("import.key-unread",
        "The secret key lies where it cannot be read. Give it with --secrets-key-file, or stored passwords would be lost.");

    public static readonly FindingKind KubeUnit = FindingKind.Warning("import.kube-unit",
        "A .kube unit lets Podman run manifests. They are read as a cluster's; what the unit adds is listed.");

    public static readonly FindingKind LegacyKey = FindingKind.Warning("import.legacy-key",
        "The key that stands in Mathesar's public files was in use and is taken over. Rotate it.");

    public static readonly FindingKind MathesarUnsure = FindingKind.Warning("import.mathesar-unsure",
        "No service has Mathesar's image; one has variables like Mathesar's, and other programs have such variables "
            + "too. Look whether it is the one.");

    public static readonly FindingKind MathesarsSeveral = FindingKind.Error("import.mathesars-several",
        "Several services run Mathesar, or could. Name the one that is meant with --service.");

    public static readonly FindingKind MediaInside = FindingKind.Warning("import.media-inside",
        "Up to 0.7.1 uploads lay inside the container. Copy them out before it is replaced; the message holds the command.");

    public static readonly FindingKind FilesSeveral = FindingKind.Error("import.files-several",
        "Several files say what runs, and none has a name that Compose reads by itself. Name the one that is meant.");

    public static readonly FindingKind NoService = FindingKind.Error("import.no-service",
        "No service, or more than one, has the name that was said. The message lists those that there are.");

    public static readonly FindingKind NotCompose = FindingKind.Error("import.not-compose",
        "The file is no Compose file. Name Mathesar's, or its directory.");

    public static readonly FindingKind NotMathesar = FindingKind.Error("import.not-mathesar",
        "Nothing in the files runs Mathesar. Name the directory or the file of a Mathesar installation.");

    public static readonly FindingKind NothingFound = FindingKind.Error("import.nothing-found",
        "The place holds no installation. Name another directory, or one of the files.");

    public static readonly FindingKind OtherName = FindingKind.Note("import.other-name",
        "The Compose file has a name that Compose does not read by itself. It is read for what is in it.");

    public static readonly FindingKind PostgresUnsure = FindingKind.Warning("import.postgres-unsure",
        "The image of PostgreSQL does not tell its version, and another version cannot read the data. Ask the running one and choose it.");

    public static readonly FindingKind Reconnect = FindingKind.Note("import.reconnect",
        "Databases named by MATHESAR_DATABASES are connected in Mathesar itself from 0.3.0 on.");

    public static readonly FindingKind Reinstall = FindingKind.Error("import.reinstall",
        "Mathesar 0.1.x cannot be upgraded in place. The message says what to carry over.");

    public static readonly FindingKind Release = FindingKind.Note("import.release",
        "Which release it is, and how that is known.");

    public static readonly FindingKind ReleaseNotOffered = FindingKind.Error("import.release-not-offered",
        "The release that was found cannot be installed. Choose the one that really runs.");

    public static readonly FindingKind ReleaseUnknown = FindingKind.Warning("import.release-unknown",
        "Nothing tells the release. Ask the running one and say it: until then nothing is generated or applied.");

    public static readonly FindingKind ReleaseUnsure = FindingKind.Warning("import.release-unsure",
        "The files fit several releases, and what runs may be newer than its files. Ask the running one and say it: "
            + "until then nothing is generated or applied.");

    public static readonly FindingKind RunByAnother = FindingKind.Error("import.run-by-another",
        "Another tool makes what runs from these files. Let it write that down, and import what it wrote; the message holds the command.");

    public static readonly FindingKind RunUnknown = FindingKind.Warning("import.run-unknown",
        "A shell fills in what a run line starts. Write the line out whole, or import the container itself with --container.");

    public static readonly FindingKind Static = FindingKind.Note("import.static",
        "Static files are no longer mounted: Mathesar makes them at each start.");

    public static readonly FindingKind Unread = FindingKind.Warning("import.unread",
        "Lines were not understood and have no effect in what is generated. The old files are kept in the history.");

    public static readonly FindingKind ValueUnknown = FindingKind.Error("import.value-unknown",
        "A shell, a vault, a panel or a secret of the engine fills in an answer that the files do not hold. Give it with the flag that the message "
            + "names. Where no data and no access hang on it, this is a warning and the answer stays open.");

    public static readonly FindingKind VariablesAlone = FindingKind.Warning("import.variables-alone",
        "Nothing but the names of variables, which other programs share, says that this is Mathesar. Make sure that it is.");

    public static readonly FindingKind WrittenAnew = FindingKind.Warning("import.written-anew",
        "Files of this form are written anew from the answers. What they say besides is not taken over: look at the difference first.");

    public static readonly FindingKind ReleaseContradicted = FindingKind.Warning("import.release-contradicted",
        "The files look like another release than the one that runs or was said. The latter is taken; set mathesar.version where that is wrong.");
}
