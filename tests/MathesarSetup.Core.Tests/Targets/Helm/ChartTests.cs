using System.Text.Json;
using System.Text.Json.Nodes;
using MathesarSetup.Mathesar;
using MathesarSetup.Targets.Kubernetes;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets.Helm;

/// <summary>The chart is one for everybody, and gives each the objects that the manifests are.</summary>
public sealed class ChartTests
{
    // Answers by which installations differ in a cluster, each on top of a scenario.
    private static readonly (string Scenario, (string Key, string Text)[] Answers)[] s_variations =
    [
        ("recommended", [("kubernetes.replicas", "4")]),
        ("recommended", [("kubernetes.existing-secret", "vault")]),
        ("recommended", [("kubernetes.pull-secret", "registry-login"), ("kubernetes.replicas", "2")]),
        ("existing-database", [("kubernetes.existing-secret", "vault")]),
        ("existing-database", [("kubernetes.existing-secret", "vault"), ("database.password", "")]),
        ("in-a-cluster-with-an-operator", [("kubernetes.existing-secret", "vault")]),
        ("in-a-cluster-with-an-operator", [("kubernetes.database-instances", "1"), ("kubernetes.replicas", "2")]),
        ("recommended", [("access.url", "https://tables.example.com")]),
        ("recommended",
            [("access.url", "https://tables.example.com"), ("kubernetes.ingress-class", "traefik"), ("kubernetes.tls-secret", "wildcard")]),
        ("recommended", [("access.url", "http://192.168.1.20:8000"), ("access.hosts", ".lan")]),
        ("recommended",
            [("access.url", "http://192.168.1.20:8000"), ("kubernetes.expose", "gateway"), ("kubernetes.gateway", "infrastructure/public")]),
        ("recommended", [("database.version", "18")]),
        ("recommended", [("database.image", "docker.io/library/postgres:17-alpine")]),
        ("recommended", [("database.name", "it's \"{{ .Values }}\""), ("database.user", "$(HOME) ü")]),
        ("recommended", [("install.name", "team-tables"), ("kubernetes.namespace", "data"), ("access.port", "80")]),
        ("recommended", [("kubernetes.storage-class", "fast"), ("kubernetes.media-size", "1Ti"), ("kubernetes.database-size", "500Mi")]),
        ("recommended", [("limits.memory", "512m"), ("limits.cpus", "0.1")]),
        ("recommended", [("mathesar.version", "0.11.0")]),
        ("release-0.2.5", [("kubernetes.replicas", "2")]),
        ("single-sign-on", [("kubernetes.existing-secret", "vault")]),
        ("files-on-s3", [("kubernetes.replicas", "2"), ("kubernetes.storage-class", "nfs")]),
        ("azure-and-branding", [("login.body", "{{ include \"mathesar.image\" . }} costs $5 ${HOME}\\n")]),
        ("hostile-secrets", [("admin.password", "{{ .Release.Name }} {{- fail \"no\" -}} $(id)")]),
    ];

    private static (string Scenario, (string Key, string Text)[] Answers)[] Sets =>
    [
        .. Rendered.Scenarios.Select(s => (s, Array.Empty<(string, string)>())),
        .. s_variations,
    ];

    [Fact]
    public void The_chart_gives_the_objects_of_the_manifests_for_every_set_of_values()
    {
        Assert.True(Sets.Length >= 30, $"{Sets.Length} sets");
        var renderings = Render(Sets);
        Assert.All(Sets.Zip(renderings), pair =>
        {
            var ((scenario, answers), rendering) = pair;
            Assert.Equal("", rendering.Problem);
            Assert.Equal(RenderedChart.Normal(Rendered.Of(scenario, answers).Manifests.Select(f => f.Content)),
                RenderedChart.Normal(RenderedChart.Manifests(rendering)));
            // Strictly, with Helm's own labels and the pod of helm test.
            ReadObjects.Of(RenderedChart.Manifests(rendering));
        });
        Assert.Equal("", Invalid(renderings.Select(r => r.Values!)));
    }

    [Fact]
    public void The_chart_is_the_same_for_everybody()
    {
        var charts =
            Sets.Select(s => Rendered.For("helm", s.Scenario, s.Answers).Files.Where(f => f.Path.StartsWith("chart/", StringComparison.Ordinal))
                .Select(f => (f.Path, f.Content, f.Mode)).ToArray());
        Assert.All(charts, chart => Assert.Equal(HelmChart.Files.Select(f => (f.Path, f.Content, f.Mode)), chart));
        Assert.Equal(["chart/Chart.yaml", "chart/values.schema.json", "chart/values.yaml"],
            HelmChart.Files.Select(f => f.Path).Where(p => p.Count(c => c == '/') == 1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_own_values_are_enough_with_a_secret_key_and_a_password()
    {
        var rendering = Assert.Single(RenderedChart.Of(("x", "y", ["secret: {SECRET_KEY: k, POSTGRES_PASSWORD: p}"])));
        Assert.True(ReadObjects.Of(RenderedChart.Manifests(rendering)).All.Count >= 9, rendering.Problem);
        Assert.Contains("port-forward service/x 8000:8000", rendering.Files!["templates/NOTES.txt"], StringComparison.Ordinal);
        Assert.Equal("", Invalid([rendering.Values!]));
    }

    [Fact]
    public void A_missing_secret_stops_with_the_way_out() =>
        Assert.Contains("Pass values.secret.yaml too", Assert.Single(RenderedChart.Of(("x", "y", ["secret: {SECRET_KEY: k}"]))).Problem,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("replica: 2")]
    [InlineData("service: {port: http}")]
    [InlineData("configuration: {WEB_CONCURRENCY: 3}")]
    [InlineData("database: {kind: none}")]
    [InlineData("expose: gateway")]
    [InlineData("media: {size: 10GB}")]
    public void The_schema_refuses_what_would_go_wrong(string values) =>
        Assert.NotEqual("", Invalid([Assert.Single(RenderedChart.Of(("x", "y", [values]))).Values!]));

    [Theory]
    [InlineData("chart/Chart.yaml", "appVersion: \"")]
    [InlineData("chart/values.yaml", "\nrelease: \"")]
    public void Its_default_is_the_newest_release(string file, string before) =>
        Assert.Contains($"{before}{Releases.Newest}\"\n", HelmChart.Files.Single(f => f.Path == file).Content, StringComparison.Ordinal);

    [Fact]
    public void Every_value_is_explained()
    {
        var lines = HelmChart.Files.Single(f => f.Path == "chart/values.yaml").Content.Split('\n');
        // Below these stand names that are not the chart's own.
        var open = new[] { "configuration", "resources", "gateway" };
        var parent = "";
        for (var i = 0; i < lines.Length; i++)
        {
            var depth = lines[i].TakeWhile(c => c == ' ').Count();
            if (lines[i].Contains(':', StringComparison.Ordinal) && lines[i].Length > depth && char.IsAsciiLetter(lines[i][depth]))
            {
                parent = depth == 0 ? lines[i].Split(':')[0] : parent;
                Assert.True(depth > 2 || (depth == 2 && open.Contains(parent)) || lines[i - 1].TrimStart().StartsWith('#') || lines[i].EndsWith(':'),
                    lines[i]);
            }
        }
    }

    private static HelmStandIn.Rendering[] Render((string Scenario, (string Key, string Text)[] Answers)[] sets) => RenderedChart.Of(sets.Select(s =>
    {
        var rendered = Rendered.For("helm", s.Scenario, s.Answers);
        Assert.False(rendered.Setup.IsBlocked, s.Scenario);
        var plan = new ClusterPlan(rendered.Setup.Plan);
        return (plan.Name, plan.Namespace, RenderedChart.ValuesOf(rendered));
    }));

    // What a validator of JSON Schema has to say, or nothing.
    private static string Invalid(IEnumerable<JsonNode> values)
    {
        const string Script = "import json, sys, jsonschema\nschema, values = json.load(sys.stdin)\nfor value in values:\n"
            + "  for error in jsonschema.Draft7Validator(schema).iter_errors(value): print(error.message)";
        var schema = JsonNode.Parse(HelmChart.Files.Single(f => f.Path == "chart/values.schema.json").Content);
        return new ChildProcess(RealPart.Require("python3"), "-c", Script)
        {
            Input = JsonSerializer.SerializeToUtf8Bytes(new object?[] { schema, values }),
        }
            .Run().Successful().Output;
    }
}
