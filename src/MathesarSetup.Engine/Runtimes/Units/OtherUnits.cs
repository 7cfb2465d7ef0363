using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>
/// Units that the installation of a directory has in another place or by another name, and that a run would leave running beside its own.
/// </summary>
internal static class OtherUnits
{
    private const string Users = "/etc/passwd";

    /// <param name="disk">The install directory.</param>
    public static IEnumerable<Finding> Of(UnitSet set, UnitHost host, Disk disk)
    {
        var here = UnitMemory.Of(set, host);
        return Known(host, disk).Where(there => (there.Name, there.Configuration) != (here.Name, here.Configuration) && IsThere(there, disk))
            .DistinctBy(static there => (there.Name, there.Configuration)).Select(there => Say(there, here));
    }

    private static Finding Say(UnitMemory there, UnitMemory here)
    {
        var isRoots = there.User == "root";
        return UnitFinding.OtherPlace.Say($"This directory's installation is {there.Name}, by services of {there.User}, and its data is there: "
            + $"{UnitHost.PlaceBelow(there.Configuration)}. {here.Name}, by services of {here.User}, would be a second and empty one beside it. Put "
            + "that back, or choose another directory for a second one. To move it: put it back, back it up as README.md says, run "
            + "./install.sh remove, install anew and restore.", there.Name != here.Name ? RunSettings.Name.Key : PodmanSettings.AsRoot.Key,
            there.Name != here.Name ? Fix.To($"Keep {there.Name}", RunSettings.Name.Key, there.Name)
                : Fix.To($"Keep {there.User}'s", PodmanSettings.AsRoot.Key, PodmanSettings.AsRoot.Codec.Format(isRoots)));
    }

    // What install.sh installed is known by its links alone.
    private static IEnumerable<UnitMemory> Known(UnitHost host, Disk disk) =>
    [
        .. UnitMemory.Load(disk) is { } told ? [told] : Array.Empty<UnitMemory>(),
        .. Links(host.Configuration, host.IsUsers ? Environment.UserName : "root", disk.Root),
        .. host.IsUsers ? Links(UnitHost.MachineConfiguration, "root", disk.Root)
            : Owner(disk.Root) is { } owner ? Links(Path.Join(owner.Home, ".config"), owner.Name, disk.Root)
            : [],
    ];

    private static (string Name, string Home)? Owner(string directory)
    {
        var number = LibC.OwnerOf(directory)?.User.ToString(CultureInfo.InvariantCulture);
        return File.Exists(Users) && File.ReadLines(Users).Select(static line => line.Split(':')).FirstOrDefault(u => u.Length > 5 && u[2] == number)
            is { } user ? (user[0], user[5]) : null;
    }

    private static IEnumerable<UnitMemory> Links(string configuration, string user, string directory)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(UnitHost.MemoryBelow(configuration)).Select(static path => new FileInfo(path))
                .Where(link => link.LinkTarget == directory).Select(link => new UnitMemory(link.Name, user, configuration))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A link may be gone with a directory that was moved, and then the units are still this one's.
    private static bool IsThere(UnitMemory there, Disk disk)
    {
        try
        {
            var link = new FileInfo(Path.Join(UnitHost.MemoryBelow(there.Configuration), there.Name));
            return Directory.EnumerateFiles(UnitHost.PlaceBelow(there.Configuration))
                    .Any(path => FoundUnits.IsOf(there.Name, Path.GetFileName(path)))
                && (link.LinkTarget is not { } target || target == disk.Root || !Directory.Exists(target));
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Nobody here may look, so that it may well be there.
            return true;
        }
    }
}
