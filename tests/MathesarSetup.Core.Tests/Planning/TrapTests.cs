using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Planning;

/// <summary>The traps of Mathesar's history, each met by generation or by a rule. The numbers are issues of mathesar-foundation/mathesar.</summary>
public sealed class TrapTests
{
    [Fact]
    public void Trap_1_an_address_in_the_network_does_not_answer_400()
    {
        var web = Of(("access.url", "http://192.168.1.20:8000"), ("access.hosts", "https://tables.lan:8000/x, fd00::20")).Plan.Web;
        Assert.Equal("192.168.1.20,tables.lan,[fd00::20],localhost,127.0.0.1,[::1]", Value(web, "ALLOWED_HOSTS"));
    }

    [Theory]
    [InlineData("access.url", "https://tables.example.com")]
    [InlineData("access.hosts", "a.example.com,b.example.com")]
    public void Trap_2_the_health_check_may_always_ask_localhost(string key, string text) =>
        Assert.Superset(new HashSet<string> { "localhost", "127.0.0.1" }, Value(Of((key, text)).Plan.Web, "ALLOWED_HOSTS").Split(',').ToHashSet());

    [Fact]
    public void Trap_4_the_secret_key_is_always_set_and_never_a_public_one()
    {
        Assert.Equal(50, Value(Of().Plan.Web, "SECRET_KEY").Length);
        Assert.Contains("secrets.public-key", Errors(("secrets.key", "2gr6ud88x=(p855_5nbj_+7^gw-iz&n7ldqv%94mjaecl+b9=4")));
        Assert.Contains("secrets.public-key", Errors(("secrets.key", "2gr6ud88x=(p855_5nbj_+7^bw-iz&n7ldqv%94mjaecl+b9=4")));
    }

    [Theory]
    [InlineData("0.2.5", "bundled")]
    [InlineData("0.2.5", "builtin")]
    [InlineData("0.11.0", "bundled")]
    [InlineData("0.12.0", "builtin")]
    public void Trap_5_the_administrator_is_made_before_anything_listens(string version, string mode)
    {
        var script = Assert.IsType<StartCommand.Script>(Of(("mathesar.version", version), ("database.mode", mode)).Plan.Web.Start).Text;
        Assert.InRange(script.IndexOf("createsuperuser", StringComparison.Ordinal), 1, script.LastIndexOf("exec ", StringComparison.Ordinal));
    }

    [Fact]
    public void Trap_5_a_missing_variable_stops_Mathesar_instead_of_starting_an_empty_database() =>
        Assert.Contains("exec bash ./bin/mathesar run -ne\n", Assert.IsType<StartCommand.Script>(Of().Plan.Web.Start).Text, StringComparison.Ordinal);

    [Fact]
    public void Trap_7_no_reference_has_a_default_that_old_Compose_versions_misread() =>
        Assert.All(Scenarios.All.Values, draft => Assert.DoesNotContain(":-{", File(Setup.Of(draft), "compose.yaml"), StringComparison.Ordinal));

    [Fact]
    public void Trap_8_uploads_are_kept_where_Mathesar_writes_them() =>
        Assert.Equal("/code/.media", Assert.Single(Of().Plan.Web.Mounts).Path);

    [Fact]
    public void Trap_9_encryption_is_asked_for_by_variables_that_have_an_effect()
    {
        var web = Existing(("database.sslmode", "verify-full"), ("database.sslrootcert", "/etc/ca.pem")).Plan.Web;
        Assert.Equal(("verify-full", "/etc/mathesar/database-ca.pem"), (Value(web, "PGSSLMODE"), Value(web, "PGSSLROOTCERT")));
        Assert.Contains(web.Mounts.OfType<Mount.Bind>(),
            m => m is { Source: "/etc/ca.pem", Path: "/etc/mathesar/database-ca.pem", ReadOnly: true, MustExist: true });
    }

    [Theory]
    [InlineData("0.1.7", "installed anew")]
    [InlineData("0.10.0", "0.10.1")]
    [InlineData("latest", "hides which release")]
    public void Trap_10_a_release_that_cannot_be_installed_is_refused(string version, string says) =>
        Assert.Contains(Of(("mathesar.version", version)).Findings,
            f => f.Code == "mathesar.malformed" && f.Message.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Issue_2571_localhost_in_a_container_is_not_this_machine(string host)
    {
        var finding = Existing(("database.host", host)).Findings.Single(f => f.Code == "database.localhost");
        var fixedUp = Setup.Of(ExistingDraft(("database.host", host)).With(finding.Fix!));
        Assert.DoesNotContain(fixedUp.Findings, f => f.Code == "database.localhost");
        Assert.True(fixedUp.Plan.Web.ReachesHost);
    }

    [Fact]
    public void Issue_5234_a_path_in_the_address_is_refused() =>
        Assert.Contains(Of(("access.url", "https://example.com/mathesar")).Findings,
            f => f.Code == "access.malformed" && f.Message.Contains("mathesar.example.com", StringComparison.Ordinal));

    [Theory]
    [InlineData("0.11.0", "--timeout=180")]
    [InlineData("0.12.0", null)]
    public void Issue_4831_slow_requests_get_more_than_30_seconds(string version, string? arguments) =>
        Assert.Equal(arguments, Of(("mathesar.version", version)).Plan.Web.Environment.FirstOrDefault(e => e.Name == "GUNICORN_CMD_ARGS")?.Value);

    [Fact]
    public void Issue_4765_workers_follow_the_cores_and_are_never_empty()
    {
        Assert.Equal("9", Value(Of().Plan.Web, "WEB_CONCURRENCY"));
        Assert.Contains("tuning.malformed", Errors(("tuning.workers", "")));
    }

    [Fact]
    public void Issue_4501_a_percent_sign_in_a_password_is_warned_of() =>
        Assert.Contains(Existing(("database.password", "50%of-it-all")).Findings,
            f => f is { Code: "database.percent-in-password", Severity: Severity.Warning });

    [Fact]
    public void Issue_2572_generated_secrets_need_no_quoting() =>
        Assert.All(["secrets.key", "database.password", "admin.password"],
            key => Assert.Matches("^[A-Za-z0-9]{20,}$", Draft.Empty.Settle(Scenarios.Machine).Texts[key]));

    [Fact]
    public void Issue_4512_a_socket_is_mounted_and_needs_0_3_0()
    {
        Assert.Contains(Existing(("database.host", "/var/run/postgresql")).Plan.Web.Mounts.OfType<Mount.Bind>(),
            m => m is { Source: "/var/run/postgresql", Path: "/var/run/postgresql" });
        Assert.Contains(Existing(("database.host", "/var/run/postgresql"), ("mathesar.version", "0.2.5")).Findings,
            f => f.Code == "database.socket-too-early");
    }

    [Fact]
    public void Issue_4924_the_database_of_the_records_cannot_be_opened_in_Mathesar() =>
        Assert.Contains(Existing(("sso.providers.x.client-id", "a"), ("sso.providers.x.client-secret", "b"),
            ("sso.providers.x.server-url", "https://login.example.com"), ("sso.providers.x.default-roles.r.name", "mathesar_django"),
            ("sso.providers.x.default-roles.r.host", "db.example.com"), ("sso.providers.x.default-roles.r.role", "analyst")).Findings,
            f => f.Code == "sso.role-in-own-database");

    [Theory]
    [InlineData("caddy")]
    [InlineData("nginx")]
    [InlineData("traefik")]
    public void Issue_3497_a_proxy_in_front_tells_Mathesar_host_and_scheme(string kind)
    {
        var setup = Of(("proxy.kind", kind), ("access.url", "https://tables.example.com"), ("proxy.certificate", "/c.pem"), ("proxy.key", "/k.pem"));
        Assert.DoesNotContain(setup.Findings, f => f.Severity is Severity.Error);
        Assert.Empty(setup.Plan.Web.Ports);
        if (kind == "nginx")
        {
            var text = File(setup, "proxy/mathesar.conf");
            Assert.Contains("proxy_set_header Host $http_host;", text, StringComparison.Ordinal);
            Assert.Contains("proxy_set_header X-Forwarded-Proto $scheme;", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("bundled", "0.12.0", "/healthz/ready/")]
    [InlineData("builtin", "0.11.0", "/auth/login/")]
    public void The_health_check_is_right_for_the_release(string mode, string version, string route) =>
        Assert.EndsWith($"http://localhost:8000{route}", Of(("database.mode", mode), ("mathesar.version", version)).Plan.Web.Health!.Command[^1],
            StringComparison.Ordinal);

    [Fact]
    public void No_default_password_is_ever_written()
    {
        Assert.Contains("database.default-password", Errors(("database.password", "mathesar")));
        Assert.Contains("admin.weak-password", Errors(("admin.password", "password123")));
        Assert.Contains("admin.weak-password", Errors(("admin.password", "12345678901")));
        Assert.Contains("admin.weak-password", Errors(("admin.password", "short")));
        Assert.Contains("admin.weak-password", Errors(("admin.username", "gracehopper"), ("admin.password", "gracehopper1")));
    }

    [Fact]
    public void The_built_in_database_keeps_all_four_of_its_directories() =>
        Assert.Equal(["/code/.media", "/code/.secrets", "/etc/postgresql", "/var/lib/postgresql"],
            Of(("database.mode", "builtin")).Plan.Web.Mounts.Select(m => m.Path).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("17", "/var/lib/postgresql/data")]
    [InlineData("18", "/var/lib/postgresql")]
    public void PostgreSQL_18_keeps_its_data_one_folder_higher(string version, string path) =>
        Assert.Equal(path, Assert.Single(Of(("database.version", version)).Plan.Database!.Mounts).Path);

    private static Setup Of(params (string Key, string Text)[] texts) =>
        Setup.Of(texts.Aggregate(Draft.Empty, (d, t) => d.With(t.Key, t.Text)).Settle(Scenarios.Machine));

    private static Setup Existing(params (string Key, string Text)[] texts) => Setup.Of(ExistingDraft(texts));

    private static Draft ExistingDraft(params (string Key, string Text)[] texts) =>
        texts.Aggregate(Draft.Empty.With("database.mode", "existing").With("database.host", "db.example.com")
            .With("database.password", "0Xq7rT2mV9bN4kL8"), (d, t) => d.With(t.Key, t.Text))
            .Settle(Scenarios.Machine);

    private static IEnumerable<string> Errors(params (string Key, string Text)[] texts) =>
        Of(texts).Findings.Where(f => f.Severity is Severity.Error).Select(f => f.Code);

    private static string Value(Service service, string name) => service.Environment.Single(e => e.Name == name).Value;

    private static string File(Setup setup, string path) => setup.Files.Single(f => f.Path == path).Content;
}
