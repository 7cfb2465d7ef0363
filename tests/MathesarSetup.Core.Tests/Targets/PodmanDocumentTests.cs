using System.Text.RegularExpressions;
using MathesarSetup.Reference;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

/// <summary>docs/targets/podman.md explains every key of the generated units, and no other.</summary>
public sealed partial class PodmanDocumentTests
{
    private static readonly string[] s_document = File.ReadAllLines(Path.Combine(Repository.Root(), "docs/targets/podman.md"));

    [Fact]
    public void Every_key_is_explained_and_every_explained_key_is_used()
    {
        var used = Scenarios.All.Values.SelectMany(_ => new[] { "4.4", "4.9", "5.4" },
            (draft, version) => Setup.Of(draft.With("target", "podman").With("podman.version", version).With("podman.auto-update", "true")))
            .SelectMany(setup => setup.Files).Where(f => f.Path.StartsWith("quadlet/", StringComparison.Ordinal))
            .SelectMany(f => Key().Matches(f.Content)).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        var explained = s_document.SkipWhile(line => !line.StartsWith("## Keys", StringComparison.Ordinal)).Select(line => Row().Match(line))
            .Where(m => m.Success).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(used, explained);
    }

    [GeneratedRegex("^([A-Za-z]+)=", RegexOptions.Multiline)]
    private static partial Regex Key();

    [GeneratedRegex(@"^\| `([A-Za-z]+)` \|")]
    private static partial Regex Row();
}
