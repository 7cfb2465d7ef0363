using MathesarSetup.Findings;

namespace MathesarSetup.App.Opening;

/// <summary>The kinds of finding about containers that are read, and saved drafts.</summary>
public static class OpeningFinding
{
    public static readonly FindingKind ContainerNotFound = FindingKind.Error("import.container-not-found",
        "The engine knows no container of this name or with this label.");

    public static readonly FindingKind ContainerStopped = FindingKind.Note("import.container-stopped",
        "A container that does not run could not be asked for its release.");

    public static readonly FindingKind ContainersSeveral = FindingKind.Error("import.containers-several",
        "Several containers of Mathesar carry the label. Name one of them.");

    public static readonly FindingKind Directory = FindingKind.Note("import.directory",
        "The files that the containers were made from were found and read.");

    public static readonly FindingKind DirectoryGone = FindingKind.Warning("import.directory-gone",
        "The files that the containers were made from are gone: only what the containers say is known, and nothing warns of another release or "
        + "key.");

    public static readonly FindingKind RunsOtherwise = FindingKind.Warning("import.runs-otherwise",
        "What runs was started with other values than the files have now. The files count.");

    public static readonly FindingKind RunSettled = FindingKind.Note("workspace.run-settled",
        "An installation or a write that was cut off was found at the start, and was finished or taken back.");

    public static readonly FindingKind DraftDamaged = FindingKind.Warning("workspace.draft-damaged",
        "The saved draft could not be read, so a new one begins; the message says where the damaged one is kept.");
}
