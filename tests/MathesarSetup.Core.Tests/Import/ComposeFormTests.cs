using CsCheck;
using MathesarSetup.Documents;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Compose;

namespace MathesarSetup.Import;

/// <summary>The form of a Compose file is read as docker compose 2.26 reads it: references, anchors, merge keys, documents, scalars.</summary>
public sealed class ComposeFormTests
{
    private const string Head = "name: a\nservices:\n  s:\n    image: x\n";

    private const string Env = "A=one\nE=\nQ='$X \"'\n";

    private static readonly Gen<string> s_reference = Gen.Recursive<string>(static (depth, inner) => depth >= 3 ? OneOf("d", "") : Gen.Frequency(
        (4, OneOf("a", "b c", "{}", "{", "}", "{a}", "$$", "$", "$1", "'", "#", ":", "-", "?e", "$A", "$E", "$N", "${A}", "${E}", "${N}",
            "${", "${}")),
        (6, Gen.Select(OneOf("A", "E", "N", "Q"), OneOf(":-", "-", ":+", "+", ":?", "?"), inner, inner)
            .Select(static (name, mark, one, other) => $"${{{name}{mark}{one}}}{other}")),
        (1, Gen.Select(OneOf("A", "E", "N"), OneOf(":-", "-", ":+", "?", ""), inner).Select(static (name, mark, one) => $"${{{name}{mark}{one}"))));

    [Fact]
    public void References_are_replaced_as_docker_compose_replaces_them() => s_reference.Array[40].Sample(static texts =>
    {
        var read = texts.Where(static t => Ours(Map([t])) is not null).ToArray();
        Assert.All(texts.Except(read).Take(5), static text => Assert.True(Theirs(Map([text])) is null || IsRequired(text), $"Compose reads {text}"));
        read = [.. read.Where(static t => !IsRequired(t))];
        Assert.Equal(Theirs(Map(read)), Ours(Map(read)));
        Assert.Equal(Theirs(List(read)), Ours(List(read)));
    }, iter: 6, threads: 1);

    [Theory]
    [InlineData("x-a: &a {A: 1}\nx-b: &b {A: 2, B: 3}\n" + Head + "    environment:\n      <<: [*a, *b]\n      C: 4\n")]
    [InlineData("x-a: &a {A: 1}\nx-b: &b {<<: *a, B: 3}\n" + Head + "    environment: {<<: *b, A: 9}\n")]
    [InlineData("x-a: &a {A: 1}\n" + Head + "    environment: {A: 9, <<: *a}\n")]
    [InlineData("x-a: &a {A: 1}\nx-b: &a {A: 2}\n" + Head + "    environment: *a\n")]
    [InlineData("x-a: &a [A=1]\n" + Head + "    environment: *a\n")]
    [InlineData("x-a: &a\n  environment: {A: 1}\nservices:\n  s:\n    <<: *a\n    image: q\n    environment: {B: 2}\n")]
    [InlineData(Head + "    environment: [A=1, A=2, B=012, \"C='q'\"]\n")]
    [InlineData(Head + "---\nservices:\n  s:\n    environment: {A: 1}\n")]
    [InlineData("{\"services\": {\"s\": {\"image\": \"x\", \"environment\": {\"A\": 012, \"B\": \"012\"}}}}\n")]
    [InlineData(Head + "    environment:\n      A: |\n        $A y\n        ${N:-z}\n      B: >-\n        1\n        2\n")]
    [InlineData(Head + "...\n")]
    public void A_form_says_what_it_says_to_docker_compose(string yaml) => Assert.Equal(Theirs(yaml)!, Ours(yaml)!);

    [Theory]
    [InlineData(Head + "    image: y\n", "file.duplicate-key", 5)]
    [InlineData(Head + "    environment: {A: 1, A: 2}\n", "file.duplicate-key", 5)]
    [InlineData("x-a: &a {A: 1}\n" + Head + "    environment:\n      <<: *a\n      <<: *a\n", "file.duplicate-key", 8)]
    [InlineData(Head + "    environment:\n      A: *nope\n", "file.not-yaml", 6)]
    [InlineData(Head + "    environment:\n      A: ${X\n", "env.reference", 6)]
    [InlineData("---\n---\n" + Head, "import.not-compose", null)]
    public void What_docker_compose_refuses_is_told_with_its_line(string yaml, string code, int? line)
    {
        Assert.Null(Theirs(yaml));
        var finding = Assert.Single(ComposeReader.Read([new FoundFile("compose.yaml", yaml)], null, "a").Reader.Findings);
        Assert.Equal((code, line), (finding.Code, finding.Line));
    }

    [Fact]
    public void References_in_files_of_variables_are_replaced_as_docker_compose_replaces_them()
    {
        var files = new Dictionary<string, string>
        {
            ["compose.yaml"] = "services:\n  s:\n    image: x\n    env_file: [a.env, b.env]\n"
                + "    environment:\n      E: said\n      P:\n      Q: ${B1:-no}\n",
            [".env"] = "D=from-dotenv\nP=passed\nA1=dotenv\n",
            ["a.env"] = "A1=own\nA2=$A1\nA3=$D\nP=file\nA5=${A3}!\n",
            ["b.env"] = "B1=$A1\nB2=$A2\nB3=${A5}x\nD=${D}y\n",
        };
        using var config = files.Aggregate(new ComposeConfig(), static (c, f) => c.With(f.Key, f.Value));
        var ours = ComposeReader.Read([.. files.Select(static f => new FoundFile(f.Key, f.Value))], null, "a").Found!.Services.Single().Variables;
        Assert.Equal(config.Environments()!["s"].OrderBy(static v => v.Key, StringComparer.Ordinal),
            ours.Select(static v => KeyValuePair.Create(v.Key, (string?)(v.Key == "Q" ? "no" : v.Value.Value)))
                .OrderBy(static v => v.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_of_variables_that_docker_compose_refuses_is_told_with_its_line()
    {
        var (reader, _) = ComposeReader.Read([new FoundFile("compose.yaml", Head), new FoundFile(".env", "A=1\n\nB='two\nC=3\n")], null, "a");
        var finding = Assert.Single(reader.Findings);
        Assert.Equal(("env.quote", ".env", 3), (finding.Code, finding.File, finding.Line));
    }

    // What the shell may still set is no reason to refuse the file.
    private static bool IsRequired(string text) => Documents.EnvFiles.Interpolation.Read(text,
        name => Documents.EnvFiles.DotEnvReader.Values(Env).GetValueOrDefault(name)).Missing is not null;

    private static string Map(string[] values) => Head + "    environment:\n      HERE: x\n"
        + string.Concat(values.Select(static (v, i) => $"      V{i}: '{v.Replace("'", "''", StringComparison.Ordinal)}'\n"));

    private static string List(string[] values) => Head + "    environment:\n      - HERE=x\n"
        + string.Concat(values.Select(static (v, i) => $"      - 'V{i}={v.Replace("'", "''", StringComparison.Ordinal)}'\n"));

    private static SortedDictionary<string, string?>? Theirs(string yaml)
    {
        using var config = new ComposeConfig().With("compose.yaml", yaml).With(".env", Env);
        return config.Environments()?["s"] is { } environment ? new(environment, StringComparer.Ordinal) : null;
    }

    // As if the shell set nothing.
    private static SortedDictionary<string, string?>? Ours(string yaml) =>
        ComposeReader.Read([new FoundFile("compose.yaml", yaml), new FoundFile(".env", Env)], null, "a") is (var reader, { Root: { } root })
            && reader.Findings.Count == 0 && root.Find("services")!.Value is FoundNode.Map services
            && services.Find("s")!.Value is FoundNode.Map service
            ? new((service.Find("environment") is { } own && ComposeLayers.Pairs(own.Value) is FoundNode.Map pairs ? pairs.Entries : [])
                .ToDictionary(static e => e.Key, static e => e.Value is FoundNode.Text { IsNull: false } text ? text.Value : null),
                StringComparer.Ordinal)
            : null;

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
