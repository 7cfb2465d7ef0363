using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about size and speed.</summary>
public static class TuningFinding
{
    public static readonly FindingKind MemorySmall = FindingKind.Warning("limits.memory-small",
        "The workers take more memory than the limit allows, and the engine would stop them. Raise the limit, or use fewer workers.");

    public static readonly FindingKind Debug = FindingKind.Warning("tuning.debug",
        "Debug mode shows settings and code to whoever meets an error. Use it for as long as you look for one.");
}
