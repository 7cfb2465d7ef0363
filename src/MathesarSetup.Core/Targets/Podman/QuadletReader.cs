using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Podman;

/// <summary>Reads the <c>.container</c> files of Podman's Quadlet.</summary>
internal sealed class QuadletReader
{
    private const string Ending = ".container";
    private const string Network = "_net.network";

    private static readonly string[] s_start = ["Exec", "HealthCmd", "PodmanArgs"];

    private readonly ImmutableDictionary<string, FoundFile> _files;
    private readonly string _project;

    private QuadletReader(ImmutableDictionary<string, FoundFile> files, string project) => (_files, _project) = (files, project);

    public static bool Knows(FoundFile file) => file.Path.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>What the units run.</summary>
    public static FoundInstallation Read(ImmutableArray<FoundFile> files)
    {
        var units = files.Where(Knows).Select(static f => (File: f, Entries: UnitText.Read(f))).ToImmutableArray();
        var project = units.SelectMany(static u => Values(u.Entries, "Network")).Select(static n => n.Value.Split(':')[0])
            .FirstOrDefault(static n => n.EndsWith(Network, StringComparison.Ordinal)) is { } network
            ? network[..^Network.Length]
            : units.Select(static u => Stem(u.File)).Order(StringComparer.Ordinal).First();
        var reader = new QuadletReader(files.ToImmutableDictionary(static f => f.Path, StringComparer.Ordinal), project);
        var services = units.Select(u => reader.Service(u.File, u.Entries)).ToImmutableArray();
        var volumes = services.SelectMany(static s => s.Mounts).Where(static m => !m.IsPath).Select(static m => m.Source)
            .Where(s => !s.StartsWith($"{project}_", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
        return new FoundInstallation(new FoundText(project, new Place(units[0].File.Path, 1)),
            [.. services.Select(s =>
                s with
                {
                    Mounts =
                    [
                        .. s.Mounts.Select(m => m with
                        {
                            Source = m.Source.StartsWith($"{project}_", StringComparison.Ordinal) ? m.Source[(project.Length + 1)..] : m.Source,
                        }),
                    ],
                })],
            volumes.ToImmutableDictionary(static v => v, static v => v, StringComparer.Ordinal), reader._files);
    }

    private FoundService Service(FoundFile file, ImmutableArray<UnitEntry> entries)
    {
        var container = Plain(entries, "ContainerName");
        var name = Values(entries, "Network").Select(static n => n.Value.Split(":alias=")).Where(static n => n.Length == 2).Select(static n => n[1])
            .FirstOrDefault() ?? Stem(file);
        return new FoundService
        {
            Name = name,
            Container = container is null || container.Value == _project || container.Value == $"{_project}_{name}" ? null : container,
            Image = Plain(entries, "Image"),
            Variables = Variables(entries, name),
            Ports = [.. Values(entries, "PublishPort").Select(static p => FoundPort.Read(p.Value, p)).OfType<FoundPort>()],
            Mounts = [.. Values(entries, "Volume").Select(v => FoundMount.Read(Source(v.Value), v)).OfType<FoundMount>()],
            JoinedNetworks = [.. Values(entries, "Network").Where(n => !n.Value.Split(':')[0].EndsWith(".network", StringComparison.Ordinal))
                .Select(static n => n with { Value = n.Value.Split(':')[0] })],
            StartText = string.Join('\n', s_start.SelectMany(key => Values(entries, key)).Select(static v => v.Value)),
            Memory = Values(entries, "MemoryMax").Select(static m => m with { Value = m.Value.ToLowerInvariant() }).FirstOrDefault(),
            Processors = Values(entries, "CPUQuota").Select(static c => c with { Value = UnitText.Cores(c.Value) }).FirstOrDefault(),
        };
    }

    private ImmutableDictionary<string, FoundText> Variables(ImmutableArray<UnitEntry> entries, string name)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, FoundText>(StringComparer.Ordinal);
        foreach (var file in entries.Where(static e => e.Key == "EnvironmentFile").Select(e => _files.GetValueOrDefault(e.Value.Split('/')[^1]))
            .OfType<FoundFile>())
        {
            variables.AddRange(RawVariables.Of(file).Where(v => !variables.ContainsKey(v.Key)));
        }

        foreach (var entry in entries.Where(static e => e is { Section: "Container", Key: "Environment" }))
        {
            foreach (var word in UnitText.Words(entry.Value, isCommand: true).Where(static w => w.Contains('=', StringComparison.Ordinal))
                .Select(static w => w.Split('=', 2)))
            {
                variables[word[0]] =
                    new FoundText(word[1] == Targets.Podman.PodmanPlan.HostGateway ? Planning.Service.HostGateway : word[1], entry.At);
            }
        }

        // The values of secrets stand in the env file that install.sh hands to podman.
        var kept = _files.TryGetValue($"{name}.env", out var secrets) ? RawVariables.Of(secrets).ToImmutableDictionary(StringComparer.Ordinal) : [];
        foreach (var target in Secrets(entries).Where(kept.ContainsKey))
        {
            variables[target] = kept[target];
        }

        return variables.ToImmutable();
    }

    // By the key of newer Podmans, or by the option that older ones know.
    private static IEnumerable<string> Secrets(ImmutableArray<UnitEntry> entries) => entries
        .SelectMany(static e => e.Key switch
        {
            "Secret" => [UnitText.Plain(e.Value, isCommand: true)],
            "PodmanArgs" => UnitText.Words(e.Value, isCommand: true).Where(static w => w.StartsWith("--secret=", StringComparison.Ordinal)),
            _ => [],
        })
        .SelectMany(static s => s.Split(',')).Where(static p => p.StartsWith("target=", StringComparison.Ordinal))
        .Select(static p => p["target=".Length..]);

    // The link that leads units to the install directory, and the unit of a volume.
    private string Source(string value)
    {
        var source = value.Split(':')[0];
        var link = $"%E/mathesar-setup/{_project}/";
        return (source.StartsWith(link, StringComparison.Ordinal) ? $"./{source[link.Length..]}"
            : source.EndsWith(".volume", StringComparison.Ordinal) ? source[..^".volume".Length]
            : source) + value[source.Length..];
    }

    private static IEnumerable<FoundText> Values(ImmutableArray<UnitEntry> entries, string key) =>
        entries.Where(e => e.Key == key).Select(static e => new FoundText(UnitText.Plain(e.Value, e.Section == "Container"), e.At));

    private static FoundText? Plain(ImmutableArray<UnitEntry> entries, string key) => Values(entries, key).FirstOrDefault();

    private static string Stem(FoundFile file) => file.Path.Split('/')[^1][..^Ending.Length];
}
