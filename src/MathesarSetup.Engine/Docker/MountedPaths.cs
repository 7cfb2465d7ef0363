using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Docker;

/// <summary>What paths of this process are called on the engine's machine: the same, unless this process runs in a container.</summary>
public sealed partial class MountedPaths
{
    /// <summary>The paths of a process that runs beside its engine.</summary>
    public static readonly MountedPaths Same = new([]);

    private readonly ImmutableArray<MountSpec> _mounts;

    private MountedPaths(ImmutableArray<MountSpec> mounts) => _mounts = mounts;

    /// <summary>Whether this process runs in a container, and so does not share the machine's network either.</summary>
    public bool InContainer { get; private init; }

    /// <summary>Asks the engine for the mounts of the container that this process runs in. Never throws for what an engine does.</summary>
    public static Task<MountedPaths> FindAsync(EngineInfo engine, CancellationToken cancellation = default) =>
        FindAsync(engine, OwnContainer(), cancellation);

    /// <summary>Whether this process runs in a container, as far as its mounts tell.</summary>
    internal static bool IsInContainer() => OwnContainer() is not null;

    internal static async Task<MountedPaths> FindAsync(EngineInfo engine, string? container, CancellationToken cancellation)
    {
        if (container is null)
        {
            return Same;
        }

        try
        {
            using var connection = new EngineConnection(engine.Endpoint);
            var found = await connection.FindContainerAsync(container, cancellation);
            return new MountedPaths(found?.Spec.Mounts ?? []) { InContainer = true };
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return new MountedPaths([]) { InContainer = true };
        }
    }

    private static string? OwnContainer() => OperatingSystem.IsLinux() ? ContainerId(File.ReadAllText("/proc/self/mountinfo")) : null;

    /// <summary>The id of the container that the mounts of a process speak of; null for a process outside.</summary>
    /// <param name="mountInfo">The text of <c>/proc/self/mountinfo</c>.</param>
    // "... /var/lib/docker/containers/<64 hex digits>/hostname /etc/hostname rw ..."; Podman has overlay-containers there.
    internal static string? ContainerId(string mountInfo) =>
        mountInfo.Split('\n').Where(l => l.Contains(" /etc/hostname ", StringComparison.Ordinal)).Select(l => Id().Match(l))
            .FirstOrDefault(m => m.Success)?.Groups[1].Value;

    /// <summary>The path as the engine knows it; unchanged when no mount leads there, which <see cref="Problem"/> tells beforehand.</summary>
    public string OnEngine(string path) =>
        Mount(path) is { } mount ? Path.Join(mount.Source, path[mount.Target.TrimEnd('/').Length..]) : path;

    /// <summary>What this process calls a path of the engine's machine; unchanged when no mount shows it.</summary>
    public string Here(string path) =>
        _mounts.Where(m => !m.IsVolume && (path == m.Source || path.StartsWith(m.Source.TrimEnd('/') + "/", StringComparison.Ordinal)))
            .MaxBy(m => m.Source.Length) is { } mount ? Path.Join(mount.Target, path[mount.Source.TrimEnd('/').Length..]) : path;

    /// <summary>Why containers could not mount files of this directory; null when they can.</summary>
    public Finding? Problem(string directory) => !InContainer || Mount(directory) is not null ? null : EngineFinding.NotMounted.Say(
        $"This wizard runs in a container, and {directory} lies inside it alone, so that no other container could read the files there. "
            + $"Start it again with a folder of the machine in that place: -v \"$HOME/mathesar:{directory}\".");

    // A volume has no path that another container could mount.
    private MountSpec? Mount(string path) => _mounts
        .Where(m => path == m.Target || path.StartsWith(m.Target.TrimEnd('/') + "/", StringComparison.Ordinal))
        .MaxBy(m => m.Target.Length) is { IsVolume: false } mount ? mount : null;

    [GeneratedRegex("containers/([0-9a-f]{64})/")]
    private static partial Regex Id();
}
