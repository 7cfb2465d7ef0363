using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Database;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>A role and a database are made on a real server by a superuser's URL, and then Mathesar's login works.</summary>
public sealed class DatabasePreparerTests(DatabaseServers servers) : IClassFixture<DatabaseServers>
{
    private const string Secret = "s0perusers pass/word";

    [Fact]
    public async Task What_was_missing_is_made_and_the_check_is_content()
    {
        var answers = Answers("made", "made \"db\"");
        var outcome = await PrepareAsync(answers, Url("boss", "SUPERUSER"));
        Assert.Empty(outcome.Findings);
        Assert.Equal("Done: the role made was made, and the database made \"db\" was made, which it owns.", outcome.Said);
        Assert.NotEmpty((await TryAsync(answers)).Said);
        Assert.Equal("f", servers.Server.Query("postgres", "SELECT has_database_privilege('public', 'made \"db\"', 'CONNECT')"));
        Assert.Equal("The role and the database were there already.", (await PrepareAsync(answers, Url("boss", "SUPERUSER"))).Said);
    }

    [Fact]
    public async Task A_role_that_is_no_superuser_but_may_create_both_is_enough()
    {
        var answers = Answers("by_helper", "by_helper");
        Assert.Empty((await PrepareAsync(answers, Url("helper", "CREATEROLE CREATEDB"))).Findings);
        Assert.NotEmpty((await TryAsync(answers)).Said);
    }

    [Fact]
    public async Task A_role_without_the_rights_leaves_nothing_half_made()
    {
        Assert.Equal("database.may-not-prepare",
            Assert.Single((await PrepareAsync(Answers("half", "half"), Url("roles_alone", "CREATEROLE"))).Findings).Code);
        Assert.Equal("f", servers.Server.Query("postgres", "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'half')"));
    }

    [Fact]
    public async Task A_role_that_is_there_keeps_its_password_unless_it_was_asked_for()
    {
        servers.Server.Make("kept", "another password");
        var answers = Answers("kept", "kept");
        await PrepareAsync(answers, Url("boss", "SUPERUSER"));
        Assert.Equal("database.wrong-login", (await TryAsync(answers)).Findings[0].Code);
        await PrepareAsync(answers, Url("boss", "SUPERUSER"), setPassword: true);
        Assert.NotEmpty((await TryAsync(answers)).Said);
    }

    [Fact]
    public async Task A_role_is_let_into_a_database_that_somebody_else_owns_and_the_owner_stays()
    {
        servers.Server.Query("postgres", "CREATE DATABASE theirs");
        servers.Server.Make("guest", DatabaseServers.Password);
        var answers = Answers("guest", "theirs");
        Assert.Equal("database.may-not-create", (await TryAsync(answers)).Findings[0].Code);
        await PrepareAsync(answers, Url("boss", "SUPERUSER"));
        Assert.DoesNotContain((await TryAsync(answers)).Findings, f => f.Severity is Severity.Error);
        Assert.Equal("postgres", servers.Server.Query("postgres", "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'theirs'"));
    }

    [Theory]
    [InlineData("", "database.superuser-url")]
    [InlineData("mysql://root@localhost/x", "database.superuser-url")]
    [InlineData("postgresql://boss:wrong@127.0.0.1:{0}/postgres", "database.wrong-login")]
    [InlineData("postgresql://boss:wrong@no-such-host.invalid/postgres", "database.unknown-host")]
    public async Task A_bad_URL_is_explained_without_a_field_of_the_form(string url, string code)
    {
        Url("boss", "SUPERUSER");
        var finding = Assert.Single((await PrepareAsync(Answers("nobody", "nothing"), string.Format(null, url, servers.Server.Port))).Findings);
        Assert.Equal((code, null), (finding.Code, finding.Key));
    }

    [Fact]
    public async Task Without_a_password_no_role_is_made() =>
        Assert.Equal("database.no-password-yet",
            Assert.Single(
                (await PrepareAsync(Draft.Empty.With("database.mode", "existing").Read().Answers, Url("boss", "SUPERUSER"))).Findings).Code);

    private Answers Answers(string role, string database) => Draft.Empty
        .With("database.mode", "existing").With("database.host", "127.0.0.1").With("database.port", $"{servers.Server.Port}")
        .With("database.user", role).With("database.name", database).With("database.password", DatabaseServers.Password).Read().Answers;

    private Task<CheckOutcome> TryAsync(Answers answers) =>
        servers.TryAsync(("database.user", answers.Get(DatabaseSettings.User)), ("database.name", answers.Get(DatabaseSettings.Name)));

    private static async Task<CheckOutcome> PrepareAsync(Answers answers, string url, bool setPassword = false)
    {
        var outcome = await DatabasePreparer.RunAsync(answers, new SecretText(url), setPassword, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(outcome.Findings.Select(f => f.Message).Append(outcome.Said),
            text => text.Contains(Secret, StringComparison.Ordinal) || text.Contains(DatabaseServers.Password, StringComparison.Ordinal));
        return outcome;
    }

    // Made once, whichever test comes first.
    private string Url(string role, string rights)
    {
        servers.Server.Query("postgres",
            $"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} LOGIN {rights} "
                + $"PASSWORD '{Secret}'; END IF; END $$");
        return $"postgresql://{role}:{Uri.EscapeDataString(Secret)}@127.0.0.1:{servers.Server.Port}/postgres";
    }
}
