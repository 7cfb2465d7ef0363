using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply;

/// <summary>Holds a container against what is wanted of it. Whoever made it, the same settings count as the same.</summary>
internal static class ContainerComparison
{
    // Podman gives these to every container by itself.
    private static readonly HashSet<string> s_engines = new(["TERM", "container", "HOME", "HOSTNAME"], StringComparer.Ordinal);

    /// <summary>What differs; empty when nothing does.</summary>
    /// <param name="image">The wanted image, if it is here.</param>
    /// <param name="formerImage">The image that the container was made from, if it is still here.</param>
    public static ImmutableArray<Difference> Of(ContainerSpec wanted, ContainerFacts found, ImageFacts? image, ImageFacts? formerImage)
    {
        var has = found.Spec;
        var differences = ImmutableArray.CreateBuilder<Difference>();
        void Unless(bool same, string what)
        {
            if (!same)
            {
                differences.Add(Difference.Of(what));
            }
        }

        Unless(wanted.Image == has.Image && (image is null || image.Id == found.ImageId), "the image");
        differences.AddRange(Variables(wanted, has, formerImage).Select(Difference.OfVariable));
        Unless(Same(wanted.Ports, has.Ports), "the ports");
        Unless(wanted.Mounts.All(has.Mounts.Contains) && has.Mounts.All(m => wanted.Mounts.Contains(m) || IsImagesOwn(m, wanted)), "the mounts");
        Unless(wanted.Labels.All(l => !Labels.IsForeign(l.Key) || has.Labels.Contains(l)), "the labels");
        Unless(wanted.Labels.GetValueOrDefault(Labels.Mounted) is not { } mounted || SameFiles(wanted, found, mounted), Difference.File.Words);
        differences.AddRange(Others(wanted, has).Select(Difference.Of));
        return differences.ToImmutable();
    }

    // What stays as it is differs in nothing.
    private static IEnumerable<string> Others(ContainerSpec wanted, ContainerSpec has) =>
        from part in new (KeptPart Part, bool IsSame, string Words)[]
        {
            (KeptPart.Command, wanted.Command is not { } command || command.SequenceEqual(has.Command ?? []), "the start command"),
            (KeptPart.EntryPoint, wanted.EntryPoint is not { } entry || entry.SequenceEqual(has.EntryPoint ?? []), "the entry point"),
            (KeptPart.Health, wanted.Health is not { } health || (has.Health is { } h && Same(health, h)), "the health check"),
            (KeptPart.StopTime, wanted.StopSeconds is not { } stop || stop == has.StopSeconds, "the time to stop"),
            (KeptPart.SharedMemory, (wanted.SharedMemory ?? 0) == 0 || wanted.SharedMemory == has.SharedMemory, "the shared memory"),
            (KeptPart.Memory, wanted.Memory == has.Memory, "the limit of memory"),
            (KeptPart.Processors, wanted.NanoProcessors == has.NanoProcessors, "the limit of processors"),
            (KeptPart.ExtraHosts, wanted.ExtraHosts.All(has.ExtraHosts.Contains), "the names of other machines"),
            (KeptPart.Networks, has.JoinedNetworks.Contains(wanted.Network) && wanted.JoinedNetworks.All(has.JoinedNetworks.Contains),
                "the networks"),
        }
        where !part.IsSame && !wanted.Kept.Contains(part.Part)
        select part.Words;

    // What the image itself brings is nobody's answer, unless it was answered.
    private static IEnumerable<string> Variables(ContainerSpec wanted, ContainerSpec has, ImageFacts? formerImage)
    {
        var there = has.Environment.ToHashSet(StringComparer.Ordinal);
        var names = wanted.Environment.Select(Name).ToHashSet(StringComparer.Ordinal);
        var changed = wanted.Environment.Where(e => !there.Contains(e)).Select(Name);
        var gone = formerImage is null
            ? []
            : has.Environment.Where(e => !names.Contains(Name(e)) && !s_engines.Contains(Name(e)) && !formerImage.Environment.Contains(e))
                .Select(Name);
        return changed.Concat(gone);
    }

    // Volumes without a name come from the image's own wishes.
    private static bool IsImagesOwn(MountSpec mount, ContainerSpec wanted) => mount.IsNameless && wanted.Mounts.All(m => m.Target != mount.Target);

    // run.sh gives the check as a line for the shell, Compose as a list.
    private static bool Same(HealthProbe wanted, HealthProbe has) =>
        (wanted.Command.SequenceEqual(has.Command)
            || (has.Command is ["CMD-SHELL", var line] && line == string.Join(' ', wanted.Command.Select(Sh.Quote))))
        && (wanted.Interval, wanted.Timeout, wanted.Grace, wanted.Retries) == (has.Interval, has.Timeout, has.Grace, has.Retries);

    private static bool Same(ImmutableArray<PortSpec> wanted, ImmutableArray<PortSpec> has) => wanted.ToHashSet().SetEquals(has);

    // Compose and run.sh leave no fingerprint of secret files: then the time of the files decides.
    private static bool SameFiles(ContainerSpec wanted, ContainerFacts found, string mounted) =>
        found.Labels.TryGetValue(Labels.Mounted, out var label)
            ? label == mounted
            : wanted.Mounts.Where(m => !m.IsVolume && m.ReadOnly).All(m => Newest(m.Source) <= found.Created.ToUniversalTime());

    private static DateTime Newest(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max()
        : File.GetLastWriteTimeUtc(path);

    private static string Name(string entry) => entry.Split('=')[0];
}
