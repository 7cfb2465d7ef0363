using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Reference;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

/// <summary>docs/targets tells the very commands that a generated directory tells, and kubectl knows those that no cluster runs here.</summary>
public sealed partial class DocumentedCommandTests
{
    public static TheoryData<string> Targets => [.. KnownTargets.All.Select(t => t.Id)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_page_tells_how_to_start_stop_follow_and_remove(string target)
    {
        var page = Blanks().Replace(File.ReadAllText(Path.Combine(Repository.Root(), "docs/targets", $"{target}.md")), " ");
        var told = Setup.Of(Scenarios.All["recommended"].With(RunSettings.Target, target)).Instructions;
        // What a cluster's commands have in common stands on its own page.
        var pages =
            target == "helm" ? page + Blanks().Replace(File.ReadAllText(Path.Combine(Repository.Root(), "docs/targets/kubernetes.md")), " ") : page;
        Assert.All([.. told.Start.Split(" &&\n  "), told.Stop, told.Logs], command => Assert.Contains(command, pages, StringComparison.Ordinal));
        Assert.True(pages.Contains(told.Remove, StringComparison.Ordinal) || pages.Contains("has a command that removes", StringComparison.Ordinal),
            told.Remove);
    }

    [Fact]
    public void Kubectl_knows_every_command_and_every_option_that_is_told()
    {
        var commands = Scenarios.All.Values.SelectMany(_ => new[] { "kubernetes", "helm" },
            (draft, target) => Setup.Of(draft.With(RunSettings.Target, target))).Where(s => !s.IsBlocked)
            .SelectMany(s => new[]
            {
                s.Instructions.Start, s.Instructions.Stop, s.Instructions.Logs, s.Instructions.Update, s.Instructions.Backup,
                s.Instructions.Remove,
            }.Concat(s.Files.Where(f => f.Path == "README.md").SelectMany(f => f.Content.Split('\n'))))
            .Concat(File.ReadLines(Path.Combine(Repository.Root(), "docs/targets/kubernetes.md")))
            .SelectMany(text => Separators().Split(text)).Select(c => c.Trim()).Where(c => c.StartsWith("kubectl ", StringComparison.Ordinal))
            .Distinct().ToArray();
        var everywhere = Help("options");
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        Assert.True(commands.Length > 8, string.Join('\n', commands));
        Assert.All(commands, command =>
        {
            var own = command.Split(" -- ")[0];
            var verb = Verb().Match(own).Groups[1].Value;
            var help = pages.TryGetValue(verb, out var known) ? known : pages[verb] = Help([.. verb.Split(' '), "--help"]);
            Assert.Contains("Usage:", help, StringComparison.Ordinal);
            Assert.All(Option().Matches(own),
                option => Assert.True(help.Contains($"{option.Groups[1].Value}=", StringComparison.Ordinal)
                    || everywhere.Contains($"{option.Groups[1].Value}=", StringComparison.Ordinal), $"{command}: {option.Value}"));
        });
    }

    [Fact]
    public void The_login_to_a_registry_is_made_as_the_page_says()
    {
        var command = File.ReadLines(Path.Combine(Repository.Root(), "docs/targets/kubernetes.md"))
            .First(line => line.Contains("create secret docker-registry", StringComparison.Ordinal));
        using var home = new TemporaryDirectory();
        home.Write(".docker/config.json", "{\"auths\":{\"registry.example.com\":{\"auth\":\"dTpw\"}}}");
        var made = new ChildProcess("sh", "-c", command.Replace("kubectl ", $"{RealPart.Kubectl()} ", StringComparison.Ordinal)
            .Replace("NAME", "registry-login", StringComparison.Ordinal)
            + " --dry-run=client --output yaml")
        { Environment = new Dictionary<string, string?> { ["HOME"] = home.Path } }
            .Run().Successful().Output;
        Assert.Contains("type: kubernetes.io/dockerconfigjson", made, StringComparison.Ordinal);
        Assert.Contains("name: registry-login", made, StringComparison.Ordinal);
    }

    private static string Help(params string[] arguments) => new ChildProcess(RealPart.Kubectl(), arguments).Run().Successful().Output;

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@" && ?| \| |\n|`|  +(?=[a-z])")]
    private static partial Regex Separators();

    // Some verbs are of two or three words.
    [GeneratedRegex(@"^kubectl (?:--namespace \S+ )?(create secret [a-z-]+|(?:create|rollout) [a-z-]+|[a-z-]+)")]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?<= )(--[a-z][a-z-]*)(?=[ =]|$)")]
    private static partial Regex Option();
}
