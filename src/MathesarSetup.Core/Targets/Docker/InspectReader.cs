using System.Collections.Immutable;
using System.Text.Json;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Docker;

/// <summary>Reads containers as <c>docker inspect</c> prints them: running or stopped, of whatever made them.</summary>
internal static class InspectReader
{
    // Set by images and not by people.
    private static readonly string[] s_ofImages =
    [
        "PATH", "LANG", "LC_", "GPG_KEY", "PYTHON", "PG_", "PGDATA", "GOSU", "HOSTNAME", "HOME", "DEBIAN_FRONTEND", "NODE", "CADDY_VERSION", "XDG_",
        "container", "UV_", "NGINX_", "PKG_RELEASE", "NJS_", "DYNPKG_", "ACME_",
    ];

    public static bool Knows(string text) => text.TrimStart().StartsWith('[') && text.Contains("\"HostConfig\"", StringComparison.Ordinal)
        && text.Contains("\"Mounts\"", StringComparison.Ordinal);

    /// <summary>What the containers are; null when the text is no list of them.</summary>
    public static (ReadLines Lines, FoundInstallation Found)? Read(FoundFile file, string project)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Text);
            var lines = new ReadLines();
            var containers = document.RootElement.EnumerateArray().ToArray();
            var named = containers.Select(c => Text(c, "Config", "Labels", "com.docker.compose.project")).FirstOrDefault(static p => p.Length > 0)
                ?? project;
            var services = containers.Select(c => Service(c, file.Path, lines, named)).ToImmutableArray();
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

    private static FoundService Service(JsonElement container, string path, ReadLines lines, string project)
    {
        var at = new Place(path, 1);
        var name = Text(container, "Name").TrimStart('/');
        var service = Text(container, "Config", "Labels", "com.docker.compose.service");
        var variables = Items(container, "Config", "Env").Select(static e => e.GetString() ?? "")
            .Where(static e => e.Contains('=', StringComparison.Ordinal) && !Array.Exists(s_ofImages, i => e.StartsWith(i, StringComparison.Ordinal)))
            .GroupBy(static e => e[..e.IndexOf('=', StringComparison.Ordinal)])
            .ToImmutableDictionary(static e => e.Key, e => new FoundText(e.Last()[(e.Key.Length + 1)..], at), StringComparer.Ordinal);
        lines.Mark(at);
        return new FoundService
        {
            Name = service.Length > 0 ? service : name,
            Container = name == $"{project}-{service}-1" || name == $"{project}_{service}_1" ? null : new FoundText(name, at),
            Image = new FoundText(Text(container, "Config", "Image"), at),
            Variables = variables,
            Ports = [.. Ports(container, at)],
            Mounts = [.. Items(container, "Mounts").Select(m => new FoundMount(Source(m, project), Text(m, "Destination"), new FoundText("", at)))],
            StartText = string.Join(' ',
                Items(container, "Config", "Cmd").Concat(Items(container, "Config", "Healthcheck", "Test")).Select(static e => e.GetString())),
        };
    }

    private static string Source(JsonElement mount, string project) => Text(mount, "Type") == "volume"
        ? Text(mount, "Name") is var name && name.StartsWith($"{project}_", StringComparison.Ordinal)
            ? name[(project.Length + 1)..]
            : Text(mount, "Name")
        : Text(mount, "Source");

    private static IEnumerable<FoundPort> Ports(JsonElement container, Place at) =>
        Get(container, "HostConfig", "PortBindings") is { ValueKind: JsonValueKind.Object } bindings
            ? bindings.EnumerateObject().SelectMany(inside => inside.Value.ValueKind is JsonValueKind.Array
                ? inside.Value.EnumerateArray()
                    .Select(outer =>
                        FoundPort.Read($"{Address(Text(outer, "HostIp"))}{Text(outer, "HostPort")}:{inside.Name}", new FoundText("", at)))
                : []).OfType<FoundPort>()
            : [];

    private static string Address(string address) =>
        address.Length == 0 ? "" : address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:" : $"{address}:";

    private static JsonElement? Get(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    private static string Text(JsonElement element, params ReadOnlySpan<string> path) =>
        Get(element, path) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static JsonElement[] Items(JsonElement element, params ReadOnlySpan<string> path) =>
        Get(element, path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [];
}
