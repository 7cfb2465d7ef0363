using MathesarSetup.Findings;

namespace MathesarSetup.Bundles;

/// <summary>The kinds of finding about bundles: all that a machine without Internet needs, in one file.</summary>
public static class BundleFinding
{
    public static readonly FindingKind NoBundle = FindingKind.Error("bundle.no-bundle",
        "The file is no bundle of this program, or not even its beginning is whole. Nothing of it was loaded. Name one that mathesar-setup "
        + "bundle wrote.");

    public static readonly FindingKind Newer = FindingKind.Error("bundle.newer",
        "A newer release of this program wrote the bundle, in a form that this one does not know. Use that release, or a later one.");

    public static readonly FindingKind Damaged = FindingKind.Error("bundle.damaged",
        "The bundle is not as it was written: it was cut off, or some of it was changed. Nothing of it was loaded. Copy it once more.");

    public static readonly FindingKind Unreadable = FindingKind.Error("bundle.unreadable",
        "The bundle cannot be read. Give this user the right to read it, or name another.");

    public static readonly FindingKind OtherPlatform = FindingKind.Error("bundle.other-platform",
        "The bundle was made for another processor than the engine here has. Make one on a machine with a processor like this one's.");

    public static readonly FindingKind Older = FindingKind.Error("bundle.older",
        "The bundle holds an older release of Mathesar than is installed or wanted, and migrations do not run backwards. Bring a newer bundle.");

    public static readonly FindingKind NotInIt = FindingKind.Error("bundle.not-in-it",
        "An image that the answers want is neither in the bundle nor on this machine. Make the bundle from the same answers.");

    public static readonly FindingKind OtherImage = FindingKind.Error("bundle.other-image",
        "The engine has another image under the name of one in the bundle, and would lose that name. Give it another name, or remove it.");

    public static readonly FindingKind NotLoaded = FindingKind.Error("bundle.not-loaded",
        "The engine did not take an image out of the bundle. The message says why; what runs is as before.");

    public static readonly FindingKind OtherPlace = FindingKind.Error("bundle.other-place",
        "A bundle is loaded into an engine by its API, and what the answers want is made elsewhere. Bring the images there by its own "
        + "commands: docs/bundle.md has them.");

    public static readonly FindingKind NoImages = FindingKind.Error("bundle.no-images",
        "What the answers want runs without containers, and there is no bundle for that yet. Bring the release and its parts as the files say.");

    public static readonly FindingKind Pinned = FindingKind.Error("bundle.pinned",
        "An image is named by its digest, which is lost when an image is loaded from a file. Name it by a tag.");

    public static readonly FindingKind Exists = FindingKind.Error("bundle.exists",
        "Something lies where the bundle would be written, and it is left alone. Name another file, or move that one.");

    public static readonly FindingKind Failed = FindingKind.Error("bundle.failed",
        "The bundle could not be written to its end, so there is none: what was written of it was taken away.");

    public static readonly FindingKind LeftOut = FindingKind.Note("bundle.left-out",
        "The bundle does not hold this. The message says why.");
}
