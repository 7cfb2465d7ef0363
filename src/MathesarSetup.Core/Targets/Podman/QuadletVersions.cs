using System.Collections.Frozen;
using System.Collections.Immutable;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>
/// Lowers what is written for the newest Podman to an older one: one pass, after everything else. A reader of Quadlet files refuses a file with a key
/// that it does not know.
/// </summary>
internal static class QuadletVersions
{
    /// <summary>From here on a network or a volume can be given its name.</summary>
    public static readonly Version NamesThings = new(4, 7);

    // The first version that knows a key, read from the tables in Podman's sources at each release.
    private static readonly FrozenDictionary<string, Version> s_since = new Dictionary<string, Version>
    {
        ["Secret"] = new(4, 5),
        ["HealthCmd"] = new(4, 5),
        ["HealthInterval"] = new(4, 5),
        ["HealthTimeout"] = new(4, 5),
        ["HealthRetries"] = new(4, 5),
        ["HealthStartPeriod"] = new(4, 5),
        ["LogDriver"] = new(4, 5),
        ["SecurityLabelDisable"] = new(4, 5),
        ["AutoUpdate"] = new(4, 6),
        ["ShmSize"] = new(4, 7),
        ["NetworkName"] = NamesThings,
        ["VolumeName"] = NamesThings,
        ["Entrypoint"] = new(5, 0),
        ["StopTimeout"] = new(5, 0),
        ["Notify"] = new(5, 0),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // From here on podman itself tells systemd when a container is healthy.
    private static readonly Version s_tellsHealth = new(4, 7);

    /// <summary>The same lines for a version; what has no counterpart there is left out, and <see cref="PodmanFindings"/> says so.</summary>
    public static ImmutableArray<UnitLine> Lower(ImmutableArray<UnitLine> lines, Version version, string container) =>
        [.. lines.Select(line => !s_since.TryGetValue(line.Key, out var since) || since <= version ? line : Lowered(line, version, container))
            .OfType<UnitLine>()];

    /// <summary>What a network is called: by the installation's name, or as Quadlet names it.</summary>
    public static string Network(Plan plan) => PodmanPlan.Version(plan) >= NamesThings ? plan.Name : $"systemd-{PodmanNames.NetworkUnit(plan)}";

    private static UnitLine? Lowered(UnitLine line, Version version, string container) => line.Key switch
    {
        "Notify" when version < s_tellsHealth =>
            new("Service", "ExecStartPost", ["/bin/sh", "-c", $"until podman healthcheck run {container} >/dev/null 2>&1; do "
                + $"podman container exists {container} || exit 1; sleep 2; done"])
            {
                Form = UnitForm.Command,
                Comment = line.Comment,
            },
        _ when line.Option is { } option => line.ByOption(option),
        _ => null,
    };
}
