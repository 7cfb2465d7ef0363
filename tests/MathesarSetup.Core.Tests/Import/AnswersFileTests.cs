using System.Text;
using CsCheck;
using MathesarSetup.Drafts;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>Files of answers as people write them, and as nobody should.</summary>
public sealed class AnswersFileTests
{
    [Theory]
    [InlineData("schema: 1\naccess:\n  prot: 8080\n", "file.unknown-key", 3, "access.port")]
    [InlineData("schema: 1\ndatabse:\n  port: 1\n", "file.unknown-key", 3, "database.port")]
    [InlineData("schema: 1\nsso:\n  providers:\n    okta:\n      client-idd: x\n", "file.unknown-key", 5, "sso.providers.okta.client-id")]
    [InlineData("schema: 1\nwhatever: 1\n", "file.unknown-key", 2, "settings")]
    [InlineData("schema: 1\nwhatever:\n- 1\n", "file.unknown-key", 3, "whatever")]
    [InlineData("schema: 1\naccess:\n  port: 1\n  bind: ::1\n  port: 2\n", "file.duplicate-key", 5, "line 3")]
    [InlineData("schema: 1\naccess:\n  port: 1\naccess:\n  bind: ::1\n", "file.duplicate-key", 4, "line 2")]
    [InlineData("schema: 1\naccess: 8000\n", "file.wrong-type", 2, "access")]
    [InlineData("schema: 1\naccess:\n- port\n", "file.wrong-type", 3, "access")]
    [InlineData("schema: 1\naccess:\n  port:\n    number: 1\n", "file.wrong-type", 4, "access.port")]
    [InlineData("schema: 1\naccess:\n  port: [1, 2]\n", "file.wrong-type", 3, "access.port")]
    [InlineData("schema: 1\naccess:\n  hosts:\n  - a: b\n", "file.wrong-type", 4, "access.hosts")]
    [InlineData("schema: 1\n? [a, b]\n: c\n", "file.wrong-type", 2, "key")]
    [InlineData("schema: 1\naccess:\n\tport: 1\n", "file.tab", 3, "tab")]
    [InlineData("schema: 1\ninstall:\n  name: a\naccess:\n\tport: 8001\n", "file.tab", 5, "tab")]
    [InlineData("# first\nschema: 1\ninstall:\n  name: a\n# second\n\naccess:\n  port: 1\n\tbind: ::1\n", "file.tab", 9, "tab")]
    [InlineData("schema: 1\naccess: [\n", "file.not-yaml", 3, "YAML")]
    [InlineData("schema: 1\naccess:\n  port: \"80\n", "file.not-yaml", 3, "YAML")]
    [InlineData("schema: 1\na: &a x\n", "file.alias", 2, "anchors")]
    [InlineData("schema: 1\ninstall:\n  name: *other\n", "file.alias", 3, "aliases")]
    [InlineData("schema: 1\ninstall:\n  name: !vault x\n", "file.tag", 3, "tags")]
    [InlineData("schema: 1\n---\nschema: 1\n", "file.several-documents", 2, "---")]
    [InlineData("target: docker\n", "file.schema-missing", 1, "schema: 1")]
    [InlineData("schema: 2\ntarget: docker\n", "file.schema-newer", 1, "newer")]
    [InlineData("schema: old\ntarget: docker\n", "file.schema-unknown", 1, "schema: 1")]
    [InlineData("- a\n", "file.not-answers", 1, "list")]
    [InlineData("just text\n", "file.not-answers", 1, "text")]
    [InlineData("schema: 1\nsecrets:\n  key: abc\n", "file.secret-in-open", 3, "mathesar.secrets.yaml")]
    public void What_is_wrong_is_told_with_its_line(string text, string code, int line, string mentions)
    {
        var finding = Assert.Single(Read(text).Findings);
        Assert.Equal((code, line, "answers.yaml"), (finding.Code, finding.Line, finding.File));
        Assert.Contains(mentions, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schema: 1\naccess: {port: 8080, hosts: [a.lan, 10.0.0.1]}\n", "access.hosts=a.lan,10.0.0.1 access.port=8080")]
    [InlineData("schema: 1\naccess:\n  port: \"8080\"\n  hosts: a.lan, b.lan\n", "access.hosts=a.lan, b.lan access.port=8080")]
    [InlineData("schema: 1\naccess.port: 8080\n", "access.port=8080")]
    [InlineData("\uFEFFschema: 1\r\ntuning:\r\n  debug: yes\r\n  workers: 0x10\r\n", "tuning.debug=yes tuning.workers=0x10")]
    [InlineData("schema: 1\naccess:\ndatabase:\n  host:\n  name: ~\n  user: \"\"\n", "database.user=")]
    [InlineData("schema: 1\nadmin:\n  username: 007\n", "admin.username=007")]
    [InlineData("--- # answers\nschema: 1\n...\n", "")]
    public void What_people_write_is_read_as_they_meant_it(string text, string expected)
    {
        var reading = Read(text);
        Assert.Empty(reading.Findings);
        Assert.Equal(expected, string.Join(' ', reading.Draft.Texts.Select(t => $"{t.Key}={t.Value}")));
    }

    [Fact]
    public void Answers_beside_a_mistake_are_kept()
    {
        var reading = Read("target: docker\nschema: 1\naccess:\n  prot: 1\n  port: 8080\ndatabase: [\n");
        Assert.Equal(["access.port", "target"], reading.Draft.Texts.Keys);
        Assert.Equal(["file.unknown-key", "file.not-yaml"], reading.Findings.Select(f => f.Code));
    }

    [Fact]
    public void An_empty_file_says_nothing() => Assert.Empty(Read("").Draft.Texts);

    [Fact]
    public void A_file_of_10_MB_is_refused() => AssertOnly("file.too-large", AnswersFile.Read(new byte[10_000_000], "answers.yaml"));

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_their_line()
    {
        var reading = AnswersFile.Read([.. "schema: 1\ninstall:\n  name: "u8, 0xFF, 0xFE, (byte)'\n'], "answers.yaml");
        AssertOnly("file.not-utf8", reading);
        Assert.Equal(3, reading.Findings[0].Line);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("a: &a [*a,")]
    public void Deep_nesting_is_refused_quickly(string piece)
    {
        var reading = Read("schema: 1\naccess:\n  hosts: " + string.Concat(Enumerable.Repeat(piece, 100_000)));
        Assert.NotEmpty(reading.Findings);
        Assert.InRange(reading.Findings.Length, 1, 50);
    }

    [Fact]
    public void Nested_groups_are_refused_once_they_are_deeper_than_any_answer()
    {
        var text = "schema: 1\n" + string.Concat(Enumerable.Range(0, 40).Select(n => new string(' ', n) + "a:\n"));
        AssertOnly("file.too-deep", Read(text));
    }

    [Fact]
    public void A_bomb_of_anchors_is_refused()
    {
        var bomb = "schema: 1\na: &a [x, x]\n"
            + string.Concat(Enumerable.Range(1, 25).Select(n => $"b{n}: &b{n} [*{(n == 1 ? "a" : $"b{n - 1}")}, *{(n == 1 ? "a" : $"b{n - 1}")}]\n"));
        Assert.All(Read(bomb).Findings, f => Assert.Equal("file.alias", f.Code));
    }

    [Fact]
    public void A_hundred_thousand_mistakes_are_told_as_fifty() =>
        Assert.Equal(50, Read("schema: 1\n" + string.Concat(Enumerable.Range(0, 80_000).Select(n => $"key{n}: 1\n"))).Findings.Length);

    [Fact]
    public void No_bytes_make_the_reader_throw() => Gen.Byte.Array[0, 200].Sample(bytes => AnswersFile.Read(bytes, "answers.yaml"), iter: 5000);

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        HostileText.Lines.Sample(text => Read("schema: 1\naccess:\n  port: " + text + "\ndatabase:\n" + text), iter: 10_000);

    [Fact]
    public void A_finding_about_an_answer_gets_the_place_of_the_answer()
    {
        var reading = Read("schema: 1\naccess:\n  port: many\n");
        var finding = Assert.Single(reading.Draft.Read().Findings);
        Assert.Equal(3, reading.Locate(finding).Line);
    }

    private static AnswersReading Read(string text) => AnswersFile.Read(Encoding.UTF8.GetBytes(text), "answers.yaml");

    private static void AssertOnly(string code, AnswersReading reading) => Assert.Equal(code, Assert.Single(reading.Findings).Code);
}
