using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks;

/// <summary>The kinds of finding about a check itself.</summary>
public static class CheckFinding
{
    public static readonly FindingKind Failed = FindingKind.Error("checks.failed",
        "A check itself failed, so nothing can be said. Report the line with what you did.");

    public static readonly FindingKind InContainer = FindingKind.Note("checks.in-container",
        "The wizard runs in a container, from which the machine cannot be looked at. install.sh looks before it does anything.");

    public static readonly FindingKind TimeLimit = FindingKind.Error("checks.time-limit",
        "Nothing was decided within the check's time limit. Try again; if it stays so, something on the way answers too slowly.");
}
