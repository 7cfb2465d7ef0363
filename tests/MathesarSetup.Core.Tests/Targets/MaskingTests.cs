using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

/// <summary>What the screen shows holds no secret, and only private files have one to hide.</summary>
public sealed class MaskingTests
{
    public static TheoryData<string, string> Cases =>
        [.. Scenarios.All.Keys.SelectMany(scenario => KnownTargets.All.Select(target => new TheoryDataRow<string, string>(scenario, target.Id)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_masked_file_is_the_same_whatever_the_secrets(string scenario, string target)
    {
        var draft = Scenarios.All[scenario].With(RunSettings.Target, target);
        var other = Secrets(draft).Aggregate(draft, (d, key) => d.With(key, "another-secret-that-nobody-knows-0123456789-0123456789"));

        var files = Setup.Of(draft).Files;

        Assert.NotEmpty(Secrets(draft));
        Assert.Equal(files.Select(f => f.Masked), Setup.Of(other).Files.Select(f => f.Masked));
        Assert.All(files.Where(f => f.Path == AnswersFile.SecretsName), f => Assert.NotEqual(f.Content, f.Masked));
    }

    private static IEnumerable<string> Secrets(Draft draft) =>
        draft.Expanded().Texts.Keys.Where(key => Settings.Find(key) is { Secret: true, Expand: null });
}
