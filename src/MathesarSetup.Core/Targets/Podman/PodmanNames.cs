using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Podman;

/// <summary>
/// What an installation calls its things in Podman and systemd. An installation's name holds no underscore, so what follows one can never be another
/// installation's.
/// </summary>
internal static class PodmanNames
{
    /// <summary>The folder of the generated units, within the install directory.</summary>
    public const string Folder = "quadlet";

    /// <summary>The script that starts Mathesar inside its container.</summary>
    public const string StartScript = "start.sh";

    /// <summary>The container, and its service.</summary>
    public static string Container(Plan plan, Service service) => service.Role is ServiceRole.Web ? plan.Name : $"{plan.Name}_{service.Name}";

    /// <summary>The file without its ending.</summary>
    public static string NetworkUnit(Plan plan) => $"{plan.Name}_net";

    /// <summary>The volume as every target calls it, so that each of them finds the data.</summary>
    public static string Volume(Plan plan, string volume) => ObjectNames.Volume(plan, volume);

    /// <summary>The secret behind a variable of a container.</summary>
    public static string Secret(Plan plan, Service service, EnvironmentEntry entry) => $"{Container(plan, service)}.{entry.Name}";

    /// <summary>
    /// Where the install directory appears for systemd, below its directory of configuration: a link that install.sh makes, so that no unit holds a
    /// path of this machine.
    /// </summary>
    public static string Link(Plan plan) => $"mathesar-setup/{plan.Name}";
}
