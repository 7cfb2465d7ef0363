using System.Globalization;
using CsCheck;
using k8s.Models;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>The very texts arrive in a Secret, through kubectl, the reader that it is made of, and the client of .NET.</summary>
public sealed class SecretFidelityTests
{
    [Fact]
    public void A_thousand_hostile_values_arrive_unchanged_through_kubectl() =>
        HostileText.Lines.Array[500, 500].Sample(values =>
        {
            using var directory = new TemporaryDirectory();
            directory.Write("secret.yaml", Secret(values));
            directory.Write("kustomization.yaml", "resources:\n  - secret.yaml\n");
            Assert.Equal(values, Values(new ChildProcess(RealPart.Kubectl(), "kustomize", directory.Path).Run().Successful().Output));
        }, iter: 2, threads: 1);

    // YamlDotNet, on which .NET's client stands, takes the value "<<" for a merge key, quotes or not.
    [Fact]
    public void A_thousand_hostile_values_arrive_unchanged_through_the_client_of_dotnet() =>
        HostileText.Lines.Where(v => v != "<<").Array[500, 500].Sample(values =>
        {
            var typed = ReadObjects.Of(Secret(values)).Of<V1Secret>().Single().StringData;
            Assert.Equal(values, values.Select((_, i) => typed[Key(i)]));
        }, iter: 2, threads: 1);

    private static string Secret(string[] values)
    {
        var data = new YamlMap();
        foreach (var (i, value) in values.Index())
        {
            data.Add(Key(i), value);
        }

        var file = new YamlDocuments("Test values.");
        file.Add(new YamlMap { { "apiVersion",
            "v1" }, { "kind", "Secret" }, { "metadata", new YamlMap { { "name", "x" } } }, { "stringData", data } });
        return file.Write();
    }

    private static string[] Values(string text)
    {
        var values = HelmStandIn.Read(text).Single().Single()["stringData"]!.AsObject();
        return [.. Enumerable.Range(0, values.Count).Select(i => (string)values[Key(i)]!)];
    }

    private static string Key(int i) => "V" + i.ToString(CultureInfo.InvariantCulture);
}
