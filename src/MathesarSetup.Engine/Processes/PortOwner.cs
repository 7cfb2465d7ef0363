using System.Globalization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Processes;

/// <summary>A program that listens on a port.</summary>
/// <param name="Program">What it is called.</param>
/// <param name="Process">Its number.</param>
/// <param name="Unit">The service of systemd that it belongs to; null when it belongs to none.</param>
internal sealed record PortOwner(string Program, int Process, ServiceUnit? Unit)
{
    private const string Ending = ".service";

    /// <summary>Reads it from a folder of /proc.</summary>
    public static PortOwner Read(string folder) =>
        new(File.ReadAllText(Path.Join(folder, "comm")).Trim(), int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), UnitOf(folder));

    /// <summary>The service of systemd in which a process of /proc runs, which everybody may read; null when it runs in none.</summary>
    public static ServiceUnit? UnitOf(string folder)
    {
        try
        {
            return Parse(File.ReadAllText(Path.Join(folder, "cgroup")));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The innermost service that lines such as these name; podman makes groups below its own.</summary>
    // "0::/user.slice/user-1000.slice/user@1000.service/app.slice/mathesar.service/runtime"
    internal static ServiceUnit? Parse(string groups)
    {
        var path = groups.Split('\n')
            .Where(line => line.StartsWith("0::", StringComparison.Ordinal) || line.Contains(":name=systemd:", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(":/", StringComparison.Ordinal) + 1)..].Split('/')).FirstOrDefault(parts => parts.Any(IsService))
            ?? [];
        return path.LastOrDefault(IsService) is { } name ? new ServiceUnit(name, path.Any(IsUserManager)) : null;
    }

    /// <summary>Such as <c>python3 (process 4711) of tables.service</c>.</summary>
    public override string ToString() => $"{Program} (process {Process}){(Unit is null ? "" : $" of {Unit.Name}")}";

    /// <summary>Whether the user who owns a process of /proc is this one.</summary>
    internal static bool IsOf(string folder, uint user) => LibC.OwnerOf(folder) is { } owner && owner.User == user;

    private static bool IsService(string part) => part.EndsWith(Ending, StringComparison.Ordinal) && !IsUserManager(part);

    private static bool IsUserManager(string part) =>
        part.StartsWith("user@", StringComparison.Ordinal) && part.EndsWith(Ending, StringComparison.Ordinal);
}
