using System.Text.Json;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Docker;

/// <summary>
/// What an inspected container holds beside variables, ports and the places of its mounts: whatever is not as engines make it by themselves. What an
/// engine may add to its output tomorrow is told too.
/// </summary>
internal sealed class InspectedRest(JsonElement container, ImageFacts image, FoundService found, string project)
{
    // Read elsewhere, or said by the engine about itself.
    private static readonly HashSet<string> s_elsewhere = new(
        ["Binds", "PortBindings", "Memory", "NanoCpus", "ContainerIDFile", "MaskedPaths", "ReadonlyPaths", "ConsoleSize", "NetworkMode",
            "CgroupManager",
            "Annotations", "Mounts", "Env", "Image", "Labels", "Hostname", "AttachStdin", "AttachStdout", "AttachStderr", "StdinOnce",
            "OnBuild", "Volumes", "ExposedPorts", "CreateCommand", "Passwd", "sdNotifyMode", "MacAddress"], StringComparer.Ordinal);

    // What engines say where nobody said anything, as Docker 20 to 28 and Podman 4 to 5 print it.
    private static readonly Dictionary<string, string[]> s_usual = new(StringComparer.Ordinal)
    {
        ["CgroupnsMode"] = ["\"host\"", "\"private\""],
        ["CgroupMode"] = ["\"host\"", "\"private\""],
        ["Cgroups"] = ["\"default\""],
        ["IpcMode"] = ["\"private\"", "\"shareable\""],
        ["PidMode"] = ["\"private\""],
        ["UTSMode"] = ["\"private\""],
        ["Runtime"] = ["\"runc\"", "\"crun\"", "\"oci\""],
        ["ShmSize"] = ["67108864", "65536000"],
        ["PidsLimit"] = ["-1"],
        ["MemorySwap"] = ["-1"],
        ["MemorySwappiness"] = ["-1"],
        ["Isolation"] = ["\"default\""],
        ["CapDrop"] = ["[\"CAP_AUDIT_WRITE\",\"CAP_MKNOD\",\"CAP_NET_RAW\"]"],
        ["Umask"] = ["\"0022\""],
        ["StopTimeout"] = ["10"],
        ["HealthcheckOnFailureAction"] = ["\"none\""],
        ["HealthLogDestination"] = ["\"local\""],
        ["HealthcheckMaxLogCount"] = ["5"],
        ["HealthcheckMaxLogSize"] = ["500"],
    };

    // Podman gives every container these, and its own command line says whether a person did.
    private static readonly Dictionary<string, string> s_podman = new(StringComparer.Ordinal)
    {
        ["Ulimits"] = "--ulimit",
        ["PidsLimit"] = "--pids-limit",
    };

    private static readonly string[] s_ours = ["com.docker.compose.", "desktop.docker.io/", "mathesar-setup.", "io.podman.", "PODMAN_SYSTEMD_UNIT"];

    public IEnumerable<string> Texts() =>
    [
        .. Settings("HostConfig"), .. Settings("Config"), .. Labels(), .. Names(), .. Networks(), .. Mounts(), .. MountOptions(), .. Pod(),
    ];

    private IEnumerable<string> Settings(string section) => InspectJson.Entries(container, section)
        .Where(s => !s_elsewhere.Contains(s.Name) && !InspectJson.IsNothing(s.Value) && !IsUsual(s) && !image.IsSetting(s))
        .Select(static s => $"{s.Name}={InspectJson.Compact(s.Value)}");

    private bool IsUsual(JsonProperty setting) => setting.Name switch
    {
        "RestartPolicy" => InspectJson.Text(setting.Value, "Name") is "" or "no" or "unless-stopped",
        "LogConfig" => InspectJson.Text(setting.Value, "Type") is "json-file" or "k8s-file" or "journald" or "local"
            && InspectJson.Entries(setting.Value, "Config")
                .All(static o => (o.Name, o.Value.GetString()) is ("max-size", "10m") or ("max-file", "3")),
        // Twice the memory is what an engine takes by itself.
        "MemorySwap" when InspectJson.Number(container, "HostConfig", "Memory") is > 0 and var memory => setting.Value.GetInt64() is -1 or 0
            || setting.Value.GetInt64() == 2 * memory,
        "CpuPeriod" or "CpuQuota" => found.Processors is not null,
        _ => s_usual.GetValueOrDefault(setting.Name)?.Contains(InspectJson.Compact(setting.Value)) is true
            || (s_podman.TryGetValue(setting.Name, out var flag)
                && InspectJson.Items(container, "Config", "CreateCommand") is { Length: > 0 } command
                && !command.Any(c => c.GetString()!.StartsWith(flag, StringComparison.Ordinal))),
    };

    private IEnumerable<string> Labels() => InspectJson.Entries(container, "Config", "Labels")
        .Where(l => !s_ours.Any(o => l.Name.StartsWith(o, StringComparison.Ordinal)) && !image.IsLabel(l.Name, l.Value.ToString()))
        .Select(static l => $"label {l.Name}={l.Value}");

    // Without a name of its own, a container is called by its id.
    private IEnumerable<string> Names() => InspectJson.Text(container, "Config", "Hostname") is { Length: > 0 } host
        && !InspectJson.Text(container, "Id").StartsWith(host, StringComparison.Ordinal) && host != found.Container?.Value
        ? [$"Hostname={host}"]
        : [];

    private IEnumerable<string> Networks()
    {
        var networks = InspectJson.Entries(container, "NetworkSettings", "Networks");
        if (InspectJson.Text(container, "HostConfig", "NetworkMode") is { Length: > 0 } mode && !IsOwn(mode) && networks.All(n => n.Name != mode))
        {
            yield return $"NetworkMode={mode}";
        }

        foreach (var network in networks)
        {
            var id = InspectJson.Text(container, "Id");
            var further = InspectJson.Items(network.Value, "Aliases").Select(static a => a.GetString() ?? "")
                .Where(a => a != found.Name && a != found.Container?.Value && !id.StartsWith(a, StringComparison.Ordinal)
                    && a != InspectJson.Text(container, "Name").TrimStart('/')).ToArray();
            var address = InspectJson.Entries(network.Value, "IPAMConfig").Where(static c => !InspectJson.IsNothing(c.Value))
                .Select(static c => $" {c.Name}={c.Value}").ToArray();
            if (!IsOwn(network.Name) || further is not [] || address is not [])
            {
                yield return $"network {network.Name}{(further is [] ? "" : $" aliases {string.Join(", ", further)}")}{string.Concat(address)}";
            }
        }
    }

    // The engine's own network, and the one that Compose or a generated file makes.
    private bool IsOwn(string network) => network is "default" or "bridge" or "podman" or "slirp4netns" or "pasta" || network == project
        || network == $"{project}_default";

    private IEnumerable<string> Mounts() =>
        from mount in InspectJson.Items(container, "Mounts")
        from option in Options(mount)
        select $"mount {InspectJson.Text(mount, "Type")} {InspectJson.Text(mount, "Destination")} {option}".TrimEnd();

    private static string[] Options(JsonElement mount)
    {
        var (type, mode) = (InspectJson.Text(mount, "Type"), InspectJson.Text(mount, "Mode"));
        if (type is not ("volume" or "bind"))
        {
            return [""];
        }

        string?[] options =
        [
            InspectJson.Get(mount, "RW") is { ValueKind: JsonValueKind.False } ? "read-only" : null,
            // A volume is shared among labels by itself.
            mode is "" or "rw" or "ro" || (mode is "z" && type == "volume") ? null : $"Mode={mode}",
            InspectJson.Text(mount, "Driver") is { Length: > 0 } driver and not "local" ? $"Driver={driver}" : null,
            InspectJson.Text(mount, "Propagation") is { Length: > 0 } shared and not "rprivate" ? $"Propagation={shared}" : null,
        ];
        return [.. options.OfType<string>()];
    }

    // What --mount and Compose hand over besides source and target, such as nocopy.
    private IEnumerable<string> MountOptions() => InspectJson.Items(container, "HostConfig", "Mounts").SelectMany(static m => InspectJson.Entries(m)
        .Where(static o => o.Name is not ("Type" or "Source" or "Target" or "ReadOnly") && !InspectJson.IsNothing(o.Value)
            && (o.Value.ValueKind is not JsonValueKind.Object || o.Value.EnumerateObject().Any(static inner => !InspectJson.IsNothing(inner.Value))))
        .Where(static o => InspectJson.Compact(o.Value) is not "{\"CreateMountpoint\":true}")
        .Select(o => $"mount {InspectJson.Text(m, "Target")} {o.Name}={InspectJson.Compact(o.Value)}"));

    private IEnumerable<string> Pod() => InspectJson.Text(container, "Pod") is { Length: > 0 } pod ? [$"Pod={pod}"] : [];
}
