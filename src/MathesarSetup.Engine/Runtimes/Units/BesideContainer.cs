using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>A container like the one that a unit runs: its variables, secrets, mounts and network, without what makes it be that one.</summary>
/// <param name="Options">What <c>podman run</c> is told of it.</param>
internal sealed record BesideContainer(ImmutableArray<string> Options, string Image)
{
    // What names it, publishes it, watches it, or ties it to its unit, with the value that follows.
    private static readonly ImmutableHashSet<string> s_valued =
    [
        "--name", "--publish", "-p", "--network-alias", "--ip", "--ip6", "--cidfile", "--sdnotify", "--cgroups", "--entrypoint", "--restart", "--pod",
        "--health-cmd", "--health-interval", "--health-timeout", "--health-retries", "--health-start-period", "--health-on-failure",
        "--health-startup-cmd", "--health-startup-interval", "--health-startup-timeout", "--health-startup-retries", "--health-startup-success",
    ];

    private static readonly ImmutableHashSet<string> s_flags = ["--replace", "--rm", "-d", "--detach", "--publish-all", "-P", "-t", "--tty"];

    // Options that stand alone. Any other has its value behind it, or behind an equals sign.
    private static readonly ImmutableHashSet<string> s_alone = ["--init", "--read-only", "--privileged", "--no-healthcheck", "--no-hosts", "-i"];

    /// <param name="words">The command line that starts the container; null where it is none of Podman's.</param>
    public static BesideContainer? Of(IReadOnlyList<string> words)
    {
        if (words is not [var program, "run", ..] || Path.GetFileName(program) != HostCommand.PodmanRun.Program)
        {
            return null;
        }

        var kept = ImmutableArray.CreateBuilder<string>();
        var at = 2;
        while (at < words.Count && words[at].StartsWith('-'))
        {
            var (option, isWhole) = (words[at].Split('=')[0], words[at].Contains('=', StringComparison.Ordinal));
            var length = isWhole || s_flags.Contains(option) || s_alone.Contains(option) ? 1 : 2;
            if (at + length > words.Count)
            {
                return null;
            }

            if (!s_valued.Contains(option) && !s_flags.Contains(option))
            {
                kept.AddRange(words.Skip(at).Take(length).Select(word => option == "--network" ? Nameless(word) : word));
            }

            at += length;
        }

        return at < words.Count ? new BesideContainer(kept.ToImmutable(), words[at]) : null;
    }

    /// <summary>What makes it, and lets it wait for what it is asked.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="beside">The container that it is made like.</param>
    /// <param name="image">Another image; null for the same.</param>
    public IEnumerable<string> Words(string name, string beside, ImageReference? image) =>
        ["--name", name, "--label", $"{Labels.Beside}={beside}", "--entrypoint", "", .. Options, image?.ToString() ?? Image, "sleep", "infinity"];

    // Nobody finds it by the name of the other.
    private static string Nameless(string word)
    {
        var start = word.StartsWith("--network=", StringComparison.Ordinal) ? "--network=".Length : 0;
        var value = word[start..];
        return value.IndexOf(':', StringComparison.Ordinal) is > 0 and var cut
            ? word[..start] + string.Join(':', string.Join(',', value[(cut + 1)..].Split(',').Where(static part =>
                !part.StartsWith("alias=", StringComparison.Ordinal) && !part.StartsWith("ip", StringComparison.Ordinal))) is { Length: > 0 } left
                ? [value[..cut], left] : new[] { value[..cut] })
            : word;
    }
}
