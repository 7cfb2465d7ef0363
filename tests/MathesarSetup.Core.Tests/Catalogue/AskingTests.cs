using MathesarSetup.Drafts;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Catalogue;

/// <summary>The way to a question that is not asked now.</summary>
public sealed class AskingTests
{
    // Nobody is asked for these: an import, or another answer, gives them; and a provider's own stand below its name.
    private static readonly HashSet<Setting> s_notChosen =
        [.. KeptSettings.All, .. KeptPasswords.All, .. LayoutSettings.All, SsoSettings.Required, SsoSettings.Order];

    public static TheoryData<string> Unasked
    {
        get
        {
            var answers = Draft.Empty.Settle(Scenarios.Machine).Read().Answers;
            return [.. Settings.All.Where(s => !s.Repeated && !s_notChosen.Contains(s) && !s.AskedWhen(answers)).Select(s => s.Key)];
        }
    }

    [Theory]
    [MemberData(nameof(Unasked))]
    public void The_choices_that_are_named_bring_the_question_up(string key)
    {
        var (setting, draft) = (Settings.Find(key)!, Draft.Empty.Settle(Scenarios.Machine));
        var asking = Asking.Of(setting, draft.Read().Answers);

        Assert.NotNull(asking);
        var answered = asking.Answers.Aggregate(draft, (d, a) => d.With(a.Setting, a.Option.Text));
        answered = asking.NeedsHttps ? answered.With(AccessSettings.Url, "https://tables.acme.dev") : answered;
        Assert.True(setting.AskedWhen(answered.Read().Answers));
    }

    [Theory]
    [InlineData("files.bucket", "files.kind=s3")]
    [InlineData("database.host", "database.mode=existing")]
    [InlineData("kubernetes.replicas", "target=kubernetes")]
    [InlineData("files.public-upload-limit", "files.kind=s3 files.public-upload=true")]
    public void The_fewest_choices_are_named_in_their_order(string key, string choices) =>
        Assert.Equal(choices, string.Join(' ', Asking.Of(Settings.Find(key)!, Draft.Empty.Read().Answers)!.Answers
            .Select(a => $"{a.Setting.Key}={a.Option.Text}")));

    [Fact]
    public void A_question_that_is_asked_needs_nothing() => Assert.Null(Asking.Of(AccessSettings.Port, Draft.Empty.Read().Answers));

    [Theory]
    [InlineData("systemd", "mathesar.image")]
    [InlineData("systemd", "storage.kind")]
    [InlineData("kubernetes", "storage.kind")]
    [InlineData("helm", "storage.kind")]
    public void What_means_nothing_for_a_target_is_not_asked(string target, string key) =>
        Assert.False(Settings.Find(key)!.AskedWhen(Draft.Empty.With(RunSettings.Target, target).Read().Answers));
}
