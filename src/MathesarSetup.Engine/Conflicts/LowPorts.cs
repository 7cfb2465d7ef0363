using System.Globalization;

namespace MathesarSetup.Engine.Conflicts;

/// <summary>Which ports only root may open, as Linux has it.</summary>
internal static class LowPorts
{
    private const int Usual = 1024;
    private const string Setting = "/proc/sys/net/ipv4/ip_unprivileged_port_start";

    /// <summary>The first port that everybody may open.</summary>
    public static int First()
    {
        try
        {
            return int.TryParse(File.ReadAllText(Setting), NumberStyles.Integer, CultureInfo.InvariantCulture, out var first) ? first : Usual;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Usual;
        }
    }
}
