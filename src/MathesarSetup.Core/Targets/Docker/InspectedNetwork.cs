using System.Collections.Immutable;
using System.Text.Json;

namespace MathesarSetup.Targets.Docker;

/// <summary>How others reach an inspected container, how it reaches them, and whose network it has.</summary>
/// <param name="all">All containers that were inspected.</param>
internal sealed class InspectedNetwork(JsonElement container, JsonElement[] all)
{
    private static readonly string[] s_own = ["IPAddress", "GlobalIPv6Address"];

    private const string Others = "container:";

    /// <summary>The names besides its service's under which others reach it.</summary>
    public ImmutableArray<string> Names =>
    [
        NameOf(container),
        .. Networks.Any(static n => RunNetwork.TellsNames(n.Name)) ? [InspectJson.Text(container, "Config", "Hostname")] : Array.Empty<string>(),
    ];

    /// <summary>The networks that it is in.</summary>
    public ImmutableArray<string> Joined => [.. Networks.Select(static n => n.Name)];

    /// <summary>Its names and addresses in each of them.</summary>
    public ImmutableArray<(string Network, string Name)> NamesIn =>
    [
        .. from network in Networks
           from name in InspectJson.Items(network.Value, "Aliases").Concat(InspectJson.Items(network.Value, "DNSNames"))
               .Select(static a => a.GetString() ?? "").Concat(s_own.Select(key => InspectJson.Text(network.Value, key)))
           select (network.Name, name),
    ];

    /// <summary>The containers that are linked to it, and what they are called there.</summary>
    public ImmutableArray<(string Service, string Alias)> Links =>
    [
        .. InspectJson.Items(container, "HostConfig", "Links").Concat(Networks.SelectMany(static n => InspectJson.Items(n.Value, "Links")))
            .Select(static l => (l.GetString() ?? "").Split(':')).Select(static l => (l[0].TrimStart('/'), l[^1][(l[^1].LastIndexOf('/') + 1)..])),
    ];

    /// <summary>Whose network it shares: that of its pod, of another container, or the machine's; null for one of its own.</summary>
    public string? Mode => InspectJson.Text(container, "Pod") is { Length: > 0 } pod ? $"pod:{pod}"
        : InspectJson.Text(container, "HostConfig", "NetworkMode") is not { } mode ? null
        : mode == "host" ? mode
        : !mode.StartsWith(Others, StringComparison.Ordinal) ? null
        : Owner is { } owner ? $"service:{NameOf(owner)}" : mode;

    /// <summary>Where the ports that are published for it stand: with the container whose network it has.</summary>
    public JsonProperty[] Ports => InspectJson.Entries(container, "HostConfig", "PortBindings") is { Length: > 0 } own ? own
        : Mode is null or "host" ? []
        : InspectJson.Entries(container, "NetworkSettings", "Ports") is { Length: > 0 } shared ? shared
        : Owner is { } owner ? InspectJson.Entries(owner, "HostConfig", "PortBindings") : [];

    public static string NameOf(JsonElement container) => InspectJson.Text(container, "Name").TrimStart('/');

    private JsonProperty[] Networks => InspectJson.Entries(container, "NetworkSettings", "Networks");

    private JsonElement? Owner
    {
        get
        {
            var mode = InspectJson.Text(container, "HostConfig", "NetworkMode");
            var named = mode.StartsWith(Others, StringComparison.Ordinal) ? mode[Others.Length..] : "";
            foreach (var other in all.Where(o => named.Length > 0
                && (NameOf(o) == named || InspectJson.Text(o, "Id").StartsWith(named, StringComparison.Ordinal))))
            {
                return other;
            }

            return null;
        }
    }
}
