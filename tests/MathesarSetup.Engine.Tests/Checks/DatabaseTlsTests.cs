using MathesarSetup.Engine.Checks;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>Every kind of encryption that can be asked for, against a real server.</summary>
public sealed class DatabaseTlsTests(DatabaseServers servers) : IClassFixture<DatabaseServers>
{
    [Theory]
    [InlineData("disable", false)]
    [InlineData("allow", false)]
    [InlineData("prefer", true)]
    [InlineData("require", true)]
    [InlineData("verify-ca", true)]
    [InlineData("verify-full", true)]
    public async Task Each_kind_is_done_as_PostgreSQLs_own_library_does_it(string mode, bool encrypted)
    {
        var outcome = await TryAsync(mode, servers.Authority);
        Assert.Equal(encrypted, outcome.Said.Contains("over TLS", StringComparison.Ordinal));
        Assert.NotEmpty(outcome.Said);
    }

    [Theory]
    [InlineData("require")]
    [InlineData("verify-ca")]
    [InlineData("verify-full")]
    public async Task A_certificate_of_another_authority_is_refused(string mode) =>
        Assert.Equal("database.tls-authority", Assert.Single((await TryAsync(mode, servers.OtherAuthority)).Findings).Code);

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_and_the_fix_takes_the_name_that_it_holds()
    {
        var finding = Assert.Single((await TryAsync("verify-full", servers.Authority, "127.0.0.1")).Findings);
        Assert.Equal(("database.tls-name", "localhost"), (finding.Code, finding.Fix!.Set["database.host"]));
        Assert.Contains("localhost, not for 127.0.0.1", finding.Message, StringComparison.Ordinal);
        Assert.NotEmpty((await TryAsync("verify-ca", servers.Authority, "127.0.0.1")).Said);
    }

    [Theory]
    [InlineData("require")]
    [InlineData("verify-full")]
    public async Task A_server_without_encryption_is_told_and_the_fix_works(string mode)
    {
        using var server = new PostgresServer();
        server.Make("tables", DatabaseServers.Password);
        var finding = Assert.Single(
            (await DatabaseServers.TryAsync(server.Port, ("database.sslmode", mode), ("database.sslrootcert", servers.Authority))).Findings);
        Assert.Equal("database.tls-not-offered", finding.Code);
        Assert.NotEmpty((await DatabaseServers.TryAsync(server.Port, ("database.sslmode", finding.Fix!.Set["database.sslmode"]!))).Said);
    }

    [Fact]
    public async Task An_expired_certificate_is_told_with_its_last_day()
    {
        using var server = new PostgresServer(certificate: servers.Expired());
        var finding = Assert.Single(
            (await DatabaseServers.TryAsync(server.Port, ("database.sslmode", "verify-full"), ("database.sslrootcert", servers.Authority))).Findings);
        Assert.Equal("database.tls-expired", finding.Code);
        Assert.Matches(@"until \d{4}-\d{2}-\d{2}\.", finding.Message);
    }

    [Fact]
    public async Task The_file_of_the_authority_has_to_be_there_and_to_hold_one()
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal("database.authority-unreadable", Assert.Single((await TryAsync("verify-full", directory.At("nothing.pem"))).Findings).Code);
        Assert.Equal("database.authority-empty",
            Assert.Single((await TryAsync("verify-full", directory.Write("empty.pem", "not a certificate"))).Findings).Code);
        Assert.Equal("database.authority-empty",
            Assert.Single((await TryAsync("verify-full",
                directory.Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))).Findings).Code);
        Assert.Equal("database.authority-missing", Assert.Single((await TryAsync("verify-full", "")).Findings).Code);
    }

    private Task<CheckOutcome> TryAsync(string mode, string authority, string host = "localhost") =>
        servers.TryAsync(("database.host", host), ("database.sslmode", mode), ("database.sslrootcert", authority));
}
