using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.Setups;

/// <summary>A secret that the file of secrets lost goes on from wherever it stands; one that stands nowhere is not made anew.</summary>
public sealed class StandingSecretsTests
{
    public static TheoryData<string, string> Installations =>
        new(Scenarios.All.Keys.SelectMany(_ => KnownTargets.All, (scenario, target) => (scenario, target.Id))
            .Where(c => !Setup.Of(Draft(c.scenario, c.Id)).IsBlocked));

    [Theory]
    [MemberData(nameof(Installations))]
    public void With_the_file_of_secrets_lost_or_emptied_every_secret_goes_on(string scenario, string target)
    {
        var draft = Draft(scenario, target);
        foreach (var files in new[]
        {
            Files(draft, secrets: null, copies: true),
            Files(draft, secrets: null, copies: false),
            Files(draft, secrets: "", copies: true),
            Files(draft, secrets: "", copies: false),
            Files(draft, secrets: "schema: 1\n", copies: true),
        })
        {
            var open = Open(draft);
            var standing = StandingSecrets.Of(files, open);
            Assert.Equal(draft.Expanded().Texts.Where(static t => Settings.Find(t.Key)!.Secret && t.Value.Length > 0), standing.Found.Texts);
            Assert.Empty(standing.Lost);
            Assert.Equal(standing.Found.Texts.Count, standing.Findings.Count(static f => f.Code == "secrets.found"));
            AssertSilent(standing.Findings, draft);
        }
    }

    [Theory]
    [MemberData(nameof(Installations))]
    public void One_secret_that_the_file_lacks_goes_on(string scenario, string target)
    {
        var draft = Draft(scenario, target);
        draft = draft.Expanded();
        foreach (var key in StandingSecrets.Missing(Open(draft)).Where(draft.Texts.ContainsKey))
        {
            var lacking = draft.With(key, null);
            var half = Setup.Of(lacking).Files.Single(static f => f.Path == AnswersFile.SecretsName).Content;
            foreach (var copies in new[] { true, false })
            {
                var standing = StandingSecrets.Of(Files(draft, half, copies), lacking);
                Assert.Equal((key, draft.Texts[key]), standing.Found.Texts.Select(static t => (t.Key, t.Value)).Single());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Installations))]
    public void A_secret_of_which_only_copies_are_left_goes_on(string scenario, string target)
    {
        var draft = Draft(scenario, target);
        var files = Files(draft, secrets: null, copies: true);
        foreach (var left in new[]
        {
            files.Select(static f => f with { Present = null }),
            files.Where(static f => f.Path == AnswersFile.SecretsName),
            files.Where(static f => f.Path != AnswersFile.SecretsName).Select(static f => f with { Present = null }),
        })
        {
            foreach (var key in Remade(draft))
            {
                Assert.Equal(draft.Expanded().Texts[key], StandingSecrets.Of([.. left], Open(draft)).Found.Texts[key]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Installations))]
    public void A_secret_that_stands_nowhere_is_not_made_anew(string scenario, string target)
    {
        var draft = Draft(scenario, target);
        var open = Open(draft);
        var lacking = Setup.Of(draft).Files.Where(static f => !f.IsPrivate).Select(static f => new StandingFile(f.Path, f.Content, f.Content))
            .ToImmutableArray();
        var standing = StandingSecrets.Of(lacking, open);
        Assert.Equal(Remade(draft), standing.Lost.Order(StringComparer.Ordinal));

        var settled = open.Settle(Scenarios.Machine with { Lost = standing.Lost });
        Assert.DoesNotContain(settled.Texts.Keys, standing.Lost.Contains);
        var told = StandingSecrets.Tell(Setup.Of(settled).Findings, standing.Lost, settled).ToArray();
        Assert.Equal(standing.Lost.Order(StringComparer.Ordinal),
            told.Where(static f => f.Severity is Severity.Error && Settings.Find(f.Key ?? "") is { Settle: not null, Secret: true })
                .Select(static f => $"{f.Key}").Order(StringComparer.Ordinal));
        Assert.All(told.Where(f => standing.Lost.Contains(f.Key ?? "") && f.Severity is Severity.Error),
            static f => Assert.Equal("secrets.lost", f.Code));
    }

    [Fact]
    public void Where_nothing_was_generated_new_secrets_are_made()
    {
        var open = Open(Draft("recommended", "compose"));
        Assert.Empty(StandingSecrets.Of([], open).Lost);
        Assert.Empty(StandingSecrets.Of([new StandingFile(AnswersFile.Name, null, "schema: 1\n")], open).Lost);
    }

    [Fact]
    public void A_secret_in_an_env_file_is_found_although_the_file_that_names_it_is_broken()
    {
        var draft = Draft("recommended", "compose");
        var files = Files(draft, secrets: null, copies: false)
            .Select(static f => f.Path == "compose.yaml" ? f with { Present = "services: {" } : f).ToImmutableArray();
        Assert.Equal(Remade(draft), StandingSecrets.Of(files, Open(draft)).Found.Texts.Keys);
    }

    [Fact]
    public void What_the_file_says_counts_before_what_stands_elsewhere()
    {
        var draft = Draft("recommended", "compose");
        var other = draft.With("secrets.key", "another-key-that-somebody-typed-0123456789");
        Assert.Empty(StandingSecrets.Of(Files(draft, "schema: 1\nsecrets:\n  key: x\n", copies: true), other).Found.Texts);
    }

    [Fact]
    public void The_kept_password_of_another_place_comes_back_with_the_whole_file()
    {
        var draft = Draft("existing-database", "compose").With("kept.bundled-password", "of-the-data-beside");
        Assert.Equal("of-the-data-beside",
            StandingSecrets.Of(Files(draft, secrets: null, copies: true), Open(draft)).Found.Texts["kept.bundled-password"]);
    }

    private static Draft Draft(string scenario, string target) => Scenarios.All[scenario].With(RunSettings.Target, target).Settle(Scenarios.Machine);

    // What mathesar.yaml says.
    private static Draft Open(Draft draft) =>
        new(draft.Expanded().Texts.RemoveRange(draft.Expanded().Texts.Keys.Where(static key => Settings.Find(key)!.Secret)));

    private static string[] Remade(Draft draft) =>
        [.. StandingSecrets.Missing(Open(draft)).Where(key => Open(draft).Settle(Scenarios.Machine).Texts.ContainsKey(key))
            .Order(StringComparer.Ordinal)];

    private static ImmutableArray<StandingFile> Files(Draft draft, string? secrets, bool copies) =>
    [
        .. Setup.Of(draft).Files
            .Select(f => new StandingFile(f.Path, copies ? f.Content : null, f.Path == AnswersFile.SecretsName ? secrets : f.Content))
            .Where(static f => f.Former is not null || f.Present is not null),
    ];

    private static void AssertSilent(IEnumerable<Finding> findings, Draft draft) => Assert.All(findings, finding =>
        Assert.All(draft.Texts.Where(static t => Settings.Find(t.Key)!.Secret && t.Value.Length > 0), secret =>
            Assert.DoesNotContain(secret.Value, finding.Message, StringComparison.Ordinal)));
}
