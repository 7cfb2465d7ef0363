using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Podman;

/// <summary>All that the files of Quadlet say, part by part, under the names that parts have in every form.</summary>
internal static class QuadletParts
{
    /// <summary>The parts of one unit; those of a pod count for a container in it.</summary>
    /// <param name="service">The service, or the file's name where it is none.</param>
    public static IEnumerable<FoundPart> Of(QuadletUnit unit, string service)
    {
        var counted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in unit.Entries.Where(e => e.Value.Length > 0 && IsInForce(unit, e)))
        {
            foreach (var part in Parts(unit, entry, service))
            {
                var times = counted[part.Path] = counted.GetValueOrDefault(part.Path) + 1;
                yield return times == 1 ? part : part with { Path = $"{part.Path}[{times - 1}]" };
            }
        }
    }

    /// <summary>What a port is called that is published.</summary>
    public static FoundPart Port(string service, string text, UnitEntry entry)
    {
        var (published, protocol) = text.Split('/') is [var before, var after] ? (before, after) : (text, "tcp");
        var inside = published.LastIndexOf(':');
        return new FoundPart(service, $"ports.{published[(inside + 1)..]}/{protocol}", inside < 0 ? "" : published[..inside], entry.At, entry.Text);
    }

    /// <summary>What a mount is called: by its place inside; its value is where it comes from, and its options.</summary>
    public static (string Source, string Inside, string Options) Mount(QuadletUnit unit, UnitEntry entry)
    {
        var text = unit.Plain(entry);
        if (entry.Key != "Mount")
        {
            return text.Split(':') switch
            {
                [var inside] => ("", inside, ""),
                [var source, var inside, .. var options] => (source, inside, string.Join(':', options)),
                _ => ("", text, ""),
            };
        }

        var words = text.Split(',').Select(static w => w.Split('=', 2)).ToArray();
        string Value(params string[] names) => words.FirstOrDefault(w => w.Length == 2 && names.Contains(w[0]))?[1] ?? "";
        return (Value("source", "src"), Value("destination", "dst", "target"), string.Join(',', words.Where(static w =>
            w is not ([("source" or "src" or "destination" or "dst" or "target"), _] or ["type", "bind" or "volume"]))
            .Select(static w => string.Join('=', w))));
    }

    private static IEnumerable<FoundPart> Parts(QuadletUnit unit, UnitEntry entry, string service)
    {
        FoundPart Part(string path, string value) => new(service, path, value, entry.At, entry.Text);
        switch (entry.Section == unit.Section ? entry.Key : $"{entry.Section}.{entry.Key}")
        {
            case "Image" when unit.Kind == "container":
                return [Part("image", unit.Plain(entry))];
            case "Exec":
                return [Part("command", string.Join('\n', unit.Words(entry).Select(static w => w.Word)))];
            case "Entrypoint":
                return [Part("entrypoint", unit.Plain(entry))];
            case "Environment":
                return unit.Words(entry).Select(w => Word(service, "environment.", w, entry));
            case "Label":
                return unit.Words(entry).Select(w => Word(service, "labels.", w, entry));
            case "PublishPort":
                return [Port(service, unit.Plain(entry), entry)];
            case "Volume" or "Mount" when QuadletParts.Mount(unit, entry) is var (source, inside, options):
                return [Part($"mounts.{inside}", options.Length == 0 ? source : $"{source}:{options}")];
            case "Network":
                return [Part($"networks.{unit.Plain(entry).Split(':')[0]}", unit.Plain(entry).Split(':', 2) is [_, var more] ? more : "")];
            case "Secret":
                return [Part($"secrets.{PodmanSecret.Target(unit.Plain(entry))}", unit.Plain(entry))];
            case "Service.MemoryMax" or "Memory":
                return [Part("limits.memory", unit.Plain(entry).ToLowerInvariant())];
            case "Service.CPUQuota":
                return [Part("limits.cpus", UnitText.Cores(entry.Value))];
            case "Cpus":
                return [Part("limits.cpus", unit.Plain(entry))];
            default:
                return [Part($"{entry.Section}.{entry.Key}", unit.Plain(entry))];
        }
    }

    private static FoundPart Word(string service, string prefix, (string Word, Place At) word, UnitEntry entry)
    {
        var cut = word.Word.Split('=', 2);
        return new FoundPart(service, prefix + cut[0], cut.Length == 2 ? cut[1] : "", word.At, $"{entry.Key}={word.Word}");
    }

    // What an empty value took back, or a later one replaced, is no part of what runs.
    private static bool IsInForce(QuadletUnit unit, UnitEntry entry)
    {
        var all = UnitText.All(unit.Entries, entry.Section, entry.Key);
        return all.Contains(entry) && (!IsSingle(entry.Key) || UnitText.Last(unit.Entries, entry.Section, entry.Key) == entry);
    }

    private static bool IsSingle(string key) => key is "Image" or "ContainerName" or "Exec" or "Entrypoint" or "Pod" or "VolumeName" or "NetworkName"
        or "PodName" or "MemoryMax" or "CPUQuota" or "Memory" or "Cpus";
}
