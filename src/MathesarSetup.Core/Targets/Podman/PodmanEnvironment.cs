using MathesarSetup.Documents.Units;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>Divides the variables of a container: what a unit may show, and what is kept as a secret.</summary>
internal static class PodmanEnvironment
{
    /// <summary>Whether the value is kept by <c>podman secret</c>. Besides secrets that is what no unit can hold.</summary>
    public static bool IsKept(EnvironmentEntry entry) => entry.IsSecret || !SystemdUnit.CanCarryThroughQuadlet($"{entry.Name}={entry.Value}");

    /// <summary>The kept ones. Podman keeps no empty secret; a program sees no difference to one that is not set.</summary>
    public static IEnumerable<EnvironmentEntry> Kept(Service service) => service.Environment.Where(e => IsKept(e) && e.Value.Length > 0);

    public static IEnumerable<EnvironmentEntry> Open(Service service) => service.Environment.Where(e => !IsKept(e));
}
