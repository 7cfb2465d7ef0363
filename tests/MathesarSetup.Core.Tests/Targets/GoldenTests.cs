using MathesarSetup.Catalogue;
using MathesarSetup.Import;
using MathesarSetup.Planning;
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
        // The schema is the same in all of them, and approved once in docs/.
        Golden.Match(setup.Files.Where(f => f.Path != AnswersFile.SchemaName), Golden.Folder(scenario, target));
    }

    [Theory]
    [InlineData("systemd", "for-trying systemd.no-built-in", "release-0.2.5 systemd.release-too-early", "traefik systemd.no-traefik")]
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

    private static string[] Refusals(string scenario, string target) =>
        [.. Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target)).Findings.Where(f => f.Severity is Severity.Error && f.Code.StartsWith(target + ".", StringComparison.Ordinal)).Select(f => f.Code)];
}
