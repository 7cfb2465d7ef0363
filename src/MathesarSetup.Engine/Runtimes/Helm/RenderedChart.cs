using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>The objects of a chart with values, or of a revision.</summary>
internal sealed record RenderedChart(ImmutableArray<KubeObject> Objects)
{
    /// <summary>By what they are known again: the same for the same objects, in whatever order and wording.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Objects
        .OrderBy(static o => $"{o.Key}", StringComparer.Ordinal).Select(static o => o.Json.ToJsonString())))));

    /// <param name="place">The namespace of objects that name none.</param>
    /// <exception cref="StepFailure">It cannot be read.</exception>
    public static RenderedChart Read(string yaml, string place) => YamlJson.Read(yaml) is { } documents
        && documents.All(static d => d["kind"] is not null && d["apiVersion"] is not null && d["metadata"]?["name"] is not null)
        ? new RenderedChart([.. documents.Select(d => KubeObject.Of(d, place).AsKept()).OrderBy(static o => o.Rank)])
        : throw new StepFailure(KubeFinding.Unreadable.Say("What the chart makes of the values cannot be read as objects of a cluster, and nothing "
            + "was sent. Mend what was changed in the chart, or write the files anew."));

    /// <summary>What the files make, in a folder that only this user reads and that is gone afterwards. Secrets are not written there.</summary>
    /// <param name="content">A file as it is meant; null where there is none.</param>
    /// <param name="paths">The files of the chart.</param>
    /// <param name="version">The version of the cluster.</param>
    public static async Task<RenderedChart> RenderAsync(HelmProgram helm, ChartSet chart, IEnumerable<string> paths,
        Func<string, byte[]?> content, string version, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("mathesar-setup-");
        try
        {
            foreach (var path in paths.Concat(chart.Values))
            {
                if (content(path) is { } bytes)
                {
                    var full = Path.Join(folder.FullName, path);
                    Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                    await File.WriteAllBytesAsync(full, bytes, cancellation);
                }
            }

            var secret = chart.SecretValues is { } name ? Encoding.UTF8.GetString(content(name) ?? []) : null;
            return Read(await helm.TemplateAsync(folder.FullName, chart.Chart, [.. chart.Values.Where(v => content(v) is not null)], secret, version,
                cancellation), chart.Cluster.Namespace);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The files of the chart, those that somebody added to it among them.</summary>
    public static IEnumerable<string> Paths(Disk disk, Comparison files, string chart)
    {
        var folder = disk.Full(chart);
        return files.Changes.Select(static c => c.Path).Where(path => path.StartsWith($"{chart}/", StringComparison.Ordinal))
            .Concat(Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(disk.Root, path)) : [])
            .Distinct();
    }
}
