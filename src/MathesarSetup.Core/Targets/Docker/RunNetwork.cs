using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;

namespace MathesarSetup.Targets.Docker;

/// <summary>A command of its own that connects a container to a network, and the names that tell others of it there.</summary>
/// <param name="Network">The network.</param>
internal sealed record RunNetwork(string Container, string Network, ImmutableArray<string> Names)
{
    // On networks that nobody made, the engine tells no names.
    private static readonly string[] s_nameless =
        ["bridge", "default", "host", "none", "private", "podman", "slirp4netns", "pasta", "container", "ns"];

    /// <summary>Whether the engine tells the containers of a network each other's names.</summary>
    public static bool TellsNames(string network) => !s_nameless.Contains(network);

    /// <summary><c>network connect</c> of either engine; null for another command.</summary>
    public static RunNetwork? Connected(Command command)
    {
        if (RunLine.Behind(command) is not var (_, words) || words is not [{ Text: "network" }, { Text: "connect" }, .. var rest])
        {
            return null;
        }

        var (names, places) = (new List<string>(), new List<string>());
        for (var i = 0; i < rest.Length; i++)
        {
            var cut = rest[i].Text.Split('=', 2);
            if (!rest[i].Text.StartsWith('-'))
            {
                places.Add(rest[i].Text);
            }
            else if (cut.Length == 2 || ++i < rest.Length)
            {
                names.AddRange(cut[0] is "--alias" or "--ip" or "--ip6" ? [cut.Length == 2 ? cut[1] : rest[i].Text] : []);
            }
        }

        return places is [var network, var container] ? new RunNetwork(container, network, [.. names]) : null;
    }

    /// <summary>The names besides that of its container under which others reach what a line starts.</summary>
    public static ImmutableArray<string> NamesOf(RunLine line)
    {
        var joined = Said(line);
        return
        [
            .. line.Flags.Where(f => (f.Name is "network-alias" or "net-alias" or "ip" or "ip6" && joined.Length != 1)
                || (f.Name == "hostname" && joined.Any(static n => TellsNames(NameOf(n))))).Select(static f => f.Value),
        ];
    }

    /// <summary>The networks that what a line starts is in, in the end; none where nothing says it.</summary>
    public static ImmutableArray<string> Networks(RunLine line, IEnumerable<RunNetwork> connected) =>
        [.. Said(line).Select(NameOf).Concat(connected.Where(c => c.Container == line.ContainerName).Select(static c => c.Network)).Distinct()];

    /// <summary>Its names in each of them.</summary>
    public static ImmutableArray<(string Network, string Name)> NamesIn(RunLine line, IEnumerable<RunNetwork> connected) =>
    [
        .. from network in Said(line)
           from word in network.Select(static word => word.Split('=', 2))
           where word is ["alias" or "ip" or "ip6", _]
           select (NameOf(network), word[1]),
        .. Said(line) is [var one]
            ? line.Flags.Where(static f => f.Name is "network-alias" or "net-alias" or "ip" or "ip6").Select(f => (NameOf(one), f.Value)) : [],
        .. from network in connected
           where network.Container == line.ContainerName
           from name in network.Names
           select (network.Network, name),
    ];

    private static string[][] Said(RunLine line) =>
        [.. line.Flags.Where(static f => f.Name is "network" or "net").Select(static f => f.Value.Split(':', ','))];

    // NAME, or name=NAME among options.
    private static string NameOf(string[] network) =>
        network.FirstOrDefault(static w => w.StartsWith("name=", StringComparison.Ordinal)) is { } named ? named["name=".Length..] : network[0];

    /// <summary>The containers that are linked to what a line starts, and what they are called there.</summary>
    public static ImmutableArray<(string Service, string Alias)> Links(RunLine line) =>
        [.. line.Flags.Where(static f => f.Name == "link").Select(static f => f.Value.Split(':')).Select(static l => (l[0], l[^1]))];

    /// <summary>Whose network it shares; null for one of its own.</summary>
    public static string? Mode(RunLine line) => line.Pod is { Length: > 0 } pod ? $"pod:{pod}"
        : line.Flags.LastOrDefault(static f => f.Name is "network" or "net")?.Value switch
        {
            "host" => "host",
            { } other when other.StartsWith("container:", StringComparison.Ordinal) => $"service:{other["container:".Length..]}",
            _ => null,
        };
}
