using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Docker;

/// <summary>The kinds of finding about the connection to a container engine, and what it can reach.</summary>
public static class EngineFinding
{
    public static readonly FindingKind Forbidden = FindingKind.Error("engine.forbidden",
        "This user may not use the engine. The message names the group to join, or a rootless socket.");

    public static readonly FindingKind Lost = FindingKind.Error("engine.lost",
        "The engine no longer answers. Start it again; what was begun is settled by running the same command once more.");

    public static readonly FindingKind None = FindingKind.Error("engine.none",
        "No container engine was found. Install Docker or Podman and start it, or set DOCKER_HOST.");

    public static readonly FindingKind NotMounted = FindingKind.Error("apply.not-mounted",
        "The wizard runs in a container, and a path is not one that the engine can mount. The message names the -v to add.");

    public static readonly FindingKind Unusable = FindingKind.Error("engine.unusable",
        "The engine cannot be used, for the reason that the message gives.");
}
