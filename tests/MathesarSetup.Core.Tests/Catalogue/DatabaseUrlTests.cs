using CsCheck;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue;

public sealed class DatabaseUrlTests
{
    public static TheoryData<string, string, string, string, string, string, string> Forms => new()
    {
        // url, host, port, name, user, password, sslmode
        { "postgresql://tables:s3cret@db.example.com:5433/tables", "db.example.com", "5433", "tables", "tables", "s3cret", "prefer" },
        { "postgres://tables:s3cret@db.example.com/tables?sslmode=require", "db.example.com", "5432", "tables", "tables", "s3cret", "require" },
        { "postgres://us%40er:p%40ss%2Fword%3A%25@db/na%20me", "db", "5432", "na me", "us@er", "p@ss/word:%", "prefer" },
        { "tables:s3cret@db.example.com:5433/tables", "db.example.com", "5433", "tables", "tables", "s3cret", "prefer" },
        { "postgresql://tables@%2Fvar%2Frun%2Fpostgresql/tables", "/var/run/postgresql", "5432", "tables", "tables", "", "prefer" },
        { "postgresql:///tables?host=/var/run/postgresql&user=tables", "/var/run/postgresql", "5432", "tables", "tables", "", "prefer" },
        { "postgresql://tables@[fd00::5]:5433/tables", "fd00::5", "5433", "tables", "tables", "", "prefer" },
        { "postgresql://db.example.com", "db.example.com", "5432", "mathesar_django", "mathesar", "", "prefer" },
        { "postgresql://u:p@db/x?connect_timeout=5&application_name=a", "db", "5432", "x", "u", "p", "prefer" },
        { "DATABASE_URL=\"postgresql://u:p@db/x\"", "db", "5432", "x", "u", "p", "prefer" },
        { "export DATABASE_URL='postgres://u:p@db/x'", "db", "5432", "x", "u", "p", "prefer" },
        { "DJANGO_DATABASE_URL: postgres://u:p@db/x", "db", "5432", "x", "u", "p", "prefer" },
        { "'postgresql://u:p@db/x'", "db", "5432", "x", "u", "p", "prefer" },
        { "psql \"postgresql://u:p%22@db/x\"", "db", "5432", "x", "u", "p\"", "prefer" },
        { "POSTGRESQL://u:p$a$@db/x", "db", "5432", "x", "u", "p$a$", "prefer" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_of_a_connection_url_fills_the_parts(
        string url, string host, string port, string name, string user, string password, string sslMode)
    {
        var (answers, findings) = Existing(("database.url", url)).Read();

        Assert.Empty(findings);
        Assert.Equal([host, port, name, user, password, sslMode],
            [answers.Text(DatabaseSettings.Host), answers.Text(DatabaseSettings.Port), answers.Text(DatabaseSettings.Name),
                answers.Text(DatabaseSettings.User), answers.Get(DatabaseSettings.Password).Reveal(), answers.Text(DatabaseSettings.SslMode)]);
    }

    [Theory]
    [InlineData("mysql://u:p@db/x", "Mathesar needs PostgreSQL")]
    [InlineData("postgresql://u:p@ss/word@db/x", "%40")]
    [InlineData("postgresql://u:p@/x", "names no host")]
    [InlineData("postgresql://u:p@db:99999/x", "1 to 65535")]
    [InlineData("postgresql://u:p@db/x?options=-c", "options")]
    [InlineData("postgresql://u:p@db/x?sslmode=always", "disable, allow")]
    [InlineData("db.example.com", "looks like postgresql://")]
    [InlineData("u:heron://x@h", "looks like postgresql://")]
    [InlineData("postgresql://u:p@db/x?sslrootcert=system&sslmode=verify-full", "/etc/ssl/certs/ca-certificates.crt")]
    [InlineData("postgresql://u:p%zz@db/x", "%25")]
    [InlineData("postgresql://u:100%@db/x", "%25")]
    [InlineData("postgresql://u:p@db/x%2", "%25")]
    [InlineData("postgresql://${DB_USER}:${DB_PASS}@db/x", "Put the value itself")]
    [InlineData("postgresql://$USER:$PASS@db/x", "Put the value itself")]
    [InlineData("postgresql://u:{{ password }}@db/x", "Put the value itself")]
    [InlineData("postgresql://u:<password>@db/x", "Put the value itself")]
    [InlineData("postgresql://postgres:[YOUR-PASSWORD]@db.example.com/postgres", "Put the value itself")]
    [InlineData("postgresql://pg_monitor:p@db/x", "pg_ for itself")]
    [InlineData("postgresql://u:a?heron@db/x", "%3F")]
    [InlineData("postgresql://u:p@db/x?heron", "no parameter of PostgreSQL's")]
    [InlineData("postgresql://u:p@db/x?p@ss=heron", "no parameter of PostgreSQL's")]
    public void A_url_that_cannot_be_used_says_what_to_do(string url, string says)
    {
        var finding = Assert.Single(Existing(("database.url", url)).Read().Findings);

        Assert.Equal((Severity.Error, "database.malformed", "database.url"), (finding.Severity, finding.Code, finding.Key));
        Assert.Contains(says, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("heron", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://u:p@db/x?sslmode=require&channel_binding=require", "PGCHANNELBINDING")]
    [InlineData("postgresql://u:p@db/x?target_session_attrs=read-write&connect_timeout=10&application_name=tables",
        "PGTARGETSESSIONATTRS, PGCONNECT_TIMEOUT, PGAPPNAME")]
    public void What_of_a_url_is_left_out_is_told(string url, string variables)
    {
        Assert.Contains(variables, DatabaseUrl.LeftOut(url)?.Message, StringComparison.Ordinal);
        Assert.Null(DatabaseUrl.LeftOut("postgresql://u:p@db/x?sslmode=require"));
    }

    [Theory]
    [InlineData("postgresql://u:p@db/x?options=-c")]
    [InlineData("mysql://db")]
    public void A_url_that_cannot_be_used_is_one_error(string url)
    {
        var errors = Setups.Setup.Of(Existing(("database.url", url)).Settle(Testing.Scenarios.Machine)).Findings
            .Where(static f => f.Severity is Severity.Error);
        Assert.Equal("database.url", Assert.Single(errors).Key);
    }

    [Fact]
    public void A_part_that_contradicts_the_url_is_an_error_and_never_settled_silently()
    {
        var finding =
            Assert.Single(Existing(("database.url", "postgresql://u@db/x"), ("database.port", "5433"), ("database.host", "other")).Read().Findings);

        Assert.Equal(("database.url-contradiction", "database.host"), (finding.Code, finding.Key));
        Assert.Equal("db", finding.Fix!.Set["database.host"]);
    }

    [Fact]
    public void A_contradiction_between_passwords_tells_neither()
    {
        var finding = Assert.Single(Existing(("database.url", "postgresql://u:first1@db/x"), ("database.password", "second2")).Read().Findings);

        Assert.DoesNotContain("first1", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("second2", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_url_made_of_the_parts_reads_back_as_the_parts()
    {
        var part = Gen.Char[' ', '~'].Array[1, 20].Select(c => new string(c).Trim()).Where(s => s.Length > 0);
        Gen.Select(part, part, part, Gen.Int[1, 65535]).Sample((user, password, name, port) =>
        {
            var (answers, findings) = Existing(("database.host", "db.example.com"), ("database.user", user), ("database.password", password),
                ("database.name", name), ("database.port", $"{port}")).Read();
            Assert.Empty(findings);
            var again = Existing(("database.url", DatabaseUrl.From(answers).Reveal())).Read();
            Assert.Empty(again.Findings);
            Assert.Equal((user, password, name, port),
                (again.Answers.Get(DatabaseSettings.User), again.Answers.Get(DatabaseSettings.Password).Reveal(),
                    again.Answers.Get(DatabaseSettings.Name), again.Answers.Get(DatabaseSettings.Port)));
        }, iter: 2000);
    }

    private static Draft Existing(params (string Key, string Text)[] texts) =>
        texts.Aggregate(Draft.Empty.With("database.mode", "existing"), (d, t) => d.With(t.Key, t.Text));
}
