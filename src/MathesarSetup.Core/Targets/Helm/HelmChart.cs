using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Kubernetes;

namespace MathesarSetup.Targets.Helm;

/// <summary>The chart: the same files for everybody, whatever was answered.</summary>
internal static class HelmChart
{
    public const string Folder = "chart";

    // Beside this class as files, so that an editor knows what they are, and carried inside the program.
    private const string Prefix = "chart/";

    public static ImmutableArray<GeneratedFile> Files { get; } =
    [
        .. typeof(HelmChart).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new GeneratedFile($"{Folder}/{name[Prefix.Length..]}", EmbeddedFile.Text(name), About(name[Prefix.Length..]))),
        Script(ClusterScripts.UnderLockName, ClusterScripts.UnderLock, "Takes a lock in PostgreSQL, so that one pod sets up and the others wait."),
        Script(ClusterScripts.PrepareName, StartScript.Prepare, "Sets Mathesar up and makes the administrator."),
        Script(ClusterScripts.ServeName, Serve(Releases.Newest), "Starts the web server, from Mathesar 0.3.0 on."),
        Script("serve-0.2.sh", Serve(Releases.All[0]), "Starts the web server of Mathesar 0.2."),
    ];

    private static string Serve(Release release) => ((StartCommand.Script)StartScript.For(release, DatabaseMode.Existing)).Halves!.Serve;

    private static GeneratedFile Script(string name, string text, string about) => new($"{Folder}/files/{name}", text, about);

    private static string About(string path) => path switch
    {
        "Chart.yaml" => "Name and version of the chart.",
        "values.yaml" => "Every value of the chart with its default.",
        "values.schema.json" => "Lets Helm and editors check values.",
        "templates/NOTES.txt" => "What Helm says after installing.",
        "templates/tests/answers.yaml" => "The pod of helm test.",
        _ when path.EndsWith(".tpl", StringComparison.Ordinal) => "Pieces that templates share.",
        _ => "A template of the chart.",
    };
}
