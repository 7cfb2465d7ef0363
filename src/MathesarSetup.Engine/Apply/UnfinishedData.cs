using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Apply;

/// <summary>What to say of a database whose making was cut off: nobody could store anything in it yet, and PostgreSQL never starts on it.</summary>
internal static class UnfinishedData
{
    /// <summary>How it is removed, if it is what it looks like.</summary>
    public static string WayOut(ImmutableArray<MountSpec> mounts, string? engine = null)
    {
        MountSpec[] places = [.. mounts.Where(static m => !m.ReadOnly && m.Target.Contains("/postgresql", StringComparison.Ordinal))];
        string[] commands =
        [
            .. Command($"{engine ?? HostPrograms.Usual.Engine} volume rm", places.Where(static m => m.IsVolume)),
            .. Command("sudo rm -r", places.Where(static m => !m.IsVolume)),
        ];
        return $"Look into it first. If nothing in it is yours and Mathesar never worked with it, remove it by {string.Join(" and ", commands)}, and "
            + "apply again. "
            + "If it did work, keep it, and look for a backup.";
    }

    private static string[] Command(string remove, IEnumerable<MountSpec> places) =>
        places.Select(static m => Sh.Quote(m.Source)).ToArray() is { Length: > 0 } found ? [$"{remove} {string.Join(' ', found)}"] : [];
}
