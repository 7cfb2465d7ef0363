using System.Text;
using CsCheck;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Drafts;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>What is written is what a real PostgreSQL, fed by a real psql, reads.</summary>
public sealed class SqlTests(SqlTests.Servers servers) : IClassFixture<SqlTests.Servers>
{
    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    public void Every_text_arrives_as_a_literal(string conforming) => HostileText.Lines.Where(Sql.CanCarry).Array[50].Sample(
        texts => Assert.Equal(
            texts.Select(t => "x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(t))),
            servers.Server.RunScript("postgres", $"SET standard_conforming_strings = {conforming};\nSET escape_string_warning = off;\n"
                + string.Concat(texts.Select(t => $"SELECT 'x' || encode(convert_to({Sql.Literal(t)}, 'UTF8'), 'hex');\n"))).Split('\n')),
        iter: 20,
        threads: 1);

    // A column that is called r would hide the row of that name.
    [Fact]
    public void Every_name_arrives_as_an_identifier() =>
        HostileText.OneLine.Where(t => Sql.CanCarry(t) && t != "r" && Encoding.UTF8.GetByteCount(t) is > 0 and <= 63).Array[50].Sample(
            names => Assert.Equal(
                names.Select(n => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(n))),
                servers.Server.RunScript("postgres",
                    string.Concat(
                        names.Select(n => "SELECT encode(convert_to((SELECT json_object_keys(to_json(r)) FROM (SELECT 1 AS "
                            + $"{Sql.Identifier(n)}) r), 'UTF8'), 'hex');\n")))
                    .Split('\n')),
            iter: 20,
            threads: 1);

    [Fact]
    public void A_text_that_PostgreSQL_cannot_hold_is_refused_without_repeating_it()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Sql.Literal("t0p\0secret"));
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Sql.Identifier(""));
    }

    [Fact]
    public void The_script_makes_a_role_with_no_more_rights_than_asked_for_and_a_database_that_it_owns()
    {
        var answers = Draft.Empty.With("database.mode", "existing").With("database.user", "Odd \"role\"").With("database.name", "it's; DROP")
            .With("database.password", "a'b\\c$$d").Read().Answers;
        servers.Server.RunScript("postgres", DatabasePreparation.Script(answers));
        Assert.Equal("t|f|f|f", servers.Server.Query("postgres",
            "SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'Odd \"role\"'"));
        Assert.Equal("Odd \"role\"|UTF8|f",
            servers.Server.Query("postgres",
                "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), has_database_privilege('public', oid, 'CONNECT') FROM "
                    + "pg_database WHERE datname = 'it''s; DROP'"));
    }

    [Fact]
    public void The_script_can_be_shown_without_the_password()
    {
        var answers = Draft.Empty.With("database.mode", "existing").With("database.password", "t0psecret").Read().Answers;
        var shown = DatabasePreparation.Script(answers, new SecretText(SecretText.Mask));
        Assert.DoesNotContain("t0psecret", shown, StringComparison.Ordinal);
        Assert.Equal(DatabasePreparation.Script(answers), shown.Replace(SecretText.Mask, "t0psecret", StringComparison.Ordinal));
    }

    /// <summary>One server for all of them.</summary>
    public sealed class Servers : IDisposable
    {
        public PostgresServer Server { get; } = new();

        public void Dispose() => Server.Dispose();
    }
}
