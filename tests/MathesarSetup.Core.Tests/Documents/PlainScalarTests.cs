using CsCheck;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Documents;

/// <summary>A value without quotes becomes the text that docker compose 2.26 makes of it.</summary>
public sealed class PlainScalarTests
{
    private static readonly Gen<string> s_digits = Gen.OneOf(Gen.Char["0123456789"].Array[1, 4], Gen.Char["01234567"].Array[1, 9],
        Gen.Char["0123456789_"].Array[1, 45]).Select(static digits => new string(digits));

    private static readonly Gen<string> s_number = Gen.Select(OneOf("", "", "", "-", "+"), OneOf("", "", "", "0", "0x", "0o", "0b", "0X", "00", "."),
        s_digits, OneOf("", "", "", ".", ".5", ".50", "e3", "E-7", "e+20", "e21", "e22", "e6", ".25e2", "a", "f", "e400", "p1"))
        .Select(static (sign, mark, digits, end) => sign + mark + digits + end);

    private static readonly Gen<string> s_time = Gen.Select(OneOf("2001", "1999", "0001", "20010"), OneOf("-1", "-12", "-13", "-02"),
        OneOf("-1", "-31", "-29", "-00"), OneOf("", "", "t1:2:3", "T01:02:03", " 1:02:3.50", " 23:59:60", "  1:2:3", " 1:2"),
        OneOf("", "", "Z", "+01:30", "-05:00", " +1"))
        .Select(static (year, month, day, time, zone) => year + month + day + time + zone);

    private static readonly Gen<string> s_scalar = Gen.OneOf(s_number, s_number, s_number, s_time, OneOf(
        "yes", "NO", "on", "Off", "y", "true", "True", "FALSE", "tRue", "~", "Null", "null", "NULL", "nUll", "12:30:45", "1:20", "<<", "=", "0.0.0.0",
        "1.2.3", "10.3", "+", ".", "0x", "1e", "v1", "1 2",
        "!!str 012", "!!int \"012\"", "!!int 1_0", "!!float 3", "!!bool true", "\"1e3\"", "'0o17'", "1,5", "1-2",
        "9223372036854775808", "-9223372036854775808", "18446744073709551615", "+18446744073709551615", "-9223372036854775809",
        "18446744073709551616"));

    [Fact]
    public void A_scalar_is_the_text_that_docker_compose_makes_of_it() => s_scalar.Array[300].Sample(static scalars =>
    {
        using var config = new ComposeConfig().With("compose.yaml", "services:\n  s:\n    image: x\n    environment:\n"
            + string.Concat(scalars.Select(static (scalar, i) => $"      V{i}: {scalar}\n")));
        var theirs = config.Environments()!["s"];
        Assert.All(scalars.Select(static (scalar, i) => (scalar, i)), s =>
            Assert.Equal($"{s.scalar}: {theirs[$"V{s.i}"]}", $"{s.scalar}: {Ours(s.scalar)}"));
    }, iter: 6, threads: 1);

    private static string? Ours(string scalar)
    {
        var node = (YamlNode.Scalar)((YamlNode.Map)YamlTree.Read($"V: {scalar}\n").Root!).Entries[0].Value;
        return node.IsNull ? null : PlainScalar.Rewritten(node) ?? node.Value;
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
