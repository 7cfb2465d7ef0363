using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>No secret is told, and no name is made unreadable by one.</summary>
public sealed class RedactionTests
{
    private const string Dots = SecretText.Mask;

    [Theory]
    [InlineData("The former mathesar_db is set aside.", "The former mathesar_db is set aside.")]
    [InlineData("mathesar answers.", "mathesar answers.")]
    [InlineData("/code/mathesar/install.py imports mathesar.models", "/code/mathesar/install.py imports mathesar.models")]
    [InlineData("POSTGRES_PASSWORD=mathesar", "POSTGRES_PASSWORD=" + Dots)]
    [InlineData("password: mathesar.", "password: " + Dots + ".")]
    [InlineData("postgres://mathesar:mathesar@db/mathesar_django", "postgres://mathesar:" + Dots + "@db/mathesar_django")]
    [InlineData("ALTER USER postgres PASSWORD 'mathesar';", "ALTER USER postgres PASSWORD '" + Dots + "';")]
    [InlineData("wrong password mathesar", "wrong password " + Dots)]
    [InlineData("mathesar", Dots)]
    public void A_secret_that_is_a_common_name_is_hidden_where_it_stands_as_a_value(string text, string expected) =>
        Assert.Equal(expected, With("mathesar").Hide(text));

    [Theory]
    [InlineData("hunter", "hunter and hunters_db", Dots + " and hunters_db")]
    [InlineData("abc", "abcdef pw=abc", "abcdef pw=" + Dots)]
    [InlineData("k7Qp", "xk7Qpx", "x" + Dots + "x")]
    [InlineData("correct horse", "correct horses", Dots + "s")]
    [InlineData("aLongSecret0123456789", "xaLongSecret0123456789y", "x" + Dots + "y")]
    public void Any_other_is_hidden_as_a_word_or_wherever_it_stands(string secret, string text, string expected) =>
        Assert.Equal(expected, With(secret).Hide(text));

    [Fact]
    public void Without_a_plan_nothing_is_known_to_be_secret() => Assert.Equal("mathesar", Redaction.Of(null).Hide("mathesar"));

    private static Redaction With(string password) => Redaction.Of(Setup.Of(Draft.Empty.With("database.password", password)).Plan);
}
