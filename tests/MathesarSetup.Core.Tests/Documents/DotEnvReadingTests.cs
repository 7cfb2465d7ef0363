using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>A <c>.env</c> that anybody may have written is read as docker compose 2.26 reads it, to the letter.</summary>
public sealed class DotEnvReadingTests
{
    // One service a text: starting Compose is what takes time.
    private const int Together = 50;

    private static readonly Gen<string> s_name = OneOf(
        "A", "B", "X", "Y", "Z", "NAME", "a.b", "A-1", "1A", "Ünï", "é[0]", "A B", "A\tB", "A!", "");

    private static readonly Gen<string> s_piece = OneOf(
        "a", "b c", "word", " ", "\t", " #", "#", " # note", "$X", "$A", "${X}", "${A}", "${X:-d}", "${A-d}", "${A:-}", "${X:+a}", "${A+a}",
        "${A:?e}", "${A?e}", "${B:-${A:-{}}}", "${X:-{}}", "${A:+{a}}", "${X:-a}b}", "$$", "$", "$1", "${", "${1}", "${}", "${X:-", "${X:", "${A b}",
        "\\n", "\\t", "\\", "\\\\", "\\$", "\\\"", "\\'", "\\0101", "\\0", "\\07", "\\0400", "\\x41", "\\u0041", "\\c", "'", "\"", "{}", "{", "}",
        "=", ":", "é", "\u00A0", "漢", "😀", "\n", "\r\n", "'a b'");

    private static readonly Gen<string> s_text = s_piece.Array[0, 5].Select(static pieces => string.Concat(pieces));

    private static readonly Gen<string> s_value = Gen.Frequency(
        (4, s_text),
        (3, Gen.Select(s_text, OneOf("", "", "", " # note", "#note", " B=2", "x", " 'y'")).Select(static (t, end) => $"'{t}'{end}")),
        (3, Gen.Select(s_text, OneOf("", "", "", " # note", "#note", " B=2", "x", " 'y'")).Select(static (t, end) => $"\"{t}\"{end}")));

    private static readonly Gen<string> s_line = Gen.Frequency(
        (8, Gen.Select(OneOf("", "", "", "", "export ", "export\t", "  ", "export"), s_name,
            OneOf("=", "=", "=", " = ", "= ", ": ", ":", " :", "=\t", ""), s_value).Select(static (before, name, sign, value) =>
                before + name + sign + value)),
        (1, OneOf("", "# note", "  # it's", "#A=1", "---", "\uFEFF")),
        (1, s_text));

    private static readonly Gen<string> s_file = Gen.Select(OneOf("", "", "", "\uFEFF"), s_line.Array[1, 5], OneOf("\n", "\n", "\r\n"),
        OneOf("", "\n")).Select(static (mark, lines, end, last) => mark + string.Join(end, lines) + last);

    [Fact]
    public void A_file_of_variables_is_read_as_docker_compose_reads_it() =>
        s_file.Array[Together].Sample(Agree, iter: Iterations, threads: 1);

    [Fact]
    public void The_file_beside_the_Compose_file_is_read_as_one_of_a_service() =>
        s_file.Array[20].Sample(static texts => Assert.All(texts, static text => Agree(text, AsDotEnv(text))), iter: 1, threads: 1);

    // 200 of them are 10,000 files, for whoever changes the reader.
    private static int Iterations =>
        int.TryParse(Environment.GetEnvironmentVariable("ENV_FILE_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var runs) ? runs : 6;

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static void Agree(string[] texts)
    {
        var accepted = texts.Where(static t => Ours(t) is not null).ToArray();
        Assert.All(texts.Except(accepted), static text => Agree(text, AsEnvFiles([text])?["s0"]));
        if (AsEnvFiles(accepted) is { } all)
        {
            Assert.All(accepted.Select(static (text, i) => (text, i)), t => Agree(t.text, all[$"s{t.i}"]));
        }
        else
        {
            Assert.All(accepted, static text => Agree(text, AsEnvFiles([text])?["s0"]));
        }
    }

    private static void Agree(string text, Dictionary<string, string?>? theirs) =>
        Assert.True(Flat(Ours(text)) == Flat(theirs), $"{Flat(text)}\nours   {Flat(Ours(text))}\nCompose {Flat(theirs)}");

    private static Dictionary<string, string?>? Ours(string text) => DotEnvReader.Read(text).Values() is { Problem: null } read
        ? read.Texts.ToDictionary(static t => t.Key, static t => (string?)t.Value)
        : null;

    private static Dictionary<string, Dictionary<string, string?>>? AsEnvFiles(string[] texts)
    {
        using var config = new ComposeConfig();
        for (var i = 0; i < texts.Length; i++)
        {
            config.With($"{i}.env", texts[i]);
        }

        var services = texts.Select(static (_, i) => $"  s{i}:\n    image: x\n    env_file: {i}.env\n");
        return config.With("compose.yaml", "services:\n" + string.Concat(services)).Environments();
    }

    // Names that nothing may refer to in a Compose file are passed over.
    private static Dictionary<string, string?>? AsDotEnv(string text)
    {
        var names = (Ours(text) ?? []).Keys.ToArray();
        using var config = new ComposeConfig().With(".env", text).With("compose.yaml",
            "services:\n  s:\n    image: x\n    environment:\n      - HERE\n" + string.Concat(names.Select(static n => $"      - \"{n}\"\n")));
        return config.Environments()?["s"].Where(static v => v.Key != "HERE").ToDictionary();
    }

    // No container can be given a value without a name.
    private static string Flat(Dictionary<string, string?>? values) => values is null || values.ContainsKey("") ? "refused" : string.Join(' ',
        values.OrderBy(static v => v.Key, StringComparer.Ordinal).Select(static v => $"{Flat(v.Key)}=[{Flat(v.Value ?? "")}]"));

    private static string Flat(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\uFEFF", "<BOM>", StringComparison.Ordinal);
}
