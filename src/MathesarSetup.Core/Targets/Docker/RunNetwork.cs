using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;

namespace MathesarSetup.Targets.Docker;

/// <summary>A command of its own that connects a container to a network, and the names that tell others of it there.</summary>
internal sealed record RunNetwork(string Container, ImmutableArray<string> Names)
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

        return places is [_, var container] ? new RunNetwork(container, [.. names]) : null;
    }

    /// <summary>The names besides that of its container under which others reach what a line starts.</summary>
    public static ImmutableArray<string> NamesOf(RunLine line, IEnumerable<RunNetwork> connected)
    {
        var joined = line.Flags.Where(static f => f.Name is "network" or "net").Select(static f => f.Value.Split(':', ',')).ToArray();
        return
        [
            .. line.Flags.Where(f => f.Name is "network-alias" or "net-alias" or "ip" or "ip6"
                || (f.Name == "hostname" && joined.Any(static n => TellsNames(n[0])))).Select(static f => f.Value),
            .. joined.SelectMany(static n => n).Select(static word => word.Split('=', 2))
                .Where(static w => w is ["alias" or "ip" or "ip6", _]).Select(static w => w[1]),
            .. connected.Where(c => c.Container == line.ContainerName).SelectMany(static c => c.Names),
        ];
    }

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
