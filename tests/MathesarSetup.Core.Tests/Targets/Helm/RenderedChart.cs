using System.Text.Json.Nodes;
using MathesarSetup.Targets.Kubernetes;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets.Helm;

/// <summary>The chart with values, rendered; by the real Helm too where it is installed.</summary>
internal static class RenderedChart
{
    private static readonly string? s_helm =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "helm")).FirstOrDefault(File.Exists);

    /// <summary>What each set of values gives, in their order.</summary>
    public static HelmStandIn.Rendering[] Of(params IEnumerable<(string Name, string Namespace, string[] Values)> sets)
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in HelmChart.Files)
        {
            directory.Write(file.Path, file.Content);
        }

        var chart = directory.At(HelmChart.Folder);
        var renderings = HelmStandIn.Render(sets.Select(s => new HelmStandIn.Order(chart, s.Name, s.Namespace, s.Values)));
        foreach (var (set, rendering) in s_helm is null ? [] : sets.Zip(renderings).Where(r => r.Second.Problem.Length == 0))
        {
            Assert.Equal(Normal(Manifests(rendering)), Normal([ByHelm(directory, chart, set)]));
        }

        return renderings;
    }

    /// <summary>The values files of a directory, as Helm is given them.</summary>
    public static string[] ValuesOf(Rendered rendered) =>
        [.. rendered.Files.Where(f => !f.Path.StartsWith("chart/", StringComparison.Ordinal)).Select(f => f.Content)];

    /// <summary>The texts that are manifests.</summary>
    public static IEnumerable<string> Manifests(HelmStandIn.Rendering rendering) =>
        rendering.Files!.Where(f => f.Key.EndsWith(".yaml", StringComparison.Ordinal)).Select(f => f.Value);

    /// <summary>Objects by kind and name without what only Helm gives them.</summary>
    public static IEnumerable<string> Normal(IEnumerable<string> manifests) =>
        HelmStandIn.Read(manifests).SelectMany(d => d).Select(Plain).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>An object without Helm's labels and annotations; null for the pod of helm test and for a Namespace.</summary>
    public static string? Plain(JsonObject document)
    {
        var metadata = document["metadata"]!.AsObject();
        if (document["kind"]!.GetValue<string>() is "Namespace" or "Pod")
        {
            return null;
        }

        metadata["labels"]!.AsObject().Remove("helm.sh/chart");
        metadata["labels"]!.AsObject().Remove("app.kubernetes.io/managed-by");
        if (metadata["annotations"] is JsonObject annotations && annotations.Remove("helm.sh/resource-policy") && annotations.Count == 0)
        {
            metadata.Remove("annotations");
        }

        return $"{ReadObjects.NameOf(document)} {Sorted(document).ToJsonString()}";
    }

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject map =>
            new JsonObject(map.OrderBy(e => e.Key, StringComparer.Ordinal)
                .Select(e => KeyValuePair.Create(e.Key, e.Value is null ? null : Sorted(e.Value)))),
        JsonArray list => new JsonArray([.. list.Select(e => e is null ? null : Sorted(e))]),
        _ => node.DeepClone(),
    };

    private static string ByHelm(TemporaryDirectory directory, string chart, (string Name, string Namespace, string[] Values) set)
    {
        string[] files = [.. set.Values.Select((text, i) => directory.Write($"values-{i}.yaml", text))
            .SelectMany(path => new[] { "--values", path })];
        return new ChildProcess(s_helm!, ["template", set.Name, chart, "--namespace", set.Namespace, .. files]).Run().Successful().Output;
    }
}
