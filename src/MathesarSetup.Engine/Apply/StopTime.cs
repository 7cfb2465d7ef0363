using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Apply;

/// <summary>How long a container gets to stop by itself.</summary>
internal static class StopTime
{
    /// <summary>Seconds for what has nothing to end.</summary>
    public const uint Brief = 3;

    /// <summary>
    /// Seconds, or null for the time that it was made with. A Mathesar that still sets itself up serves nobody, and hears no signal meanwhile if its
    /// files are older ones.
    /// </summary>
    public static uint? Of(ContainerFacts container) =>
        PostgresInside.IsMathesars(container) && !PostgresInside.IsUsed(container) && !container.Run.IsHealthy ? Brief : null;
}
