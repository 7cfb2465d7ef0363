using System.Collections.Immutable;
using System.Globalization;

namespace MathesarSetup.Engine.Files;

/// <summary>The versions of an install directory: one file each, readable by their owner alone.</summary>
internal static class VersionStore
{
    /// <summary>All versions that can be read, the oldest first.</summary>
    public static ImmutableArray<FileVersion> List(Disk disk) => [.. Numbers(disk).Select(number => Read(disk, number)).OfType<FileVersion>()];

    public static FileVersion? Read(Disk disk, int number) => disk.Read(PathOf(number)) is { } file ? VersionJson.Read(file.Content) : null;

    public static FileVersion? Newest(Disk disk) =>
        Numbers(disk).Reverse().Select(number => Read(disk, number)).OfType<FileVersion>().FirstOrDefault();

    public static int Next(Disk disk) => Numbers(disk).LastOrDefault() + 1;

    public static Edit Save(FileVersion version) => new(PathOf(version.Number), VersionJson.Write(version), Targets.GeneratedFile.Private, null);

    private static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{StateFolder.Versions}/{number:D4}.json");

    private static IEnumerable<int> Numbers(Disk disk)
    {
        RelativePath.Guard(disk.Root, StateFolder.Versions);
        var folder = disk.Full(StateFolder.Versions);
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*.json")
            .Select(static path =>
                int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(static number => number > 0).Order();
    }
}
