using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Common;
using MathesarSetup.Targets.Kubernetes;

namespace MathesarSetup.Targets.Helm;

/// <summary>Takes over values of the generated chart, and tells those of somebody else's.</summary>
internal static class HelmImport
{
    private const string Chart = "Chart.yaml";

    public static Recognition Knows(ImportRequest request) => request.Files.Any(HelmReader.Knows) ? Recognition.Own
        : request.Files.Any(IsForeign) ? Recognition.Possible
        : Recognition.None;

    public static ImportReading Read(ITarget target, ImportRequest request)
    {
        if (!request.Files.Any(HelmReader.Knows))
        {
            return ImportReading.Failed(ImportFindings.RunByAnother($"{request.Files.First(IsForeign).Path} belongs to a Helm chart that was not "
                + "generated here: the chart makes the objects from it", "helm get manifest NAME > running.yaml"));
        }

        var (found, facts) = HelmReader.Read(request.Files);
        return WrittenServices.Read(target, found, new WrittenParts(Observe(request.Files), [], Observe), request, answers => facts?.Say(answers));
    }

    /// <summary>All that the values make the generated chart run; null for those of another chart.</summary>
    public static Installed? Whole(ImportRequest request)
    {
        if (!request.Files.Any(HelmReader.Knows))
        {
            return null;
        }

        var (found, facts) = HelmReader.Read(request.Files);
        return WrittenModel.Of(found, Observe(request.Files), KubernetesImport.Port(facts));
    }

    private static ImmutableArray<FoundPart> Observe(ImmutableArray<FoundFile> files) =>
    [
        .. files.Where(static f => f.Path is HelmReader.Values or HelmReader.SecretValues)
            .SelectMany(static f => ClusterTree.Documents(f).SelectMany(root => ManifestParts.Of(f, root))),
    ];

    private static bool IsForeign(FoundFile file) => file.Path is HelmReader.Values or "values.yml" or Chart && ClusterTree.Documents(file).Any();
}
