using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Reference;
using MathesarSetup.Setups;

namespace MathesarSetup.Architecture;

/// <summary>That what one target knows stands in its folder, and nobody else asks which target it is.</summary>
public sealed partial class TargetArrowTests
{
    private const string Targets = "MathesarSetup.Core/Targets/";

    // The catalogue of what is offered, and the list of those who write it.
    private static readonly string[] s_lists = ["MathesarSetup.Core/Catalogue/TargetKinds.cs", "MathesarSetup.Core/Setups/KnownTargets.cs"];

    // Words that are some target's id too, and mean something else there.
    private static readonly Dictionary<string, string> s_otherMeanings = new(StringComparer.Ordinal)
    {
        ["ComposeProgram.cs"] = "the program docker and its plugin",
        ["ContainerImporter.cs"] = "a network of Podman's own",
        ["DockerRunReader.cs"] = "the programs docker and podman",
        ["EngineFinder.cs"] = "the group that may open the socket",
        ["EnginePlaces.cs"] = "a key of a context of Docker's",
        ["HostPrograms.cs"] = "the program docker",
        ["HostCommand.cs"] = "the program podman",
        ["InspectedRest.cs"] = "a network of Podman's own",
        ["OwnNames.cs"] = "beginnings of names of network devices",
        ["PodmanProgram.cs"] = "the program that said it",
        ["PortsCheck.cs"] = "the program podman",
        ["Redaction.cs"] = "words that are no secret",
        ["RunEngine.cs"] = "the program that run.sh calls",
        ["RunNetwork.cs"] = "a network of Podman's own",
        ["StartFacts.cs"] = "the programs docker and podman",
    };

    // What Compose's own files say goes on, whichever target runs Mathesar now.
    private static readonly string[] s_seeCompose = ["MathesarSetup.Core/Setups/AdditionsReader.cs"];

    [Fact]
    public void No_file_outside_of_a_targets_folder_names_the_target()
    {
        var ids = string.Join('|', KnownTargets.All.Select(static t => t.Id));
        var types = string.Join('|', KnownTargets.All.Select(static t => t.GetType().Name));
        var kinds = string.Join('|', KnownTargets.All.Select(static t => Folder(t.GetType())));
        var named = new Regex($@"""(?<id>{ids})""|\b(?<type>{types})\b|\bTargetKinds\.(?<kind>{kinds})\b");
        var found = from file in Sources()
                    where !s_lists.Contains(file.Path)
                    from Match match in named.Matches(file.Text)
                    where !match.Groups["id"].Success || !s_otherMeanings.ContainsKey(Path.GetFileName(file.Path))
                    where !file.Path.StartsWith($"{Targets}{Owner(match)}/", StringComparison.Ordinal)
                    select $"{file.Path} names {match.Value}";
        Assert.Empty(found);
    }

    [Fact]
    public void Every_word_that_means_something_else_is_still_said() =>
        Assert.All(s_otherMeanings.Keys, static name => Assert.Contains(Sources(), file => Path.GetFileName(file.Path) == name
            && KnownTargets.All.Any(t => file.Text.Contains($"\"{t.Id}\"", StringComparison.Ordinal))));

    [Fact]
    public void A_target_sees_no_other_but_Helm_that_of_Kubernetes()
    {
        var seen = from file in Sources()
                   where !s_lists.Contains(file.Path) && !s_seeCompose.Contains(file.Path)
                   from Match match in Seen().Matches(file.Text)
                   let other = match.Groups[1].Value
                   where !file.Path.StartsWith($"{Targets}{other}/", StringComparison.Ordinal)
                       && !(other is "Kubernetes" && file.Path.StartsWith($"{Targets}Helm/", StringComparison.Ordinal))
                   where KnownTargets.All.Any(t => Folder(t.GetType()) == other)
                   select $"{file.Path} sees {other}";
        Assert.Empty(seen);
    }

    [Fact]
    public void Every_kind_that_can_be_answered_has_its_target() => Assert.Equal(TargetKinds.All, KnownTargets.All.Select(static t => t.Kind));

    private static string Owner(Match match) => match.Groups["kind"].Success ? match.Groups["kind"].Value
        : Folder(KnownTargets.All.First(t => t.Id == match.Groups["id"].Value || t.GetType().Name == match.Groups["type"].Value).GetType());

    private static string Folder(Type target) => target.Namespace!.Split('.')[^1];

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        var root = Path.Combine(Repository.Root(), "src");
        return Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(static path => Path.GetExtension(path) is ".cs" or ".razor" && !path.Contains("/obj/", StringComparison.Ordinal)
                && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => (Path.GetRelativePath(root, path), File.ReadAllText(path)));
    }

    // By an import, or spelled out.
    [GeneratedRegex(@"\bTargets\.(\w+)\b")]
    private static partial Regex Seen();
}
