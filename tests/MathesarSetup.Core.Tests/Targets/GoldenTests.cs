using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

public sealed class GoldenTests
{
    public static TheoryData<string, string> Cases =>
        new(from scenario in Scenarios.All.Keys
            from target in KnownTargets.All
            where Refusals(scenario, target.Id) is []
            select (scenario, target.Id));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Files_are_as_approved(string scenario, string target)
    {
        Assert.Empty(Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target)).Findings.Where(f => f.Severity is Severity.Error));
        var (approved, produced) = (ByPath(Golden.Approved(scenario, target)), ByPath(Golden.Of(scenario, target)));
        Assert.Equal(approved.Values.Select(f => (f.Path, f.Mode)), produced.Values.Select(f => (f.Path, f.Mode)));
        Assert.All(produced, file => Assert.Equal(approved[file.Key].Content, file.Value.Content));
    }

    [Fact]
    public void Every_approved_text_is_needed_and_stands_once()
    {
        var expected = GoldenStore.Write(Golden.Produced);
        Assert.Equal(expected.Keys, Golden.OnDisk.Keys);
        Assert.All(expected, file => Assert.Equal(file.Value, Golden.OnDisk[file.Key]));
        Assert.Distinct(expected.Where(f => Path.GetFileName(f.Key) != GoldenStore.List).Select(f => f.Value));
    }

    [Fact]
    public void A_help_text_stands_in_one_approved_file()
    {
        var texts = Golden.OnDisk.Values.Select(GoldenPassage.Words).ToArray();
        var helps = Settings.All.Select(s => GoldenPassage.Words(s.Help));
        Assert.All(helps, help => Assert.InRange(texts.Count(t => t.Contains(help, StringComparison.Ordinal)), 0, 1));
    }

    [Theory]
    [InlineData("systemd", "for-trying systemd.no-built-in", "release-0.2.5 systemd.release-too-early", "traefik systemd.no-traefik")]
    [InlineData("kubernetes", "database-by-socket kubernetes.socket", "database-on-this-machine kubernetes.this-machine",
        "for-trying kubernetes.built-in")]
    [InlineData("helm", "database-by-socket kubernetes.socket", "database-on-this-machine kubernetes.this-machine", "for-trying kubernetes.built-in")]
    public void A_target_refuses_only_what_it_cannot_honour(string target, params string[] refused) =>
        Assert.Equal(refused, Scenarios.All.Keys.SelectMany(scenario => Refusals(scenario, target), (scenario, code) => $"{scenario} {code}"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_answers_give_the_same_bytes(string scenario, string target)
    {
        var draft = Scenarios.All[scenario].With(RunSettings.Target, target);
        Assert.Equal(Files(), Files());

        IEnumerable<(string, string, UnixFileMode)> Files() => Setup.Of(draft).Files.Select(f => (f.Path, f.Content, f.Mode));
    }

    private static SortedDictionary<string, GoldenFile> ByPath(IEnumerable<GoldenFile> files) =>
        new(files.ToDictionary(f => f.Path), StringComparer.Ordinal);

    // By a code of a target's own: two targets may share theirs.
    private static string[] Refusals(string scenario, string target) =>
    [
        .. from finding in Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target)).Findings
           where finding.Severity is Severity.Error && KnownTargets.Find(finding.Code.Split('.')[0]) is not null
           select finding.Code,
    ];
}
