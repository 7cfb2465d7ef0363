using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MathesarSetup.Testing;

/// <summary>
/// What the tests need of Helm and kubectl, from the libraries that both are made of: Go's templates with Sprig, and their YAML reader. Built once a
/// run.
/// </summary>
public static class HelmStandIn
{
    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<string> s_program = new(Build);

    /// <summary>A chart with values, to be rendered.</summary>
    /// <param name="Chart">The chart's folder.</param>
    /// <param name="Values">Texts of values files; the later ones win.</param>
    public sealed record Order(string Chart, string Name, string Namespace, params string[] Values);

    /// <summary>What came of an order: texts by template and the values together with the chart's own, or the problem.</summary>
    public sealed record Rendering(Dictionary<string, string>? Files, JsonNode? Values, string Problem);

    /// <summary>Every document of each text, as the reader of kubectl and Helm understands it. A key that stands twice is an error.</summary>
    public static JsonObject[][] Read(params IEnumerable<string> texts) =>
        [.. Run("read", texts).AsArray().Select(documents => documents!.AsArray().Select(d => d!.AsObject()).ToArray())];

    public static Rendering[] Render(params IEnumerable<Order> orders) => Run("render", orders).Deserialize<Rendering[]>(s_web)!;

    /// <summary>A folder with nothing but the stand-in in it, under the name helm.</summary>
    public static string Folder => s_folder.Value;

    private static readonly Lazy<string> s_folder = new(static () =>
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "helm-on-path")).FullName;
        File.Copy(s_program.Value, Path.Combine(folder, "helm"), overwrite: true);
        return folder;
    });

    private static JsonNode Run<T>(string verb, T input) =>
        JsonNode.Parse(
            new ChildProcess(s_program.Value, verb) { Input = JsonSerializer.SerializeToUtf8Bytes(input, s_web) }.Run().Successful().OutputBytes)!;

    private static string Build()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "helm-stand-in");
        new ChildProcess(RealPart.Require("go"), "build", "-o", program, ".")
        {
            Directory = Source(),
            // Debian's packages of Go libraries are a GOPATH.
            Environment = new Dictionary<string, string?>
            {
                ["GO111MODULE"] = "off",
                ["GOPATH"] = "/usr/share/gocode",
                ["GOFLAGS"] = "",
                ["GOCACHE"] = RealPart.Cached("go"),
                ["CGO_ENABLED"] = "0",
            },
        }.Run().Successful();
        return program;
    }

    private static string Source([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "helm-stand-in");
}
