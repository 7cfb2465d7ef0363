using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Installations;

namespace MathesarSetup.Engine.Apply;

/// <summary>
/// What a container takes over from the one in whose place it comes, where a person's Compose files say of the service what is not told here: the
/// existing one as a whole, and from the files what is told.
/// </summary>
internal static class Inheritance
{
    private const string Environment = "environment";
    private const string Volumes = "volumes";
    private const string Ports = "ports";
    private const string LabelsKey = "labels";

    // Which parts a key of a Compose file speaks of.
    private static readonly ImmutableDictionary<string, KeptPart[]> s_parts = new Dictionary<string, KeptPart[]>
    {
        ["command"] = [KeptPart.Command],
        ["entrypoint"] = [KeptPart.EntryPoint, KeptPart.Command],
        ["healthcheck"] = [KeptPart.Health],
        ["stop_grace_period"] = [KeptPart.StopTime],
        ["shm_size"] = [KeptPart.SharedMemory],
        ["mem_limit"] = [KeptPart.Memory],
        ["memswap_limit"] = [KeptPart.Memory],
        ["mem_reservation"] = [KeptPart.Memory],
        ["cpus"] = [KeptPart.Processors],
        ["cpu_count"] = [KeptPart.Processors],
        ["cpu_quota"] = [KeptPart.Processors],
        ["deploy"] = [KeptPart.Memory, KeptPart.Processors, KeptPart.Restart],
        ["extra_hosts"] = [KeptPart.ExtraHosts],
        ["networks"] = [KeptPart.Networks],
        ["network_mode"] = [KeptPart.Networks],
        ["restart"] = [KeptPart.Restart],
        ["logging"] = [KeptPart.Logging],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    // A container that is in nobody's network does not say an address of its own that the API could take.
    private static readonly string[] s_untaken = ["mac_address"];

    /// <summary>The container as it shall be.</summary>
    /// <param name="image">The image that the existing one was made from; null where it is gone.</param>
    /// <param name="before">What the files said of the service when it may have been made.</param>
    public static ContainerSpec Of(
        ContainerSpec wanted, ServiceAdditions more, ContainerFacts former, ImageFacts? image, ImmutableArray<WrittenService> before)
    {
        var (written, has) = (more.Written!, former.Spec);
        var kept = more.Others.SelectMany(static key => s_parts.GetValueOrDefault(key, [])).ToImmutableHashSet();
        var networks = kept.Contains(KeptPart.Networks);
        return wanted with
        {
            Existing = former.Id,
            Kept = kept,
            Image = written.Image is null ? has.Image : wanted.Image,
            Environment = Variables(wanted, written, has, image),
            Labels = Labelled(wanted, written, former),
            Ports = [.. wanted.Ports.Union(written.Rest.ContainsKey(Ports) ? has.Ports.Where(p => !before.Any(b => Says(b, p))) : [])],
            Mounts = [.. wanted.Mounts.Concat(Inherited(wanted, former, before))],
            Network = networks ? has.Network : wanted.Network,
            Aliases = networks ? [] : wanted.Aliases,
            JoinedNetworks = [.. (networks || !IsChanged(before, written, "networks") ? has.JoinedNetworks : [])
                .Union(networks ? [] : wanted.JoinedNetworks).Where(n => n != (networks ? has.Network : wanted.Network))],
            StopSeconds = kept.Contains(KeptPart.StopTime) ? has.StopSeconds : wanted.StopSeconds,
        };
    }

    /// <summary>Keys with something that was changed in the files, and that neither the answers nor an existing container can say.</summary>
    /// <param name="generated">The service as the answers alone would have it.</param>
    public static ImmutableArray<string> Uncarried(WrittenService written, WrittenService? generated, IEnumerable<WrittenService> before) =>
        [.. before.SelectMany(b => b.OtherKeys(written)).Concat(s_untaken.Where(written.Rest.ContainsKey)).Distinct(StringComparer.Ordinal)
            .Where(key => !s_parts.ContainsKey(key) || generated?.Rest.GetValueOrDefault(key) != written.Rest.GetValueOrDefault(key))
            .Order(StringComparer.Ordinal)];

    private static bool IsChanged(ImmutableArray<WrittenService> before, WrittenService written, string key) =>
        before.Any(b => b.Rest.GetValueOrDefault(key) != written.Rest.GetValueOrDefault(key));

    // In the order of the existing ones, so that nothing seems to differ that does not.
    private static ImmutableArray<string> Variables(ContainerSpec wanted, WrittenService written, ContainerSpec has, ImageFacts? image)
    {
        var said = wanted.Environment.ToDictionary(Name, static e => e, StringComparer.Ordinal);
        var images = (image?.Environment ?? []).ToHashSet(StringComparer.Ordinal);
        bool Stays(string entry) => written.OpenVariables.Contains(Name(entry))
            || ((written.HasOpenFile || written.Rest.ContainsKey(Environment)) && !images.Contains(entry));
        var had = has.Environment.Select(e => said.GetValueOrDefault(Name(e)) ?? (Stays(e) ? e : null)).OfType<string>().ToArray();
        return [.. had, .. wanted.Environment.Where(e => !had.Contains(e))];
    }

    // Compose's own labels say where the files of the container lie, and stay as Compose gave them.
    private static ImmutableSortedDictionary<string, string> Labelled(ContainerSpec wanted, WrittenService written, ContainerFacts former)
    {
        var isOpen = written.HasOpenFile || written.Rest.ContainsKey(LabelsKey);
        return wanted.Labels.SetItems(former.Labels.Where(l => Docker.Labels.IsComposes(l.Key)
            || (isOpen && Docker.Labels.IsForeign(l.Key) && !wanted.Labels.ContainsKey(l.Key))));
    }

    // What no version of the files ever mounted came another way: by a secret, or by the image. A volume without a name goes on with what is in it.
    private static IEnumerable<MountSpec> Inherited(ContainerSpec wanted, ContainerFacts former, ImmutableArray<WrittenService> before)
    {
        var places = wanted.Mounts.Select(static m => m.Target).ToHashSet(StringComparer.Ordinal);
        return former.Spec.Mounts.Where(m => !places.Contains(m.Target) && !before.Any(b => b.Mounts.Any(w => w.Target == m.Target)));
    }

    private static bool Says(WrittenService written, PortSpec port) => port.Protocol == "tcp"
        && written.Ports.Any(p => (p.Address, p.Machine, p.Inside) == (port.Address, port.Machine, port.Inside));

    private static string Name(string entry) => entry.Split('=')[0];
}
