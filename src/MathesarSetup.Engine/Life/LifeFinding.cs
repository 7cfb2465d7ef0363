using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Life;

/// <summary>The kinds of finding about an installation that is looked at, stopped and started.</summary>
public static class LifeFinding
{
    public static readonly FindingKind NotMade = FindingKind.Error("life.not-made",
        "A service has no container, so there is nothing to start. Install it, which makes the container.");

    public static readonly FindingKind NotHealthy = FindingKind.Warning("life.not-healthy",
        "A service was started and is not healthy yet. Its log says what it does.");

    public static readonly FindingKind NotRunning = FindingKind.Error("life.not-running",
        "A service does not run, so no program can be run in it. Start it, and try again.");

    public static readonly FindingKind ByHand = FindingKind.Error("life.by-hand",
        "Nobody can look at this installation from here, or stop and start it: it is run by commands of its own.");

    public static readonly FindingKind NoService = FindingKind.Error("life.no-service",
        "The installation has no service of this name.");

    public static readonly FindingKind NoTime = FindingKind.Warning("life.unfinished",
        "Stopping or starting was broken off: some services are changed and some are not. Do it once more.");
}
