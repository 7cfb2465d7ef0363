using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Findings;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>A unit by which Podman runs manifests that lie beside it.</summary>
internal sealed record KubeUnit(FoundFile File, ImmutableArray<UnitEntry> Entries)
{
    private const string Ending = ".kube";

    public static IEnumerable<KubeUnit> Of(ImmutableArray<FoundFile> files) =>
        files.Where(static f => f.Path.EndsWith(Ending, StringComparison.Ordinal))
            .Select(static f => new KubeUnit(f, UnitText.Read(f, isQuadlet: true)));

    /// <summary>What it says besides the name of the manifests.</summary>
    public IEnumerable<FoundPart> Parts() => Entries.Where(static e => e is { Key: not "Yaml", Value.Length: > 0 })
        .Select(e => new FoundPart(File.Path, $"{e.Section}.{e.Key}", e.Value, e.At, e.Text));

    public Finding Finding(ImmutableArray<FoundFile> files)
    {
        var manifests = UnitText.Last(Entries, "Kube", "Yaml")?.Value ?? "a file that it does not name";
        return ImportFindings.KubeUnit(File.Path, manifests, FoundFile.Named(files, manifests) is not null);
    }
}
