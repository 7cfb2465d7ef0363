using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Common;

/// <summary>
/// What things in a container engine are called unless a target has names of its own, so that each target finds the data of the others.
/// </summary>
public static class ObjectNames
{
    /// <summary>The container: the installation's own name for Mathesar, with a suffix for the others.</summary>
    public static string Container(Plan plan, Service service) =>
        service.ContainerName ?? (service.Role is ServiceRole.Web ? plan.Name : $"{plan.Name}-{service.Name}");

    /// <summary>The volume.</summary>
    public static string Volume(Plan plan, string volume) =>
        plan.Volumes.Any(v => v.Name == volume && v.IsExternal) ? volume : $"{plan.Name}_{volume}";
}
