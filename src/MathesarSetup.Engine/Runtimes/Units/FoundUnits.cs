using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>What is there of an installation's units and of what they use.</summary>
internal sealed record FoundUnits
{
    // From here on Podman shows a secret to who may use it.
    private static readonly Version s_showsSecrets = new(4, 7);

    /// <summary>Where the installation's name leads; null where nothing has that name, empty where something else than a link has it.</summary>
    public required string? Link { get; init; }

    /// <summary>The units of this name that lie in their place, by their file names.</summary>
    public required ImmutableDictionary<string, DiskFile> Files { get; init; }

    /// <summary>What each service was last started with, by its container's name.</summary>
    public required ImmutableDictionary<string, string> Checksums { get; init; }

    /// <summary>The secrets that Podman keeps; null for a value that it does not show.</summary>
    public required ImmutableDictionary<string, string?> Secrets { get; init; }

    /// <summary>By the names of the units.</summary>
    public required ImmutableDictionary<string, UnitStatus> Services { get; init; }

    /// <summary>By which unit each container of these names runs; empty for one of somebody else.</summary>
    public required ImmutableDictionary<string, string> Containers { get; init; }

    public required ImmutableHashSet<string> Images { get; init; }

    public required ImmutableHashSet<string> Volumes { get; init; }

    public required bool HasNetwork { get; init; }

    /// <param name="version">Podman's own.</param>
    public static async Task<FoundUnits> ReadAsync(UnitHost host, UnitSet wanted, string version, CancellationToken cancellation)
    {
        var files = Named(host, wanted.Name);
        var link = new FileInfo(host.LinkOf(wanted.Name));
        var images = wanted.Services.Select(static s => s.Service.Image!.Text).Distinct(StringComparer.Ordinal);
        return new FoundUnits
        {
            Link = link.LinkTarget ?? (Path.Exists(link.FullName) ? "" : null),
            Files = files,
            Checksums = wanted.Services.Select(s => (s.Container, File: host.Memory.Read(ChecksumFile(s.Container))))
                .Where(static s => s.File is not null)
                .ToImmutableDictionary(static s => s.Container, static s => Encoding.UTF8.GetString(s.File!.Content).Trim()),
            Secrets = await SecretsAsync(host, wanted, version, cancellation),
            Services = await UnitStatus.ReadAsync(host, wanted.Services.Select(static s => s.Unit).Concat(files.Keys
                .Where(static f => f.EndsWith(".container", StringComparison.Ordinal)).Select(static f => Path.ChangeExtension(f, ".service")))
                .Distinct(StringComparer.Ordinal), cancellation),
            Containers = await ContainersAsync(host, wanted, cancellation),
            Images = await HavingAsync(host, HostCommand.PodmanImage, images, cancellation),
            Volumes = await HavingAsync(host, HostCommand.PodmanVolume, wanted.Volumes, cancellation),
            HasNetwork = await host.HasAsync(HostCommand.PodmanNetwork.About(wanted.Network.Name), cancellation),
        };
    }

    /// <summary>The file in which it stands what a service was last started with.</summary>
    public static string ChecksumFile(string container) => $"{container}.cksum";

    /// <summary>Whether a file is a unit of an installation: its name holds no underscore, so that none of these is another's.</summary>
    public static bool IsOf(string name, string file) => file == $"{name}.container"
        || (file.StartsWith($"{name}_", StringComparison.Ordinal) && Path.GetExtension(file) is ".container" or ".network" or ".volume");

    private static ImmutableDictionary<string, DiskFile> Named(UnitHost host, string name)
    {
        string[] there = !Directory.Exists(host.Units.Root) ? [] :
            [.. Directory.EnumerateFiles(host.Units.Root).Select(static path => Path.GetFileName(path))];
        return there.Where(file => IsOf(name, file)).Select(file => (file, Content: host.Units.Read(file))).Where(static f => f.Content is not null)
            .ToImmutableDictionary(static f => f.file, static f => f.Content!, StringComparer.Ordinal);
    }

    private static async Task<ImmutableHashSet<string>> HavingAsync(
        UnitHost host, HostCommand question, IEnumerable<string> names, CancellationToken cancellation)
    {
        var there = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (await host.HasAsync(question.About(name), cancellation))
            {
                there.Add(name);
            }
        }

        return there.ToImmutable();
    }

    private static async Task<ImmutableDictionary<string, string?>> SecretsAsync(
        UnitHost host, UnitSet wanted, string said, CancellationToken cancellation)
    {
        var shows = Version.TryParse(said.Split('-', '+')[0], out var version) && version >= s_showsSecrets;
        string[] names = [.. wanted.Services.SelectMany(static s => s.Secrets)];
        return names is [] ? [] : Each(await host.AskAsync(HostCommand.PodmanSecret.About([.. shows ? ["--showsecret"] : Array.Empty<string>(),
            .. names]), cancellation), static one => (one.GetProperty("Spec").GetProperty("Name").GetString()!,
                one.TryGetProperty("SecretData", out var value) && value.GetString() is { Length: > 0 } text ? text : null));
    }

    private static async Task<ImmutableDictionary<string, string>> ContainersAsync(
        UnitHost host, UnitSet wanted, CancellationToken cancellation) =>
        Each(await host.AskAsync(HostCommand.PodmanContainer.About([.. wanted.Services.Select(static s => s.Container)]), cancellation),
            static one => (one.GetProperty("Name").GetString()!,
                one.GetProperty("Config").TryGetProperty("Labels", out var labels) && labels.ValueKind is JsonValueKind.Object
                    && labels.TryGetProperty("PODMAN_SYSTEMD_UNIT", out var unit) ? unit.GetString() ?? "" : ""));

    // Podman prints what it found of several, and complains of the rest.
    private static ImmutableDictionary<string, T> Each<T>(ProgramResult? said, Func<JsonElement, (string Name, T Value)> read)
    {
        try
        {
            using var page = JsonDocument.Parse(said is { Output.Length: > 0 } ? said.Output : "[]");
            return page.RootElement.EnumerateArray().Select(read)
                .ToImmutableDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [];
        }
    }
}
