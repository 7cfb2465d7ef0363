using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

public sealed class GoldenTests
{
    public static TheoryData<string, string> Cases => new(Scenarios.All.Keys.SelectMany(_ => KnownTargets.All, (scenario, target) => (scenario, target.Id)).Where(c => Refusals(c.scenario, c.Id) is []));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Files_are_as_approved(string scenario, string target)
    {
        var setup = Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target));
        Assert.Empty(setup.Findings.Where(f => f.Severity is Severity.Error));
        // The schema and Helm's chart are the same in all of them: they stand once in docs/, and among the sources.
        Golden.Match(setup.Files.Where(f => f.Path != AnswersFile.SchemaName && !f.Path.StartsWith("chart/", StringComparison.Ordinal)), Golden.Folder(scenario, target));
    }

    [Theory]
    [InlineData("systemd", "for-trying systemd.no-built-in", "release-0.2.5 systemd.release-too-early", "traefik systemd.no-traefik")]
    [InlineData("kubernetes", "database-by-socket kubernetes.socket", "database-on-this-machine kubernetes.this-machine", "for-trying kubernetes.built-in")]
    [InlineData("helm", "database-by-socket kubernetes.socket", "database-on-this-machine kubernetes.this-machine", "for-trying kubernetes.built-in")]
    public void A_target_refuses_only_what_it_cannot_honour(string target, params string[] refused) =>
        Assert.Equal(refused, Scenarios.All.Keys.SelectMany(scenario => Refusals(scenario, target).Select(code => $"{scenario} {code}")));

    [Fact]
    public void Every_approved_tree_belongs_to_a_scenario()
    {
        var root = Path.GetFullPath(Path.Combine(Golden.Folder("x", "y"), "..", ".."));
        Assert.Equal(Scenarios.All.Keys, Directory.EnumerateDirectories(root).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_answers_give_the_same_bytes(string scenario, string target)
    {
        var draft = Scenarios.All[scenario].With(RunSettings.Target, target);
        Assert.Equal(Setup.Of(draft).Files.Select(f => (f.Path, f.Content, f.Mode)), Setup.Of(draft).Files.Select(f => (f.Path, f.Content, f.Mode)));
    }

    // By a code of a target's own: two targets may share theirs.
    private static string[] Refusals(string scenario, string target) =>
        [.. Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target)).Findings.Where(f => f.Severity is Severity.Error && KnownTargets.Find(f.Code.Split('.')[0]) is not null).Select(f => f.Code)];
}
