using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Docker;

/// <summary>
/// Reads containers as <c>docker inspect</c> and <c>podman inspect</c> print them: running or stopped, of whatever made them. All that they hold is
/// an answer or is told, except what their images say themselves.
/// </summary>
internal static class InspectReader
{
    public static bool Knows(string text) => text.AsSpan().TrimStart() is ['[' or '{', ..]
        && text.Contains("\"HostConfig\"", StringComparison.Ordinal) && text.Contains("\"Mounts\"", StringComparison.Ordinal);

    /// <summary>What the containers are; null when the text is no list of them.</summary>
    public static (ReadLines Lines, FoundInstallation Found)? Read(FoundFile file, string project)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Text);
            var lines = new ReadLines();
            var root = document.RootElement;
            var all = root.ValueKind is JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root];
            var containers = all.Where(static e => InspectJson.Get(e, "HostConfig") is not null).ToArray();
            var images = all.Where(static e => InspectJson.Get(e, "RootFS") is not null).ToArray();
            var named = containers.Select(static c => InspectJson.Text(c, "Config", "Labels", "com.docker.compose.project"))
                .FirstOrDefault(static p => p.Length > 0) ?? project;
            var services = containers.Select(c => Service(c, new InspectedNetwork(c, containers), ImageOf(c, images), file.Path, lines, named))
                .ToImmutableArray();
            var volumes = services.SelectMany(static s => s.Mounts).Where(static m => !m.IsPath && m.Source.Length > 0).Select(static m => m.Source)
                .Distinct(StringComparer.Ordinal).ToArray();

            // A volume that Compose made keeps the name that it has in its file.
            return (lines,
                new FoundInstallation(new FoundText(named, new Place(file.Path, 1)), services,
                    volumes.Where(v => !v.StartsWith($"{named}_", StringComparison.Ordinal))
                        .ToImmutableDictionary(static v => v, static v => v, StringComparer.Ordinal), ImmutableDictionary<string, FoundFile>.Empty));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static JsonElement? ImageOf(JsonElement container, JsonElement[] images)
    {
        static string Digest(string id) => id.StartsWith("sha256:", StringComparison.Ordinal) ? id["sha256:".Length..] : id;
        var id = Digest(InspectJson.Text(container, "Image"));
        foreach (var image in images.Where(i => id.Length > 0 && Digest(InspectJson.Text(i, "Id")) == id))
        {
            return InspectJson.Get(image, "Config");
        }

        return null;
    }

    private static FoundService Service(
        JsonElement container, InspectedNetwork network, JsonElement? image, string path, ReadLines lines, string project)
    {
        var name = InspectedNetwork.NameOf(container);
        var service = InspectJson.Text(container, "Config", "Labels", "com.docker.compose.service");
        FoundText Part(string value, string text) =>
            new(value, lines.AddPart(new Place(path, 1), $"{name}: {text}", $"{name}: {Masked(text)}")) { HasPlainDollars = true };
        var imageName = InspectJson.Text(container, "Config", "Image") is var said && said.StartsWith("sha256:", StringComparison.Ordinal)
            ? InspectJson.Text(container, "ImageName") : said;
        var facts = new ImageFacts(image, ImageReference.Of(imageName));
        var found = new FoundService
        {
            Name = service.Length > 0 ? service : name,
            Container = name == $"{project}-{service}-1" || name == $"{project}_{service}_1" ? null : Part(name, $"Name {name}"),
            Image = Part(imageName, $"Image {imageName}"),
            Variables = Variables(container, facts, ImageReference.Of(imageName).LeadingNumber).ToImmutableDictionary(static v => v.Key,
                v => Part(v.Value, $"{v.Key}={v.Value}"), StringComparer.Ordinal),
            Ports = [.. Ports(network).Select(p => FoundPort.Read(p, Part(p, $"port {p}"))).OfType<FoundPort>()],
            Mounts = [.. Mounts(container, project).Select(m => new FoundMount(m.Source, m.Target, Part("", $"mount {m.Source}:{m.Target}")))],
            StartText = string.Join(' ', InspectJson.Items(container, "Config", "Entrypoint").Concat(InspectJson.Items(container, "Config", "Cmd"))
                .Concat(InspectJson.Items(container, "Config", "Healthcheck", "Test")).Select(static e => e.GetString())),
            Memory = Memory(container) is { } memory ? Part(memory, $"Memory={memory}") : null,
            Processors = Processors(container) is { } cores ? Part(cores, $"NanoCpus={cores} cores") : null,
            Names = network.Names,
            Networks = network.Joined,
            NamesIn = network.NamesIn,
            Links = network.Links,
            NetworkMode = network.Mode is { } mode ? new FoundText(mode, new Place(path, 1)) : null,
        };
        foreach (var rest in new InspectedRest(container, facts, found, project).Texts())
        {
            Part("", rest);
        }

        return found;
    }

    // What stands before the sign is a name of the engine's or of a variable.
    private static string Masked(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign ? text[..(sign + 1)] + SecretText.Mask : text;

    private static IEnumerable<KeyValuePair<string, string>> Variables(JsonElement container, ImageFacts facts, int? major) =>
        InspectJson.Items(container, "Config", "Env").Select(static e => e.GetString() ?? "")
            .Select(static e => (Text: e, Sign: e.IndexOf('=', StringComparison.Ordinal))).Where(static e => e.Sign > 0)
            .Select(static e => KeyValuePair.Create(e.Text[..e.Sign], e.Text[(e.Sign + 1)..]))
            .GroupBy(static e => e.Key, StringComparer.Ordinal).Select(static same => same.Last())
            .Where(e => !facts.IsVariable(e.Key, e.Value) && !(e.Key == "PGDATA" && ImageFacts.IsUsualData(e.Value, major)));

    private static string? Memory(JsonElement container) => InspectJson.Number(container, "HostConfig", "Memory") switch
    {
        0 => null,
        var bytes when bytes % (1L << 30) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 30}g"),
        var bytes when bytes % (1L << 20) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20}m"),
        var bytes => bytes.ToString(CultureInfo.InvariantCulture),
    };

    private static string? Processors(JsonElement container) => InspectJson.Number(container, "HostConfig", "NanoCpus") is > 0 and var nano
        ? (nano / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture)
        : null;

    private static IEnumerable<(string Source, string Target)> Mounts(JsonElement container, string project) =>
        InspectJson.Items(container, "Mounts").Where(static m => InspectJson.Text(m, "Type") is "volume" or "bind")
            .Select(m => (Source(m, project), InspectJson.Text(m, "Destination")));

    private static string Source(JsonElement mount, string project) =>
        InspectJson.Text(mount, "Type") != "volume" ? InspectJson.Text(mount, "Source")
        : InspectJson.Text(mount, "Name") is var name && name.StartsWith($"{project}_", StringComparison.Ordinal) ? name[(project.Length + 1)..]
        : name;

    private static IEnumerable<string> Ports(InspectedNetwork network) =>
        from inside in network.Ports
        where inside.Value.ValueKind is JsonValueKind.Array
        from outer in inside.Value.EnumerateArray()
        select $"{Address(InspectJson.Text(outer, "HostIp"))}{InspectJson.Text(outer, "HostPort")}:{inside.Name}";

    private static string Address(string address) =>
        address.Length == 0 ? "" : address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:" : $"{address}:";
}
