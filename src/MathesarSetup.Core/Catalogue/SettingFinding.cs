using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue;

/// <summary>The kinds of finding about keys of settings.</summary>
public static class SettingFinding
{
    public static readonly FindingKind UnknownKey = FindingKind.Error("file.unknown-key",
        "No setting has this key. The message names the nearest one; rename it or take it out.");
}
