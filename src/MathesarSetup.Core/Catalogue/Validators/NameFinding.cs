using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about the installation's name.</summary>
public static class NameFinding
{
    public static readonly FindingKind NameOfAPart = FindingKind.Error("install.name-of-a-part",
        "An installation may not be called what a part of another one would be called, such as its database. Choose another name.");

    public static readonly FindingKind UnfitName = FindingKind.Error("install.unfit-name",
        "Kubernetes or Podman cannot use this installation's name. The message names one that fits.");
}
