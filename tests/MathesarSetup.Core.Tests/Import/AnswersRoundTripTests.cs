using System.Text;
using CsCheck;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Import;

/// <summary>What is written into the two files of answers is what is read from them.</summary>
public sealed class AnswersRoundTripTests
{
    [Fact]
    public void Every_draft_comes_back_as_it_was() => DraftGen.Any.Sample(
        draft =>
        {
            var files = Setup.Of(draft).Files;
            var open = Read(files, AnswersFile.Name);
            var secret = Read(files, AnswersFile.SecretsName);
            Assert.Empty(open.Findings.Concat(secret.Findings));
            Assert.Equal(draft.Expanded().Texts, secret.Draft.Texts.Aggregate(open.Draft, (all, e) => all.With(e.Key, e.Value)).Texts);
        },
        iter: 2000);

    [Fact]
    public void No_secret_stands_in_the_open_half() => DraftGen.Any.Sample(
        draft =>
        {
            var open = Read(Setup.Of(draft).Files, AnswersFile.Name).Draft;
            Assert.DoesNotContain(open.Texts.Keys, key => Settings.Find(key)!.Secret);
        },
        iter: 300);

    [Fact]
    public void A_connection_url_is_kept_as_its_parts()
    {
        var draft = Draft.Empty.With("database.mode", "existing")
            .With("database.url", "postgres://me:p%40ss@db.example.com:5433/tables?sslmode=require");
        var files = Setup.Of(draft).Files;
        Assert.Equal("db.example.com", Read(files, AnswersFile.Name).Draft.Texts["database.host"]);
        Assert.Equal("p@ss", Read(files, AnswersFile.SecretsName).Draft.Texts["database.password"]);
        Assert.DoesNotContain(files, f => f.Content.Contains("p%40ss", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_question_that_is_not_answered_takes_effect_when_its_mark_is_deleted()
    {
        var text = Setup.Of(Draft.Empty.With("proxy.kind", "caddy")).Files.Single(f => f.Path == AnswersFile.Name).Content;
        Assert.Contains("\n  #http-port: 80\n", text, StringComparison.Ordinal);

        // Comments in words have one blank behind their mark; a line of the sample that is indented has two or more.
        var lines = text[text.IndexOf("\nschema", StringComparison.Ordinal)..].Split('\n')
            .Select(line => line.TrimStart(' ') is ['#', not ' ', ..] or ['#', ' ', ' ', ..]
                ? line.Remove(line.IndexOf('#', StringComparison.Ordinal), 1)
                : line);
        var reading = AnswersFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)), AnswersFile.Name);
        Assert.Empty(reading.Findings);
        Assert.Equal("80", reading.Draft.Texts["proxy.http-port"]);
        Assert.Equal("google", reading.Draft.Texts["sso.providers.google.provider"]);
    }

    private static AnswersReading Read(IEnumerable<GeneratedFile> files, string name) =>
        AnswersFile.Read(Encoding.UTF8.GetBytes(files.Single(f => f.Path == name).Content), name, name == AnswersFile.SecretsName);
}
