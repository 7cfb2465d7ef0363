using System.Net;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks.Database;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>What is said about a real PostgreSQL server, from no address at all to a role that may everything.</summary>
public sealed class DatabaseCheckTests(DatabaseServers servers) : IClassFixture<DatabaseServers>
{
    [Fact]
    public async Task A_good_login_is_told_with_the_version_and_the_encryption()
    {
        var outcome = await servers.TryAsync();
        Assert.Matches(@"^Reached PostgreSQL \d+\.\d+ over TLS, and the role logs in\.$", outcome.Said);
        Assert.Equal(["database.no-createdb"], outcome.Findings.Select(f => f.Code));
    }

    [Fact]
    public async Task A_server_that_is_known_by_its_IPv6_address_alone_is_reached() =>
        Assert.NotEmpty((await servers.TryAsync(("database.host", "::1"))).Said);

    [Fact]
    public async Task Over_the_socket_no_encryption_is_asked_for() =>
        Assert.Matches(@"^Reached PostgreSQL \d+\.\d+, and", (await servers.TryAsync(("database.host", servers.Server.SocketDirectory))).Said);

    [Theory]
    [InlineData("database.unknown-host", "database.host", "database.host", "no-such-host.invalid")]
    [InlineData("database.no-socket", "database.host", "database.host", "/var/run/nothing-here")]
    [InlineData("database.wrong-login", "database.password", "database.password", "wrong")]
    [InlineData("database.wrong-login", "database.password", "database.password", "")]
    [InlineData("database.wrong-login", "database.password", "database.user", "nobody")]
    [InlineData("database.missing", "database.name", "database.name", "nothing_here")]
    [InlineData("database.not-let-in", "database.host", "database.user", "rejected")]
    [InlineData("database.unknown-role", "database.user", "database.user", "trusted")]
    public async Task A_wrong_answer_is_named_at_its_field(string code, string at, string key, string text)
    {
        var finding = Assert.Single((await servers.TryAsync((key, text))).Findings);
        Assert.Equal((code, at, Severity.Error), (finding.Code, finding.Key, finding.Severity));
    }

    [Fact]
    public async Task A_port_on_which_nobody_listens_is_told_with_the_usual_one_as_the_fix()
    {
        var finding = Assert.Single((await DatabaseServers.TryAsync(FreePort.Take())).Findings);
        Assert.Equal("database.refused", finding.Code);
        Assert.Equal("5432", finding.Fix!.Set["database.port"]);
    }

    [Fact]
    public async Task A_role_that_only_the_operating_systems_user_may_take_is_explained()
    {
        servers.Server.Query("postgres", "CREATE ROLE peer_alone LOGIN");
        Assert.Equal("database.peer",
            (await servers.TryAsync(("database.host", servers.Server.SocketDirectory), ("database.user", "peer_alone"))).Findings[0].Code);
    }

    [Fact]
    public async Task A_server_that_only_takes_encrypted_connections_is_told_from_a_wrong_password_and_the_fix_works()
    {
        servers.Server.Make("sealed", DatabaseServers.Password);
        (string, string)[] answers = [("database.user", "sealed"), ("database.name", "sealed")];
        var finding = Assert.Single((await servers.TryAsync([.. answers, ("database.sslmode", "disable")])).Findings);
        Assert.Equal("database.tls-needed", finding.Code);
        Assert.Contains("over TLS", (await servers.TryAsync([.. answers, ("database.sslmode", finding.Fix!.Set["database.sslmode"]!)])).Said,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres", "Latin", "database.encoding", "CREATE DATABASE {0} OWNER tables ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")]
    [InlineData("own", "opened", "database.is-data", "CREATE SCHEMA msar")]
    [InlineData("own", "used", "database.not-empty", "CREATE TABLE invoices (id int)")]
    [InlineData("own", "records", "database.holds-records", "CREATE TABLE django_migrations (id int)")]
    [InlineData("own", "replica", "database.read-only", "ALTER DATABASE {0} SET default_transaction_read_only = on")]
    public async Task What_lies_in_the_database_is_told(string where, string name, string code, string sql)
    {
        name = name.ToLowerInvariant();
        if (where == "own")
        {
            servers.Server.Query("postgres", $"CREATE DATABASE {name} OWNER tables");
        }

        servers.Server.Query(where == "own" ? name : where, string.Format(null, sql, name));
        Assert.Contains(code, (await servers.TryAsync(("database.name", name))).Findings.Select(f => f.Code));
    }

    [Fact]
    public async Task A_role_without_rights_on_another_ones_database_is_told_so()
    {
        servers.Server.Make("weak", DatabaseServers.Password);
        var finding = (await servers.TryAsync(("database.user", "weak"))).Findings[0];
        Assert.Equal(("database.may-not-create", "database.user"), (finding.Code, finding.Key));
        servers.Server.Query("postgres", "CREATE DATABASE private; ");
        servers.Server.Query("postgres", "REVOKE CONNECT ON DATABASE private FROM PUBLIC");
        Assert.Equal("database.may-not-connect", (await servers.TryAsync(("database.user", "weak"), ("database.name", "private"))).Findings[0].Code);
    }

    [Fact]
    public async Task A_database_for_every_user_needs_more_rights_and_the_fix_goes_on_without()
    {
        var finding = (await servers.TryAsync(("database.per-user", "true"))).Findings[0];
        Assert.Equal("database.per-user-lacks", finding.Code);
        Assert.Null(finding.Fix!.Set["database.per-user"]);
        servers.Server.Make("maker", DatabaseServers.Password);
        servers.Server.Query("postgres", "ALTER ROLE maker CREATEDB CREATEROLE");
        Assert.Empty((await servers.TryAsync(("database.user", "maker"), ("database.name", "maker"), ("database.per-user", "true"))).Findings);
    }

    [Fact]
    public async Task More_workers_than_connections_are_told_and_the_fix_fits()
    {
        servers.Server.Make("narrow", DatabaseServers.Password);
        servers.Server.Query("postgres", "ALTER ROLE narrow CONNECTION LIMIT 4");
        (string, string)[] answers = [("database.user", "narrow"), ("database.name", "narrow")];
        var finding = (await servers.TryAsync([.. answers, ("tuning.workers", "9")])).Findings.Single(f => f.Severity is Severity.Warning);
        Assert.Equal(("database.few-connections", "4"), (finding.Code, finding.Fix!.Set["tuning.workers"]));
        Assert.DoesNotContain("database.few-connections",
            (await servers.TryAsync([.. answers, ("tuning.workers", "4")])).Findings.Select(f => f.Code));
    }

    [Theory]
    [InlineData("0.12.0", 12, "")]
    [InlineData("0.12.0", 13, "0.7.1")]
    [InlineData("0.2.5", 18, "0.12.0")]
    [InlineData("0.12.0", 18, null)]
    [InlineData("0.2.5", 13, null)]
    public void A_release_that_does_not_know_the_servers_version_is_told_with_one_that_does(string release, int major, string? fix)
    {
        var finding = ServerFindings.Version(major, $"{major}.1", Draft.Empty.With("mathesar.version", release).Read().Answers);
        Assert.Equal(fix is null ? null : "database.server-version", finding?.Code);
        Assert.Equal(fix, finding is null ? null : finding.Fix?.Set["mathesar.version"] ?? "");
    }

    [Theory]
    [InlineData("transaction", true)]
    [InlineData("session", false)]
    public async Task A_pooler_in_transaction_mode_is_told_from_one_that_keeps_sessions(string mode, bool isTold)
    {
        using var pooler = new Pooler(servers.Server.Port, mode, "tables", DatabaseServers.Password);
        var outcome = await DatabaseServers.TryAsync(pooler.Port);
        Assert.Equal(isTold, outcome.Findings.Any(f => f.Code == "database.pooler"));
        Assert.NotEmpty(outcome.Said);
    }

    [Fact]
    public async Task A_pooler_that_does_not_know_the_database_is_told()
    {
        using var pooler = new Pooler(servers.Server.Port, "session", "tables", DatabaseServers.Password);
        Assert.Equal("database.pooler-refused",
            Assert.Single((await DatabaseServers.TryAsync(pooler.Port, ("database.name", "other"))).Findings).Code);
    }

    [Fact]
    public async Task A_standby_is_told_from_a_primary()
    {
        using var server = new PostgresServer();
        server.Make("tables", DatabaseServers.Password);
        server.BecomeStandby();
        Assert.Equal("database.read-only", (await DatabaseServers.TryAsync(server.Port)).Findings[0].Code);
    }

    [Theory]
    [InlineData("Docker Engine", false, false, "172.17.0.1")]
    [InlineData("Docker Engine", false, true, null)]
    [InlineData("Docker Desktop", false, false, "127.0.0.1")]
    [InlineData("Podman", true, false, "172.17.0.1")]
    [InlineData("Podman", true, true, "192.168.1.20")]
    public void Containers_arrive_where_their_engine_leads_them(string product, bool isPodman, bool isRootless, string? address) =>
        Assert.Equal(address,
            HostView.Of(Engine(product, isPodman, isRootless), IPAddress.Parse("172.17.0.1"), IPAddress.Parse("192.168.1.20")).Address?.ToString());

    [Fact]
    public async Task Docker_Desktop_reaches_a_server_on_loopback_and_a_rootless_Docker_is_told_the_address_that_it_reaches()
    {
        using var server = new FaultServer(FaultServer.Silent, IPAddress.Loopback);
        var own = IPAddress.Parse("192.168.1.20");
        Task<Reach> ReachAsync(HostView view) =>
            DatabasePlace.FromContainersAsync(view, own, "host.docker.internal", server.Port, TestContext.Current.CancellationToken);
        Assert.Equal(IPAddress.Loopback, (await ReachAsync(HostView.Of(Engine("Docker Desktop", false, false), null, own))).Address);

        var rootless =
            (await Assert.ThrowsAsync<FindingException>(() => ReachAsync(HostView.Of(Engine("Docker Engine", false, true), null, own)))).Finding;
        Assert.Equal(("database.no-way-to-host", "192.168.1.20"), (rootless.Code, rootless.Fix!.Set["database.host"]));
    }

    [Fact]
    public async Task A_server_on_loopback_alone_is_told_where_containers_come_over_the_bridge_or_the_network()
    {
        DockerEngine.Require();
        using var server = new FaultServer(FaultServer.Silent, IPAddress.Loopback);
        foreach (var view in new[]
        {
            await HostGateway.ViewAsync(Draft.Empty.Read().Answers, TestContext.Current.CancellationToken),
            new HostView(HostGateway.Own()),
        })
        {
            var finding =
                (await Assert.ThrowsAsync<FindingException>(() => DatabasePlace.FromContainersAsync(view, null, "host.docker.internal", server.Port,
                    TestContext.Current.CancellationToken))).Finding;
            Assert.Equal("database.only-loopback", finding.Code);
            Assert.Contains($"which come to {view.Address},", finding.Message, StringComparison.Ordinal);
        }
    }

    private static EngineInfo Engine(string product, bool isPodman, bool isRootless) => new()
    {
        Endpoint = new Uri("unix:///var/run/docker.sock"),
        Source = "",
        Name = "",
        Product = product,
        Version = "28.0.0",
        ApiVersion = new Version(1, 48),
        IsRootless = isRootless,
        IsPodman = isPodman,
        Architecture = "amd64",
        RootDirectory = "/",
    };
}
