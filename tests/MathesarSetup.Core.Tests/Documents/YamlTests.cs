using System.Text.Json.Nodes;
using CsCheck;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>What is written is what readers of YAML 1.1 and 1.2 read.</summary>
public sealed class YamlTests
{
    private static readonly Gen<string[]> s_lines = HostileText.Lines.Array[200];

    [Fact]
    public void YamlDotNet_reads_back_every_document() =>
        YamlDocument.Gen.Sample(d => Assert.Equal(d.Json.ToJsonString(), YamlReaders.YamlDotNet(d.Yaml.Write("A test."))), iter: 3000);

    [Fact]
    public void Python_reads_back_every_document() =>
        YamlDocument.Gen.Array[150].Sample(
            documents => Assert.Equal(
                documents.Select(d => d.Json.ToJsonString()),
                YamlReaders.Python(documents.Select(d => d.Yaml.Write("A test.")))),
            iter: 4,
            threads: 1);

    [Fact]
    public void Compose_in_Go_reads_back_every_text_of_several_lines() =>
        s_lines.Sample(values => Assert.Equal(values, ComposeProject.Literal(values).ReadBy(RealPart.Compose2())), iter: 5, threads: 1);

    [Fact]
    public void Compose_in_Python_reads_back_every_text_of_several_lines() =>
        s_lines.Sample(values => Assert.Equal(values, ComposeProject.Literal(values).ReadBy(RealPart.Compose1())), iter: 5, threads: 1);

    [Theory]
    [InlineData("yes")]
    [InlineData("NO")]
    [InlineData("y")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData("0644")]
    [InlineData("12:30:45")]
    [InlineData("1e3")]
    [InlineData("1_000")]
    [InlineData(".inf")]
    [InlineData("2001-01-01")]
    [InlineData("<<")]
    [InlineData("=")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("ends:")]
    [InlineData("\uFEFF")]
    [InlineData("\u0085")]
    public void A_text_that_looks_like_something_else_stays_a_text(string text)
    {
        var document = new YamlMap { { "key", text }, { "list", Yaml.List(text) } }.Write();
        var expected = new JsonObject { ["key"] = text, ["list"] = new JsonArray(text) }.ToJsonString();
        Assert.Equal(expected, YamlReaders.YamlDotNet(document));
        Assert.Equal([expected], YamlReaders.Python([document]));
    }

    [Fact]
    public void A_document_reads_like_one_written_by_hand()
    {
        var list = new YamlList();
        list.Add("127.0.0.1:8000:8000", "Only this machine.");
        list.Add(new YamlMap { { "source", "./sso.yml" }, { "read_only", true } });
        var service = new YamlMap { { "image", "postgres:17-bookworm" }, { "ports", list }, { "limit", 3 }, { "volumes", new YamlMap() } };
        service.Add("command", "set -e\nexec mathesar\n",
            "A comment that is so long that it would run off the screen of everybody who reads it, if nobody wrapped it.");
        service.Add("SECRET_KEY", ComposeText.Variable("MATHESAR_SECRET_KEY", "is missing in .env"), blankBefore: true);
        Assert.Equal(
            """
            # What runs.

            services:
              web:
                image: postgres:17-bookworm
                ports:
                  # Only this machine.
                  - "127.0.0.1:8000:8000"
                  - source: ./sso.yml
                    read_only: true
                limit: 3
                volumes: {}
                # A comment that is so long that it would run off the screen of everybody who reads
                # it, if nobody wrapped it.
                command: |
                  set -e
                  exec mathesar

                SECRET_KEY: ${MATHESAR_SECRET_KEY:?is missing in .env}

            """,
            new YamlMap { { "services", new YamlMap { { "web", service } } } }.Write("What runs."));
    }

    [Fact]
    public void An_empty_document_is_a_map_and_not_an_empty_file() => Assert.Equal("{}\n", new YamlMap().Write());
}
