using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about what a release of Mathesar reads and needs.</summary>
public static class ReleaseFinding
{
    public static readonly FindingKind ImageDiffers = FindingKind.Warning("mathesar.image-differs",
        "The tag of the image is not the release that was answered, for which files and health checks are made. Make them agree.");

    public static readonly FindingKind TooOld = FindingKind.Warning("mathesar.too-old",
        "The chosen release does not read an answer, which has no effect until you choose a newer one.");

    public static readonly FindingKind TooNew = FindingKind.Warning("mathesar.too-new",
        "The chosen release is newer than this program, which treats it like the newest that it knows. "
            + "Read its release notes, or use a newer Mathesar Setup.");
}
