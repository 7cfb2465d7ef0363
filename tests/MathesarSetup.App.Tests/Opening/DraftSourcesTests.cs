using System.Collections.Immutable;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Opening;

/// <summary>Who is believed when several say an answer.</summary>
public sealed class DraftSourcesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("flag", "variable", "file", "flag")]
    [InlineData(null, "variable", "file", "variable")]
    [InlineData(null, null, "file", "file")]
    [InlineData(null, null, null, null)]
    [InlineData("", "variable", "file", "")]
    public void A_flag_beats_the_environment_which_beats_the_file(string? flag, string? variable, string? file, string? expected)
    {
        _directory.Write(AnswersFile.Name, file is null ? "schema: 1\n" : $"schema: 1\nadmin:\n  username: {file}\n");
        var reading = Read(Said("--admin-username", "admin-username", flag), Said("MATHESAR_SETUP_ADMIN_USERNAME", "admin-username", variable));
        Assert.Equal(expected, reading.Draft.Texts.GetValueOrDefault("admin.username"));
    }

    [Theory]
    [InlineData("beside", "kept", "open", "beside")]
    [InlineData(null, "kept", "open", "kept")]
    [InlineData(null, null, "open", "open")]
    public void A_secret_beside_the_config_beats_the_one_in_the_directory(string? beside, string? kept, string? open, string expected)
    {
        var config = _directory.Write("config/answers.yaml", Key(open));
        _directory.Write("config/" + AnswersFile.SecretsName, Key(beside));
        _directory.Write(AnswersFile.SecretsName, Key(kept));
        Assert.Equal(expected, new DraftSources { Directory = _directory.Path, Config = config }.Read().Draft.Texts["secrets.key"]);
    }

    [Fact]
    public void A_url_that_is_said_later_beats_parts_that_were_said_before()
    {
        _directory.Write(AnswersFile.Name, "schema: 1\ndatabase:\n  mode: existing\n  host: old.example.com\n  name: tables\n");
        var reading = Read(Said("--database-url", "database-url", "postgresql://me@new.example.com"), []);
        Assert.Empty(reading.Draft.Read().Findings);
        Assert.Equal("new.example.com", reading.Draft.Texts["database.host"]);
        Assert.DoesNotContain("database.name", reading.Draft.Texts.Keys);
    }

    [Fact]
    public void A_url_and_a_part_that_contradict_each_other_at_once_are_an_error()
    {
        var reading = Read([new("--database-url", "database-url", "postgresql://me@one"), new("--database-host", "database-host", "two")], []);
        Assert.Contains(reading.Draft.Read().Findings, f => f.Code == "database.url-contradiction");
    }

    [Theory]
    [InlineData("sso-providers-my-okta-client-id", "sso.providers.My_Okta.client-id")]
    [InlineData("sso-providers-google-client-id", "sso.providers.google.client-id")]
    [InlineData("sso-providers-google-default-roles-sales-port", "sso.providers.google.default-roles.sales.port")]
    [InlineData("sso.providers.Any Name.provider", "sso.providers.Any Name.provider")]
    public void Names_of_the_users_are_found_in_flags_and_variables(string said, string key)
    {
        _directory.Write(AnswersFile.Name, "schema: 1\nsso:\n  providers:\n    My_Okta:\n      type: oidc\n");
        Assert.Equal("5432", Read(Said("x", said, "5432"), []).Draft.Texts[key]);
    }

    [Fact]
    public void Every_setting_can_be_said_as_a_flag()
    {
        foreach (var setting in Settings.All)
        {
            var key = setting.At([.. Enumerable.Range(0, setting.Key.Count(c => c == '*')).Select(n => $"name{n}")]);
            Assert.Equal(new SpokenKey(setting, key, IsFile: false), SpokenKey.Find(SpokenKey.Spell(key)));
            Assert.Equal(setting.Secret, SpokenKey.Find(SpokenKey.Spell(key) + "-file") is { IsFile: true });
        }
    }

    [Fact]
    public void A_variable_that_names_nothing_is_told_and_no_more() =>
        Assert.Equal(Severity.Warning, Assert.Single(Read([], Said("MATHESAR_SETUP_ACESS_PORT", "acess-port", "1")).Findings).Severity);

    [Fact]
    public void A_file_that_was_asked_for_has_to_be_there() =>
        Assert.Equal("file.not-found",
            Assert.Single(new DraftSources { Directory = _directory.Path, Config = _directory.At("no.yaml") }.Read().Findings).Code);

    private DraftReading Read(ImmutableArray<SaidText> flags, ImmutableArray<SaidText> variables) =>
        new DraftSources { Directory = _directory.Path, Flags = flags, Variables = variables }.Read();

    private static ImmutableArray<SaidText> Said(string said, string name, string? text) => text is null ? [] : [new(said, name, text)];

    private static string Key(string? text) => text is null ? "schema: 1\n" : $"schema: 1\nsecrets:\n  key: {text}\n";
}
