using MathesarSetup.Catalogue;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Drafts;

/// <summary>What an answer means for the others.</summary>
public sealed class ConversationTests
{
    private const string Url = "postgresql://tables:p%40ss@db.example.com:5433/records";

    private static readonly Draft s_existing = Draft.Empty.With(DatabaseSettings.Mode, "existing");

    [Fact]
    public void A_readable_url_becomes_its_parts_and_leaves_the_draft()
    {
        var draft = Say(s_existing.With(DatabaseSettings.Host, "old.example.com"), ("database.url", Url));

        Assert.Equal(("db.example.com", "5433", "p@ss", "records"),
            (draft.Texts["database.host"], draft.Texts["database.port"], draft.Texts["database.password"], draft.Texts["database.name"]));
        Assert.DoesNotContain("database.url", draft.Texts.Keys);
    }

    [Fact]
    public void A_half_typed_url_stays_with_its_finding()
    {
        var draft = Say(s_existing, ("database.url", "mysql://"));

        Assert.Equal("mysql://", draft.Texts["database.url"]);
        Assert.Contains(draft.Read().Findings, f => f.Key == "database.url");
    }

    [Fact]
    public void The_parts_show_the_url_with_dots_for_the_password() =>
        Assert.Equal($"postgresql://tables:{SecretText.Mask}@db.example.com:5433/records",
            DatabaseAnswers.MaskedUrl(Say(s_existing, ("database.url", Url)).Read().Answers));

    [Fact]
    public void Editing_the_shown_url_keeps_the_password_behind_the_dots()
    {
        var edited = Say(Say(s_existing, ("database.url", Url)), ("database.url", $"postgresql://tables:{SecretText.Mask}@db2.example.com/records"));

        Assert.Equal(("p@ss", "db2.example.com"), (edited.Texts["database.password"], edited.Texts["database.host"]));
    }

    [Fact]
    public void A_url_without_a_port_or_password_takes_the_port_back_and_keeps_the_password()
    {
        var edited = Say(Say(s_existing, ("database.url", Url)), ("database.url", "postgresql://tables@db.example.com/records"));

        Assert.DoesNotContain("database.port", edited.Texts.Keys);
        Assert.Equal("p@ss", edited.Texts["database.password"]);
    }

    [Fact]
    public void A_part_that_is_said_beside_the_url_stands() =>
        Assert.Equal("tables",
            Say(s_existing, ("database.url", "postgresql://me@db.example.com"), ("database.name", "tables")).Texts["database.name"]);

    [Theory]
    [InlineData("database.url", Url)]
    [InlineData("database.host", "db.example.com")]
    public void Whoever_names_a_server_means_to_use_it(string key, string text)
    {
        Assert.Equal(DatabaseMode.Existing, Say(Draft.Empty, (key, text)).Read().Answers.Get(DatabaseSettings.Mode));
        Assert.Equal(DatabaseMode.Existing, Draft.Empty.With(key, text).Read().Answers.Get(DatabaseSettings.Mode));
        Assert.Equal(DatabaseMode.Existing,
            Say(Draft.Empty.With(DatabaseSettings.Mode, "bundled"), (key, text)).Read().Answers.Get(DatabaseSettings.Mode));
    }

    [Fact]
    public void A_server_that_is_not_used_is_told()
    {
        var draft = Say(Draft.Empty, ("database.mode", "bundled"), ("database.host", "db.example.com")).Settle(Scenarios.Machine);

        Assert.Equal("bundled", draft.Texts["database.mode"]);
        Assert.Contains(Setup.Of(draft).Findings, f => f is { Code: "answers.not-asked", Key: "database.host" });
    }

    [Fact]
    public void Taking_the_choice_of_a_server_back_keeps_its_name_for_later()
    {
        var back = Say(s_existing.With(DatabaseSettings.Host, "db.example.com"), ("database.mode", null));

        Assert.Equal(DatabaseMode.Bundled, back.Read().Answers.Get(DatabaseSettings.Mode));
        Assert.Equal("db.example.com", back.Texts["database.host"]);
    }

    [Fact]
    public void A_password_goes_to_no_other_place_and_comes_back_with_its_own()
    {
        var bundled = Draft.Empty.With(DatabaseSettings.Password, "of the volume");
        var existing = Say(bundled, ("database.mode", "existing"));
        Assert.DoesNotContain("database.password", existing.Texts.Keys);

        var typed = Say(existing, ("database.password", "of the company"));
        var again = Say(typed, ("database.mode", "bundled"));
        Assert.Equal("of the volume", again.Texts["database.password"]);
        Assert.Equal("of the company", Say(again, ("database.mode", "existing")).Texts["database.password"]);
        Assert.DoesNotContain("database.password", Say(again, ("database.mode", "builtin")).Texts.Keys);
        Assert.Equal("of the volume", Say(Say(again, ("database.mode", "builtin")), ("database.mode", "bundled")).Texts["database.password"]);
    }

    [Fact]
    public void A_password_that_is_said_with_its_place_stands_and_the_former_one_is_kept()
    {
        var draft = Say(Draft.Empty.With(DatabaseSettings.Password, "of the volume"), ("database.mode", "existing"),
            ("database.password", "of the company"));

        Assert.Equal(("of the company", "of the volume"), (draft.Texts["database.password"], draft.Texts["kept.bundled-password"]));
    }

    [Fact]
    public void A_password_that_was_made_here_and_never_used_is_kept_in_no_file()
    {
        var begun = new Conversation(Draft.Empty.With(DatabaseSettings.Password, "made here"), Scenarios.Machine) { MadePassword = "made here" };

        var existing = begun.Say("database.mode", "existing");

        Assert.Equal(["database.mode"], existing.Draft.Texts.Keys);
        Assert.Equal("made here", existing.Say("database.mode", "bundled").Draft.Texts["database.password"]);
    }

    [Fact]
    public void Workers_that_were_made_up_follow_the_target_and_those_that_were_said_do_not()
    {
        var here = Draft.Empty.Settle(Scenarios.Machine);

        Assert.DoesNotContain("tuning.workers", Say(here, ("target", "kubernetes")).Texts.Keys);
        Assert.DoesNotContain("tuning.workers", Say(here, ("target", EveryTarget.Id)).Texts.Keys);
        Assert.Equal("9", Say(here, ("target", "kubernetes"), ("tuning.workers", "9")).Texts["tuning.workers"]);
        Assert.Equal("7", Say(here.With(TuningSettings.Workers, "7"), ("target", "kubernetes")).Texts["tuning.workers"]);
    }

    [Fact]
    public void Files_that_did_not_change_mean_nothing_and_those_that_did_mean_what_a_flag_means()
    {
        var written = Draft.Empty.With(DatabaseSettings.Password, "of the volume").With(DatabaseSettings.Mode, "bundled");
        var begun = new Conversation(written, Scenarios.Machine);

        Assert.Equal(written.Texts, begun.Read(written, static _ => true).Draft.Texts);
        var edited = begun.Read(written.With(DatabaseSettings.Mode, "existing"), static _ => true).Draft;
        Assert.Equal(Say(written, ("database.mode", "existing")).Texts, edited.Texts);
    }

    [Fact]
    public void What_a_file_from_elsewhere_says_stands_but_its_secrets_go_to_no_other_place()
    {
        var read = new Conversation(Draft.Empty, Scenarios.Machine)
            .Read(Draft.Empty.With(DatabaseSettings.Password, "of another volume").With(TuningSettings.Workers, "9"),
                static setting => !setting.Secret);

        Assert.DoesNotContain("database.password", read.Say("database.mode", "existing").Draft.Texts.Keys);
        Assert.Equal("9", read.Say("target", "kubernetes").Draft.Texts["tuning.workers"]);
    }

    [Fact]
    public void Passwords_switched_off_without_a_provider_forbid_writing()
    {
        var setup = Setup.Of(Draft.Empty.With(SsoSettings.Required, "true").Settle(Scenarios.Machine));

        Assert.True(setup.IsBlocked);
        Assert.Contains(setup.Findings, f => f.Code == "sso.nobody-logs-in");
        Assert.Contains(setup.Files, f => f.Content.Contains("REQUIRE_SSO_LOGIN: \"true\"", StringComparison.OrdinalIgnoreCase)
            || f.Content.Contains("REQUIRE_SSO_LOGIN='true'", StringComparison.Ordinal));
    }

    private static Draft Say(Draft draft, params (string Key, string? Text)[] said) =>
        new Conversation(draft, Scenarios.Machine).Say(said.Select(static s => KeyValuePair.Create(s.Key, s.Text))).Draft;
}
