using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Podman;

/// <summary>Reads one container of Quadlet's, with the pod that it is in.</summary>
internal sealed class QuadletService(QuadletContext context, QuadletUnit unit, string project)
{
    private static readonly string[] s_modes = ["host", "none", "bridge", "private", "slirp4netns", "pasta", "container", "ns"];

    private readonly QuadletUnit? _pod = context.PodOf(unit);

    /// <summary>The name by which others find it, or that of its file.</summary>
    public string Name { get; } = unit.All("Network").Select(n => unit.Plain(n).Split(":alias=")).Where(static n => n.Length == 2)
        .Select(static n => n[1].Split(',')[0]).FirstOrDefault() ?? unit.Stem;

    /// <summary>All names by which others may find it.</summary>
    public ImmutableArray<string> Names =>
    [
        Name, unit.Stem, QuadletContext.Container(unit), .. unit.All("NetworkAlias").Select(unit.Plain), .. unit.All("HostName").Select(unit.Plain),
        .. unit.All("Network").SelectMany(n => unit.Plain(n).Split(':', ',')).Where(static w => w.StartsWith("alias=", StringComparison.Ordinal))
            .Select(static w => w["alias=".Length..]),
    ];

    public string? Pod => _pod?.Name;

    public FoundService Read()
    {
        var container = unit.Last("ContainerName") is { } named ? new FoundText(unit.Plain(named), named.At) : null;
        var image = context.Image(unit);
        return new FoundService
        {
            Name = Name,
            Container = container is null || container.Value == project || container.Value == $"{project}_{Name}" ? null : container,
            Image = image is { } found ? new FoundText(found.Name, found.Entry.At) : null,
            Variables = Variables(),
            Ports =
            [
                .. Entries("PublishPort").Select(static p => FoundPort.Read(p.Unit.Plain(p.Entry), Text(p))).OfType<FoundPort>(),
            ],
            Mounts = [.. Entries("Volume").Concat(Entries("Mount")).Select(Mount)],
            JoinedNetworks =
            [
                .. Entries("Network").Select(static n => Text(n) with { Value = n.Unit.Plain(n.Entry).Split(':')[0] })
                    .Where(static n => !s_modes.Contains(n.Value) && !n.Value.EndsWith(".network", StringComparison.Ordinal)
                        && !n.Value.EndsWith(".container", StringComparison.Ordinal)),
            ],
            StartText = string.Join('\n', unit.All("Exec").Concat(unit.All("HealthCmd")).Select(unit.Plain)),
            Memory = Limit("MemoryMax", "Memory", static text => text.ToLowerInvariant()),
            Processors = Limit("CPUQuota", "Cpus", UnitText.Cores),
        };
    }

    private FoundText? Limit(string host, string own, Func<string, string> read) =>
        UnitText.Last(unit.Entries, "Service", host) is { } limit ? new FoundText(read(limit.Value), limit.At)
            : unit.Last(own) is { } option ? new FoundText(unit.Plain(option).ToLowerInvariant(), option.At) : null;

    private FoundMount Mount((QuadletUnit Unit, UnitEntry Entry) said)
    {
        var (source, inside, _) = QuadletParts.Mount(said.Unit, said.Entry);
        return new FoundMount(Source(source), inside, Text(said));
    }

    // The link that leads units to the install directory, and the unit of a volume.
    private string Source(string source)
    {
        var link = $"%E/mathesar-setup/{project}/";
        var name = source.StartsWith(link, StringComparison.Ordinal) ? $"./{source[link.Length..]}"
            : source.EndsWith(".volume", StringComparison.Ordinal) ? context.Volume(source)
            : source;
        return name.StartsWith($"{project}_", StringComparison.Ordinal) ? name[(project.Length + 1)..] : name;
    }

    // Of what stands twice, the later file wins over the one before, and a variable of the unit itself over files.
    private ImmutableDictionary<string, FoundText> Variables()
    {
        var variables = ImmutableDictionary.CreateBuilder<string, FoundText>(StringComparer.Ordinal);
        foreach (var said in Entries("EnvironmentFile"))
        {
            var path = said.Unit.Plain(said.Entry);
            foreach (var (name, text) in context.File(path) is { } file ? RawVariables.Of(file) : QuadletSecrets.Elsewhere(path, said.Entry))
            {
                variables[name] = text;
            }
        }

        foreach (var (name, value, at, entry) in unit.Assignments())
        {
            variables[name] = new FoundText(value == PodmanPlan.HostGateway ? Planning.Service.HostGateway : value, at)
            {
                HasPlainDollars = !QuadletUnit.HasReference(entry),
                FilledInBy = unit.FilledInBy(value),
            };
        }

        foreach (var (name, text) in QuadletSecrets.Of(unit, context, Name))
        {
            variables[name] = text;
        }

        return variables.ToImmutable();
    }

    // Of a pod, what it publishes, mounts and joins counts for its containers.
    private IEnumerable<(QuadletUnit Unit, UnitEntry Entry)> Entries(string key) =>
        unit.All(key).Select(e => (unit, e)).Concat(_pod is null ? [] : _pod.All(key).Select(e => (_pod, e)));

    private static FoundText Text((QuadletUnit Unit, UnitEntry Entry) said) =>
        new(said.Unit.Plain(said.Entry), said.Entry.At) { FilledInBy = said.Unit.FilledInBy(said.Unit.Plain(said.Entry)) };
}
