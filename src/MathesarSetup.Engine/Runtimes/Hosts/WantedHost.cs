using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>What shall lie on the machine once the files are written: a person's edits of them count, as they do for <c>install.sh</c>.</summary>
internal sealed record WantedHost
{
    public required HostSet Set { get; init; }

    /// <summary>Where the installation lies.</summary>
    public required string Root { get; init; }

    /// <summary>The units, by the names that they have in their place.</summary>
    public required ImmutableDictionary<string, byte[]> Units { get; init; }

    /// <summary>The files beside the program, by their names there.</summary>
    public required ImmutableDictionary<string, byte[]> Settings { get; init; }

    /// <summary>The site of the machine's proxy; null for none.</summary>
    public required byte[]? Site { get; init; }

    /// <param name="disk">The install directory.</param>
    public static WantedHost Of(HostSet set, Disk disk, Comparison files) => new()
    {
        Set = set,
        Root = ProgramHost.Absolute(set.Place.Directory),
        Units = Existing(set.Services.Select(s => (s.Unit, files.ContentAfter(disk, s.File)))),
        Settings = Existing(set.Settings.Select(s => (s.Name, Completed(set, s, files.ContentAfter(disk, s.File))))),
        Site = set.Site is { } site ? files.ContentAfter(disk, site.File) : null,
    };

    /// <summary>The same file with the paths that only this machine knows, as the script adds them.</summary>
    public static byte[]? Completed(HostSet set, HostSettingsFile file, byte[]? content) => content is null || !file.IsSecret ? content
        : [.. content, .. set.HomePaths.SelectMany(static p => Encoding.UTF8.GetBytes(
            $"{p.Name}='{ProgramHost.Absolute(p.Path).Replace("'", "'\"'\"'", StringComparison.Ordinal)}'\n"))];

    private static ImmutableDictionary<string, byte[]> Existing(IEnumerable<(string Name, byte[]? Content)> files) =>
        files.Where(static f => f.Content is not null).ToImmutableDictionary(static f => f.Name, static f => f.Content!, StringComparer.Ordinal);
}
