using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>What of the machine itself stands in the way of containers.</summary>
internal static class HostFindings
{
    public static IEnumerable<Finding> Of(Setup setup, EngineInfo engine, string root = "/")
    {
        if (!engine.IsLocal)
        {
            yield break;
        }

        if (Read(Path.Join(root, "sys/fs/selinux/enforce")) is "1" && setup.Plan.Services.SelectMany(s => s.Mounts).OfType<Mount.Bind>().Any())
        {
            yield return Finding.Note("engine.selinux", "SELinux is on, and containers may be kept from the files that they mount. Where one says Permission denied, let it: chcon -Rt container_file_t on the install directory.", RunSettings.Target.Key);
        }

        if (Read(Path.Join(root, "etc/ufw/ufw.conf")) is { } ufw && ufw.Split('\n').Any(l => l.Trim() is "ENABLED=yes") && setup.Plan.Services.SelectMany(s => s.Ports).Any(p => p.IsOpen) && !engine.IsRootless)
        {
            yield return Finding.Warning("engine.ufw", "ufw is on, and the ports that Docker opens pass by it: they can be reached whatever its rules say. Bind them to 127.0.0.1, or restrict them in the chain DOCKER-USER.", AccessSettings.Bind.Key,
                Fix.To("Only this machine", AccessSettings.Bind.Key, "127.0.0.1"));
        }
    }

    public static Finding NoCompose() =>
        Finding.Warning("engine.no-compose", "Docker Compose was not found, with which the files are started by hand. Install the package docker-compose-plugin or docker-compose, or choose Docker without Compose.", RunSettings.Target.Key,
            Fix.To("Use Docker without Compose", RunSettings.Target.Key, "docker"));

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
