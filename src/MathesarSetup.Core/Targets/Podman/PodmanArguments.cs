using System.Collections.Frozen;
using MathesarSetup.Documents.Units;

namespace MathesarSetup.Targets.Podman;

/// <summary>Reads the options that <c>PodmanArgs=</c> hands to podman as the keys that say the same.</summary>
internal static class PodmanArguments
{
    private const string Key = "PodmanArgs";

    private static readonly FrozenDictionary<string, string> s_keys = new Dictionary<string, string>
    {
        ["--env"] = "Environment",
        ["-e"] = "Environment",
        ["--env-file"] = "EnvironmentFile",
        ["--publish"] = "PublishPort",
        ["-p"] = "PublishPort",
        ["--volume"] = "Volume",
        ["-v"] = "Volume",
        ["--mount"] = "Mount",
        ["--network"] = "Network",
        ["--net"] = "Network",
        ["--network-alias"] = "NetworkAlias",
        ["--secret"] = "Secret",
        ["--entrypoint"] = "Entrypoint",
        ["--label"] = "Label",
        ["-l"] = "Label",
        ["--memory"] = "Memory",
        ["-m"] = "Memory",
        ["--cpus"] = "Cpus",
        ["--shm-size"] = "ShmSize",
        ["--stop-timeout"] = "StopTimeout",
        ["--sdnotify"] = "Notify",
        ["--log-driver"] = "LogDriver",
        ["--health-cmd"] = "HealthCmd",
        ["--health-interval"] = "HealthInterval",
        ["--health-timeout"] = "HealthTimeout",
        ["--health-retries"] = "HealthRetries",
        ["--health-start-period"] = "HealthStartPeriod",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Quadlet gives the word of these to systemd whole; a label alone is several words.
    public static IEnumerable<UnitEntry> Expand(UnitEntry entry)
    {
        if (entry.Key != Key)
        {
            yield return entry;
            yield break;
        }

        var words = UnitText.Words(entry.Value);
        for (var i = 0; i < words.Length; i++)
        {
            var at = entry.At with { Column = i + 1 };
            var cut = words[i].StartsWith("--", StringComparison.Ordinal) ? words[i].IndexOf('=', StringComparison.Ordinal) : -1;
            var (option, value) = cut > 0 ? (words[i][..cut], words[i][(cut + 1)..]) : (words[i], (string?)null);
            if (!s_keys.TryGetValue(option, out var key) || (value is null && i + 1 == words.Length))
            {
                yield return entry with { Value = words[i], At = at, IsWord = true };
                continue;
            }

            var text = UnitText.Plain(value ?? words[++i], isCommand: true);
            yield return entry with { Key = key, Value = text, At = at, IsWord = true };
        }
    }
}
