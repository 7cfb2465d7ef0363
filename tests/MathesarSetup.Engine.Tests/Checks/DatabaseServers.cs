using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Database;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>A real server with encryption, that lets every role in by other rules; and how to try it.</summary>
public sealed class DatabaseServers : IDisposable
{
    public const string Password = "0Xq7rT2mV9bN4kL8";

    private readonly TemporaryDirectory _directory = new();
    private readonly CertificateAuthority _authority = new();

    public DatabaseServers()
    {
        Authority = _directory.Write("authority.pem", _authority.Pem);
        using var other = new CertificateAuthority("Somebody else");
        OtherAuthority = _directory.Write("other.pem", other.Pem);
        Server = new PostgresServer("""
            local all postgres trust
            local all peer_alone peer
            local all all scram-sha-256
            host all rejected all reject
            hostnossl all sealed all reject
            host all trusted all trust
            host all all all scram-sha-256

            """, _authority.Issue(["localhost"]));
        Server.Make("tables", Password);
    }

    public PostgresServer Server { get; }

    /// <summary>The file with the authority that signed the server's certificate.</summary>
    public string Authority { get; }

    /// <summary>The file with an authority that did not.</summary>
    public string OtherAuthority { get; }

    public IssuedCertificate Expired() => _authority.Issue(["localhost"], DateTimeOffset.UtcNow.AddDays(-1));

    public void Dispose()
    {
        Server.Dispose();
        _authority.Dispose();
        _directory.Dispose();
    }

    /// <summary>Tries the database with answers that lead to this server unless said otherwise.</summary>
    public Task<CheckOutcome> TryAsync(params (string Key, string Text)[] answers) =>
        TryAsync(Server.Port, answers);

    public static async Task<CheckOutcome> TryAsync(int port, params (string Key, string Text)[] answers)
    {
        (string, string)[] usual =
        [
            ("database.mode", "existing"),
            ("database.host", "localhost"),
            ("database.port", $"{port}"),
            ("database.name", "tables"),
            ("database.user", "tables"),
            ("database.password", Password),
        ];
        var draft = usual.Concat(answers).Aggregate(Draft.Empty, (d, answer) => d.With(answer.Item1, answer.Item2)).Settle(Scenarios.Machine);
        var outcome = await CheckRunner.TryAsync(new DatabaseCheck(), Setup.Of(draft), TestContext.Current.CancellationToken);
        Assert.All(outcome.Findings,
            f => Assert.DoesNotContain(draft.Texts.GetValueOrDefault("database.password") is { Length: > 0 } password ? password : "\0", f.Message,
                StringComparison.Ordinal));
        return outcome;
    }
}
