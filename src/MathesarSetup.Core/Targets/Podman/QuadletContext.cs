using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;

namespace MathesarSetup.Targets.Podman;

/// <summary>All units of a directory and the files beside them.</summary>
internal sealed record QuadletContext(ImmutableArray<FoundFile> Files, ImmutableArray<QuadletUnit> Units)
{
    /// <summary>What Quadlet puts before the names of things that were given none.</summary>
    private const string Prefix = "systemd-";

    public static QuadletContext Of(ImmutableArray<FoundFile> files) => new(files, QuadletUnit.Of(files));

    public IEnumerable<QuadletUnit> Containers => Units.Where(static u => u.Kind == "container");

    public QuadletUnit? Find(string name) => Units.FirstOrDefault(u => u.Name == name);

    /// <summary>The pod that a container is in; null for none, and for one whose unit is not there.</summary>
    public QuadletUnit? PodOf(QuadletUnit unit) => unit.Last("Pod") is { } pod ? Find(unit.Plain(pod)) : null;

    /// <summary>The engine's own name of a volume that a unit makes.</summary>
    public string Volume(string unit) => Named(unit, "VolumeName", "volume");

    /// <summary>The engine's own name of a network that a unit makes.</summary>
    public string Network(string unit) => Named(unit, "NetworkName", "network");

    /// <summary>An image that another unit fetches or builds, by the name that it gets.</summary>
    public (string Name, UnitEntry Entry)? Image(QuadletUnit unit)
    {
        if (unit.Last("Image") is not { } entry)
        {
            return null;
        }

        var name = unit.Plain(entry);
        var (other, key) = name.EndsWith(".image", StringComparison.Ordinal) ? (Find(name), "Image")
            : name.EndsWith(".build", StringComparison.Ordinal) ? (Find(name), "ImageTag")
            : (null, "");
        return other?.Last(key) is { } said ? (other.Plain(said), said) : (name, entry);
    }

    /// <summary>A file that a unit names: at that very place, or by its name beside the units, where a path of the machine leads.</summary>
    public FoundFile? File(string path) => FoundFile.Named(Files, path);

    private string Named(string unit, string key, string kind) =>
        Find(unit) is { } found && found.Last(key) is { } entry ? found.Plain(entry) : $"{Prefix}{unit[..^(kind.Length + 1)]}";

    /// <summary>What Podman calls a container.</summary>
    public static string Container(QuadletUnit unit) => unit.Last("ContainerName") is { } name ? unit.Plain(name) : $"{Prefix}{unit.Stem}";
}
