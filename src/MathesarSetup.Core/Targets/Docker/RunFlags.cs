namespace MathesarSetup.Targets.Docker;

/// <summary>The flags of <c>docker run</c> (28) and <c>podman run</c> (5), with those that older ones knew, and which of them stand alone.</summary>
internal static class RunFlags
{
    private static readonly HashSet<string> s_alone = Set(
        "detach disable-content-trust env-host help http-proxy init interactive no-healthcheck no-hostname no-hosts "
        + "oom-kill-disable passwd privileged publish-all quiet read-only read-only-tmpfs replace rm rmi rootfs sig-proxy "
        + "tls-verify tty unsetenv-all use-api-socket");

    private static readonly HashSet<string> s_valued = Set(
        "add-host annotation arch attach authfile blkio-weight blkio-weight-device cap-add cap-drop cert-dir cgroup-conf "
        + "cgroup-parent cgroupns cgroups chrootdirs cidfile conmon-pidfile cpu-count cpu-percent cpu-period cpu-quota "
        + "cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems creds decryption-key detach-keys device "
        + "device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops dns dns-opt dns-option "
        + "dns-search domainname entrypoint env env-file env-merge expose gidmap gpus group-add group-entry health-cmd "
        + "health-interval health-log-destination health-max-log-count health-max-log-size health-on-failure health-retries "
        + "health-start-interval health-start-period health-startup-cmd health-startup-interval health-startup-retries "
        + "health-startup-success health-startup-timeout health-timeout hostname hosts-file hostuser image-volume init-ctr "
        + "init-path intel-rdt-closid io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory label label-file link "
        + "link-local-ip log-driver log-opt mac-address memory memory-reservation memory-swap memory-swappiness mount name net "
        + "net-alias network network-alias oom-score-adj os passwd-entry personality pid pidfile pids-limit platform pod "
        + "pod-id-file preserve-fd preserve-fds publish pull rdt-class requires restart retry retry-delay runtime sdnotify "
        + "seccomp-policy secret security-opt shm-size shm-size-systemd stop-signal stop-timeout storage-opt subgidname "
        + "subuidname sysctl systemd timeout tmpfs tz uidmap ulimit umask unsetenv user userns uts variant volume volume-driver "
        + "volumes-from workdir");

    // What podman pod create has besides.
    private static readonly Dictionary<string, bool> s_pod = new(StringComparer.Ordinal)
    {
        ["infra"] = true,
        ["share-parent"] = true,
        ["exit-policy"] = false,
        ["infra-command"] = false,
        ["infra-conmon-pidfile"] = false,
        ["infra-image"] = false,
        ["infra-name"] = false,
        ["share"] = false,
    };

    private static readonly Dictionary<char, string> s_short = new()
    {
        ['a'] = "attach",
        ['c'] = "cpu-shares",
        ['d'] = "detach",
        ['e'] = "env",
        ['h'] = "hostname",
        ['i'] = "interactive",
        ['l'] = "label",
        ['m'] = "memory",
        ['n'] = "name",
        ['p'] = "publish",
        ['P'] = "publish-all",
        ['q'] = "quiet",
        ['t'] = "tty",
        ['u'] = "user",
        ['v'] = "volume",
        ['w'] = "workdir",
    };

    // Those of docker and podman themselves, which stand before run.
    private static readonly HashSet<string> s_global = Set(
        "-c --context --config -H --host -l --log-level --tlscacert --tlscert --tlskey --connection --cgroup-manager --conmon "
        + "--events-backend --hooks-dir --identity --module --namespace --network-cmd-path --network-config-dir --out --root "
        + "--runroot --runtime --runtime-flag --ssh --storage-driver --storage-opt --tmpdir --url --volumepath --imagestore "
        + "--db-backend");

    /// <summary>Whether the flag stands alone; null for one that nobody knows.</summary>
    public static bool? StandsAlone(string name) => s_alone.Contains(name) ? true : s_valued.Contains(name) ? false : null;

    /// <summary>The same for a flag of <c>podman pod create</c>.</summary>
    public static bool? StandsAloneForPod(string name) => s_pod.TryGetValue(name, out var alone) ? alone : StandsAlone(name);

    /// <summary>The long name of a flag of one letter; null for one that nobody knows.</summary>
    public static string? Long(char letter) => s_short.GetValueOrDefault(letter);

    /// <summary>Whether a flag before <c>run</c> takes the next word.</summary>
    public static bool IsGlobalWithValue(string word) => s_global.Contains(word);

    private static HashSet<string> Set(string names) => new(names.Split(' '), StringComparer.Ordinal);
}
