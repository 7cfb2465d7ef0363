using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>What shall be in place once the files are written: a person's edits of them count, as they do for <c>install.sh</c>.</summary>
internal sealed record WantedUnits
{
    public required UnitSet Set { get; init; }

    /// <summary>The units, by the names that they have in their place.</summary>
    public required ImmutableDictionary<string, byte[]> Files { get; init; }

    /// <summary>The values that Podman keeps.</summary>
    public required ImmutableDictionary<string, string> Secrets { get; init; }

    /// <summary>What each service is started with, by its container's name.</summary>
    public required ImmutableDictionary<string, string> Checksums { get; init; }

    /// <summary>What has to be there and will not be.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <param name="disk">The install directory.</param>
    public static WantedUnits Of(UnitSet set, Disk disk, Comparison files)
    {
        byte[]? After(string path) => files.ContentAfter(disk, path);
        bool IsThere(string path) => After(path) is not null || disk.Exists(path)
            || files.Changes.Any(c => c.Result is not null && c.Path.StartsWith($"{path}/", StringComparison.Ordinal));
        string[] needed =
        [
            .. set.Needed.Select(static path => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path), .. set.Files,
            .. set.Services.SelectMany(static s => s.Triggers),
        ];
        return new WantedUnits
        {
            Set = set,
            Files = set.Files.Where(path => After(path) is not null)
                .ToImmutableDictionary(static path => Path.GetFileName(path), path => After(path)!, StringComparer.Ordinal),
            Secrets = set.Services.Where(static s => s.SecretsFile is not null).SelectMany(s => Lines(s.Container, After(s.SecretsFile!)))
                .DistinctBy(static s => s.Key).ToImmutableDictionary(StringComparer.Ordinal),
            Checksums = set.Services.ToImmutableDictionary(static s => s.Container,
                s => PosixChecksum.Of(s.Triggers.Select(After).OfType<byte[]>()), StringComparer.Ordinal),
            Missing = [.. needed.Distinct(StringComparer.Ordinal).Where(path => Path.IsPathRooted(path) ? !Path.Exists(path) : !IsThere(path))],
        };
    }

    /// <summary>Where the install directory has a unit.</summary>
    public static string PathOf(UnitSet set, string name) => $"{set.Files.Select(Path.GetDirectoryName).FirstOrDefault()}/{name}";

    /// <summary>Whether a unit in its place is what the install directory has, now or as it was generated last.</summary>
    public static bool IsFromHere(Disk disk, UnitSet set, string name, DiskFile there) =>
        new[] { PathOf(set, name), StateFolder.CopyOf(PathOf(set, name)) }.Any(path => disk.Read(path) is { } own && there.Holds(own.Content));

    /// <summary>The secrets that the lines of a file make; of those that stand twice the last, as the script leaves it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Lines(string container, byte[]? content) =>
        Encoding.UTF8.GetString(content ?? []).Split('\n').Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split('=', 2)).Where(static pair => pair.Length == 2)
            .Select(pair => KeyValuePair.Create($"{container}.{pair[0]}", pair[1])).Reverse();
}
