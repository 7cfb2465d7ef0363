using System.Text;
using System.Text.Json;
using MathesarSetup.App.Opening;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>prepare-database</c> on a real server: role and database are made once, by a URL that is kept nowhere, or by a script.</summary>
public sealed class PrepareDatabaseTests : IClassFixture<PrepareDatabaseTests.Servers>, IDisposable
{
    private const string Password = "0Xq7rT2mV9bN4kL8";
    private const string Secret = "s0perusers pass";
    private readonly Servers _servers;
    private readonly SetupProgram _program = new();

    public PrepareDatabaseTests(Servers servers)
    {
        _servers = servers;
        _program.Directory.Write("password", Password);
    }

    [Fact]
    public void The_role_and_the_database_are_made_and_Mathesar_s_login_is_tried()
    {
        _program.Directory.Write("url", Url() + "\n");
        var outcome = Run("first", [], "--superuser-url-file", "url");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors.Replace(NoCreateDb("first"), "", StringComparison.Ordinal)));
        Assert.StartsWith("Done: the role first was made, and the database first was made, which it owns.\nok      database: Reached PostgreSQL",
            outcome.Output, StringComparison.Ordinal);
        Assert.Equal(["password", "url"],
            Directory.GetFileSystemEntries(_program.Directory.Path).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_URL_comes_from_standard_input_or_from_the_environment_and_is_repeated_nowhere()
    {
        Assert.Contains("the role piped was made", Run("piped", Encoding.UTF8.GetBytes(Url()), "--superuser-url-file", "-").Output,
            StringComparison.Ordinal);
        var json = RunWith(new() { [DraftSources.SuperuserUrl] = Url() }, "exported", [], "--json");
        var said = JsonDocument.Parse(json.Output).RootElement;
        Assert.Contains("the role exported was made", said.GetProperty("said").GetString(), StringComparison.Ordinal);
        Assert.Equal("ok", said.GetProperty("checks")[0].GetProperty("end").GetString());
        // Any other verb leaves the variable alone.
        Assert.DoesNotContain("SUPERUSER", _program.Run([], new() { [DraftSources.SuperuserUrl] = Url() }, "validate").Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_that_is_there_gets_the_password_only_when_told_to()
    {
        _servers.Server.Make("there", "another password");
        var kept = Run("there", Encoding.UTF8.GetBytes(Url()), "--superuser-url-file", "-");
        Assert.Equal(1, kept.ExitCode);
        Assert.Contains("error database.password: The server does not take this password", kept.Errors, StringComparison.Ordinal);
        Assert.Equal(0, Run("there", Encoding.UTF8.GetBytes(Url()), "--superuser-url-file", "-", "--set-password").ExitCode);
    }

    [Fact]
    public void A_URL_that_is_refused_is_explained_and_ends_with_1()
    {
        var outcome =
            Run("nobody", Encoding.UTF8.GetBytes($"postgresql://boss:wr0ng@127.0.0.1:{_servers.Server.Port}/postgres"), "--superuser-url-file", "-");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("error: The server does not take this password for the role \"boss\"", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", outcome.Output + outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("Say --superuser-url-file", Run("nobody", []).Errors, StringComparison.Ordinal);
        Assert.Contains("There is no such file.", Run("nobody", [], "--superuser-url-file", "nothing-here").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_URL_is_never_an_argument() => Assert.Equal(2, Run("nobody", [], "--superuser-url", "x").ExitCode);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_script_makes_the_same_with_the_password_or_leaves_it_to_be_given(bool reveals)
    {
        var role = reveals ? "scripted" : "sent";
        var script = Run(role, [], reveals ? ["--script", "--reveal"] : ["--script"]);
        Assert.Equal(0, script.ExitCode);
        Assert.Equal(reveals, script.Output.Contains(Password, StringComparison.Ordinal));
        _servers.Server.RunScript("postgres", script.Output);
        Assert.Equal("f|f|f",
            _servers.Server.Query("postgres", $"SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = '{role}'"));
        Assert.Equal(reveals ? 0 : 1, Check(role));
        if (!reveals)
        {
            Assert.Contains($"\n-- \\password \"{role}\"\n", script.Output, StringComparison.Ordinal);
            _servers.Server.Query("postgres", $"ALTER ROLE {role} PASSWORD '{Password}'");
            Assert.Equal(0, Check(role));
        }
    }

    [Fact]
    public void A_database_that_runs_beside_Mathesar_needs_no_preparing()
    {
        var outcome = _program.Run("prepare-database", "--script");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("say --database-mode existing", outcome.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _program.Dispose();

    private static string NoCreateDb(string role) =>
        $"note database.user: The role \"{role}\" cannot create databases, so people can open existing ones in Mathesar and make none. "
            + $"You can go on without it, or let whoever looks after the server say this: `ALTER ROLE \"{role}\" CREATEDB;`\n";

    private string Url() => $"postgresql://boss:{Uri.EscapeDataString(Secret)}@127.0.0.1:{_servers.Server.Port}/postgres";

    private int Check(string role) => _program.Run(["check", .. Answers(role), "--access-port", $"{FreePort.Take()}"]).ExitCode;

    private string[] Answers(string role) =>
    [
        "--database-mode",
        "existing", "--database-host", "host.docker.internal", "--database-port", $"{_servers.Server.Port}", "--database-name", role,
        "--database-user", role,
        "--database-password-file", _program.Directory.At("password"),
    ];

    private Outcome Run(string role, byte[] input, params string[] more) => RunWith([], role, input, more);

    private Outcome RunWith(Dictionary<string, string?> variables, string role, byte[] input, params string[] more)
    {
        var outcome = _program.Run(input, variables, ["prepare-database", .. Answers(role), .. more]);
        Assert.DoesNotContain(Secret, outcome.Output + outcome.Errors, StringComparison.Ordinal);
        return outcome;
    }

    /// <summary>One server for all of them, with a superuser who may come over the network.</summary>
    public sealed class Servers : IDisposable
    {
        public Servers() => Server.Query("postgres", $"CREATE ROLE boss SUPERUSER LOGIN PASSWORD '{Secret}'");

        public PostgresServer Server { get; } = new();

        public void Dispose() => Server.Dispose();
    }
}
