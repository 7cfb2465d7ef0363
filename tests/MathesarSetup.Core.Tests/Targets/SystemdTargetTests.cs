using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Drafts;
using MathesarSetup.Planning;
using MathesarSetup.Reference;
using MathesarSetup.Setups;
using MathesarSetup.Testing;
using MathesarSetup.Values;

namespace MathesarSetup.Targets;

/// <summary>What the plan decides for a machine without containers, what is refused there, and what its page says.</summary>
public sealed partial class SystemdTargetTests
{
    [Fact]
    public void A_container_keeps_its_places_and_a_host_has_its_own()
    {
        Assert.Null(Of(("target", "compose")).Plan.Place);
        var plan = Of().Plan;
        Assert.Equal(["/opt/mathesar/.media", "/opt/mathesar/.secrets"], plan.Web.Mounts.Select(m => m.Path));
        Assert.Equal("/opt/mathesar/socket", Value(plan, "POSTGRES_HOST"));
        Assert.Empty(plan.Volumes);
        Assert.DoesNotContain("/code", File(Of(), "start.sh") + File(Of(), ".env"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.12.0", "127.0.0.1", "gunicorn config.wsgi -b 127.0.0.1:8000 --timeout 180 \"$@\"")]
    [InlineData("0.10.1", "::1", "gunicorn config.wsgi -b '[::1]':8000 \"$@\"")]
    [InlineData("0.9.0", "0.0.0.0", "gunicorn config.wsgi -b 0.0.0.0:8000 \"$@\"")]
    public void Mathesar_listens_where_the_answers_say(string version, string bind, string ends) =>
        Assert.EndsWith(ends + "\n", File(Of(("mathesar.version", version), ("access.bind", bind)), "start.sh"), StringComparison.Ordinal);

    [Fact]
    public void Behind_the_machines_proxy_Mathesar_listens_on_loopback_and_the_proxy_where_it_shall()
    {
        var setup = Of(("proxy.kind", "nginx"), ("access.bind", "192.168.1.20"), ("proxy.http-port", "8080"),
            ("access.url", "http://tables.lan:8080"), ("access.port", "8010"));
        Assert.Equal((ListenAddress.Loopback, 8010), (setup.Plan.Web.Ports[0].Address, setup.Plan.Web.Ports[0].Machine));
        Assert.Contains("listen 192.168.1.20:8080;", File(setup, "proxy/mathesar.conf"), StringComparison.Ordinal);
        Assert.Contains("proxy_pass http://127.0.0.1:8010;", File(setup, "proxy/mathesar.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_container_calls_its_machine_is_localhost_and_localhost_is_no_error()
    {
        var setup = Of(("database.mode", "existing"), ("database.host", Service.HostGateway), ("database.password", "x0Xq7rT2mV9b"));
        Assert.Equal("localhost", Value(setup.Plan, "POSTGRES_HOST"));
        Assert.Contains(setup.Findings, f => f.Code == "systemd.host-is-near");
        Assert.False(Of(("database.mode", "existing"), ("database.host", "localhost"), ("database.password", "x0Xq7rT2mV9b")).IsBlocked);
    }

    [Fact]
    public void A_certificate_is_used_where_it_lies() =>
        Assert.Equal("/etc/ca.pem",
            Value(Of(("database.mode", "existing"), ("database.host", "db.example.com"), ("database.password", "x"),
                ("database.sslmode", "verify-full"), ("database.sslrootcert", "/etc/ca.pem")).Plan, "PGSSLROOTCERT"));

    [Theory]
    [InlineData("80", "AmbientCapabilities=CAP_NET_BIND_SERVICE\n")]
    [InlineData("8000", "CapabilityBoundingSet=\n")]
    public void A_low_port_gets_its_one_right_and_no_other(string port, string line) =>
        Assert.Contains(line, File(Of(("access.port", port)), "units/mathesar.service"), StringComparison.Ordinal);

    [Theory]
    [InlineData("systemd.low-port", "systemd.scope", "user", "access.port", "80")]
    [InlineData("systemd.no-built-in", "database.mode", "builtin", "", "")]
    [InlineData("systemd.no-traefik", "proxy.kind", "traefik", "", "")]
    [InlineData("systemd.release-too-early", "mathesar.version", "0.2.5", "", "")]
    [InlineData("systemd.unfit-name", "database.user", "a$b", "", "")]
    [InlineData("systemd.unfit-name", "systemd.directory", "/srv/\"x\" y", "", "")]
    [InlineData("systemd.unfit-value", "admin.password", "noncharacter\uFDD0", "", "")]
    [InlineData("systemd.unfit-value", "storage.kind", "directory", "storage.directory", "/srv/\U0001FFFF")]
    [InlineData("systemd.comma-in-directory", "systemd.directory", "/srv/a,b", "", "")]
    [InlineData("systemd.site-needs-root", "systemd.scope", "user", "proxy.kind", "caddy")]
    [InlineData("systemd.no-network", "proxy.kind", "external", "proxy.network", "web")]
    [InlineData("systemd.no-image", "mathesar.image", "registry.example.com/mathesar:0.12.0", "", "")]
    public void What_cannot_be_honoured_is_said(string code, string key, string text, string further, string furtherText)
    {
        var finding =
            Of([(key, text), .. further.Length > 0 ? [(further, furtherText)] : Array.Empty<(string, string)>()]).Findings.First(f => f.Code == code);
        var fixedUp = finding.Fix is null
            ? null
            : Setup.Of(Draft.Empty.With("target", "systemd").With(key, text)
                .With(further.Length > 0 ? further : key, further.Length > 0 ? furtherText : text).Settle(Scenarios.Machine).With(finding.Fix));
        Assert.DoesNotContain(fixedUp?.Findings ?? [], f => f.Code == code);
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/")]
    [InlineData("~/")]
    [InlineData("/a/../b")]
    [InlineData("/a:b")]
    [InlineData("/a'")]
    [InlineData("/a\uFDD0")]
    public void A_directory_that_cannot_be_one_is_refused(string path) =>
        Assert.Contains(Of(("systemd.directory", path)).Findings, f => f.Code == "systemd.malformed");

    [Fact]
    public void Every_printable_role_database_and_password_is_made_by_the_SQL()
    {
        using var server = new PostgresServer();
        Assert.All(["plain", "it's; \"odd\" :name \\", "a'b\"c$d${e}\\f`g#h i=j\\"], text =>
        {
            var sql = File(Of(("database.mode", "existing"), ("database.host", "db"), ("database.user", text), ("database.name", text),
                ("database.password", text)), "role.sql");
            server.RunScript("postgres", sql);
            server.RunScript("postgres", sql);
            Assert.Equal(text, server.Query("postgres",
                $"SELECT r.rolname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = {Sql.Literal(text)} AND r.rolcanlogin"));
        });
    }

    [Fact]
    public void The_page_explains_every_step_file_and_refusal()
    {
        var page = System.IO.File.ReadAllText(Path.Combine(Repository.Root(), "docs/targets/systemd.md"));
        var scripts =
            new[] { Of(), Of(("systemd.scope", "user")), Of(("database.mode", "existing"), ("database.host", "db"), ("proxy.kind", "caddy")) }
                .Select(s => File(s, "install.sh")).ToArray();
        var steps = scripts.SelectMany(s => StepNames().Matches(s)).SelectMany(m => m.Groups[1].Value.Split(' ')).Distinct();
        Assert.All(steps, step => Assert.Contains($"| `{step}` |", page, StringComparison.Ordinal));
        Assert.All(HostSettings.All.Select(s => s.Key).Append("MATHESAR_DOWNLOADS"),
            key => Assert.Contains($"`{key}", page, StringComparison.Ordinal));
        Assert.All(Of(("database.mode", "existing"), ("database.host", "db")).Files.Select(f => f.Path)
            .Where(p => p is "install.sh" or "uninstall.sh" or "start.sh" or ".env" or "role.sql"),
            path => Assert.Contains($"| `{path}` |", page, StringComparison.Ordinal));
    }

    private static Setup Of(params (string Key, string Text)[] texts) =>
        Setup.Of(texts.Aggregate(Draft.Empty.With("target", "systemd"), (d, t) => d.With(t.Key, t.Text)).Settle(Scenarios.Machine));

    private static string Value(Plan plan, string name) => plan.Web.Environment.Single(e => e.Name == name).Value;

    private static string File(Setup setup, string path) => setup.Files.Single(f => f.Path == path).Content;

    [GeneratedRegex("^(?:steps|further)='?([a-z ]+)'?$", RegexOptions.Multiline)]
    private static partial Regex StepNames();
}
