using System.Globalization;
using CsCheck;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Targets.Kubernetes;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets.Helm;

/// <summary>The very texts arrive through values files and templates: nothing in them is taken for a template, a variable or an escape.</summary>
public sealed class ValuesFidelityTests
{
    private static readonly Gen<string> s_text = Gen.Frequency((4, HostileText.Lines),
        (1, Gen.Int[0, 5].Select(i => new[] { "{{ .Values.secret }}", "{{- fail \"no\" -}}", "{{", "}}", "$(POSTGRES_HOST)", "{{/* x */}}" }[i])));

    [Fact]
    public void A_thousand_hostile_secrets_arrive_unchanged() =>
        s_text.Array[500, 500].Sample(values => Assert.Equal(values, Read(values, "secret", "Secret/x", "stringData")), iter: 2, threads: 1);

    [Fact]
    public void A_thousand_hostile_variables_arrive_unchanged() =>
        s_text.Array[500, 500].Sample(values => Assert.Equal(values, Read(values, "configuration", "ConfigMap/x", "data")), iter: 2, threads: 1);

    private static string[] Read(string[] values, string group, string name, string field)
    {
        var map = new YamlMap();
        foreach (var (i, value) in values.Index())
        {
            map.Add(Key(i), value);
        }

        string[] files =
        [
            new YamlMap { { "secret", new YamlMap { { "SECRET_KEY", "k" }, { "POSTGRES_PASSWORD", "p" } } } }.Write(),
            new YamlMap { { group, map } }.Write("Test values."),
        ];
        var rendering = Assert.Single(RenderedChart.Of(("x", "y", files)));
        Assert.Equal("", rendering.Problem);
        var data = HelmStandIn.Read(RenderedChart.Manifests(rendering)).SelectMany(d => d).Single(d => ReadObjects.NameOf(d) == name)[field]!;
        return [.. values.Select((_, i) => (string)data[Key(i)]!)];
    }

    private static string Key(int i) => "V" + i.ToString(CultureInfo.InvariantCulture);
}
