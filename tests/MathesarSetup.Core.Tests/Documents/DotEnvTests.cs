using CsCheck;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>What stands in <c>.env</c> is what both Composes put into a container.</summary>
public sealed class DotEnvTests
{
    // Many variables a file: starting Compose is what takes time.
    private static readonly Gen<string[]> s_values = HostileText.OneLine.Array[300];

    [Fact]
    public void Every_printable_value_arrives_through_docker_compose_2() =>
        s_values.Sample(values => Assert.Equal(values, ComposeProject.Of(values).ReadBy(RealPart.Compose2())), iter: 6, threads: 1);

    [Fact]
    public void Every_printable_value_arrives_through_docker_compose_1() =>
        s_values.Sample(values => Assert.Equal(values, ComposeProject.Of(values).ReadBy(RealPart.Compose1())), iter: 6, threads: 1);

    [Fact]
    public void Every_printable_value_arrives_through_python_dotenv() =>
        s_values.Sample(values => Assert.Equal(values, PythonDotenv.Read(ComposeProject.Of(values).Env, values.Length)), iter: 6, threads: 1);

    [Fact]
    public void Every_short_text_of_quoting_characters_arrives_through_both()
    {
        const string characters = "\\'\"$ {}#aX";
        var pairs = characters.SelectMany(a => characters.Select(b => $"{a}{b}")).ToArray();
        string[] values = ["", .. characters.Select(c => c.ToString()), .. pairs, .. pairs.SelectMany(pair => characters.Select(c => pair + c))];
        Assert.Equal(values, ComposeProject.Of(values).ReadBy(RealPart.Compose2()));
        Assert.Equal(values, ComposeProject.Of(values).ReadBy(RealPart.Compose1()));
    }

    [Fact]
    public void Values_of_4096_characters_arrive_through_both()
    {
        string[] values = [new('漢', 4096), new('\\', 4096), new('\'', 4096), new('$', 4096), string.Concat(Enumerable.Repeat("${X}", 1024))];
        Assert.Equal(values, ComposeProject.Of(values).ReadBy(RealPart.Compose2()));
        Assert.Equal(values, ComposeProject.Of(values).ReadBy(RealPart.Compose1()));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("1")]
    public void Hostile_values_arrive_in_a_real_container(string major)
    {
        var compose = major == "1" ? RealPart.Compose1() : RealPart.Compose2();
        var docker = DockerEngine.Require();
        BusyboxImage.Import(docker);
        s_values.Sample(values => Assert.Equal(values, ComposeProject.Of(values).RunBy(compose)), iter: 4, threads: 1);
    }

    [Fact]
    public void An_ordinary_value_stands_in_single_quotes_and_a_dollar_gets_its_variable_only_where_it_must()
    {
        var file = new DotEnv("Values that compose.yaml refers to.");
        file.Blank();
        file.Add("MATHESAR_KEY", "pa$s'word #1", "Encrypts the stored passwords.");
        file.Add("MATHESAR_HARD", "a${X}\\");
        Assert.Equal(
            """
            # Values that compose.yaml refers to.

            # Encrypts the stored passwords.
            MATHESAR_KEY='pa$s\'word #1'
            # Stands for the dollar sign in values below: no quoting of it suits every reader.
            MATHESAR_DOLLAR='$'
            MATHESAR_HARD="a${MATHESAR_DOLLAR}{X}\\${MATHESAR_NOTHING:-}"

            """,
            file.Write());
    }

    [Fact]
    public void A_value_that_no_line_can_hold_is_refused_without_being_shown() =>
        Assert.All(["a\nb", "a\r", "\0", "\uD800", "\uDC00\uD800"], value =>
        {
            Assert.False(DotEnv.CanCarry(value));
            Assert.Equal(
                "The value holds characters that a .env file cannot carry. Ask CanCarry first and make a finding.",
                Assert.Throws<ArgumentException>(() => new DotEnv().Add("A", value)).Message);
        });

    [Fact]
    public void A_comment_cannot_become_an_entry()
    {
        var file = new DotEnv();
        file.Add("A", "1", "first\nB=2\rC=3\u0085D=4\u2028E=5");
        Assert.Equal("# first\n# B=2\n# C=3\n# D=4\n# E=5\nA='1'\n", file.Write());
    }
}
