using MathesarSetup.Catalogue;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What is written for a draft, and what Kubernetes makes of it.</summary>
internal sealed class Rendered
{
    // Some installations are refused in a cluster.
    public static readonly string[] Scenarios =
        [.. Testing.Scenarios.All.Where(s => !Setup.Of(s.Value.With(RunSettings.Target, "kubernetes")).IsBlocked).Select(s => s.Key)];

    private Rendered(Setup setup)
    {
        Setup = setup;
        Files = [.. setup.Target.Render(setup.Plan).Files];
    }

    public Setup Setup { get; }

    /// <summary>The target's own files.</summary>
    public GeneratedFile[] Files { get; }

    /// <summary>The manifests, without the file that names them.</summary>
    public IEnumerable<GeneratedFile> Manifests => Files.Where(f => f.Path != "kustomization.yaml");

    public static Rendered Of(string scenario, params (string Key, string Text)[] more) => For("kubernetes", scenario, more);

    public static Rendered For(string target, string scenario, params (string Key, string Text)[] more) =>
        new(Setup.Of(more.Aggregate(Testing.Scenarios.All[scenario].With(RunSettings.Target, target), (d, t) => d.With(t.Key, t.Text))));

    /// <summary>The manifests as Kubernetes reads them.</summary>
    public ReadObjects Read() => ReadObjects.Of(Manifests.Select(f => f.Content));

    /// <summary>What kubectl makes of the whole directory.</summary>
    public string Kustomized()
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in Files)
        {
            directory.Write(file.Path, file.Content);
        }

        return new ChildProcess(RealPart.Kubectl(), "kustomize", directory.Path).Run().Successful().Output;
    }
}
