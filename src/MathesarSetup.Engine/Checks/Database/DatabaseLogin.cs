using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Values;
using Npgsql;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>Who logs in where, as PostgreSQL's library takes it.</summary>
internal sealed record DatabaseLogin(DatabasePlace Place, Answers Answers)
{
    static DatabaseLogin() => ForeignVariables.Forget();

    private EncryptionMode Mode => Place.OffersTls ? Answers.Get(DatabaseSettings.SslMode) : EncryptionMode.Disable;

    /// <summary>An open connection to the database that was answered, or to <paramref name="database"/>.</summary>
    /// <exception cref="FindingException">The server lets nobody in that way.</exception>
    public async Task<DatabaseSession> OpenAsync(CancellationToken cancellation, string? database = null)
    {
        var host = Answers.Get(DatabaseSettings.Host);
        if (!Place.OffersTls && !DatabaseUrl.IsSocket(host) && Answers.Get(DatabaseSettings.SslMode).IsRequired())
        {
            throw new FindingException(TlsFindings.NotOffered(host, Answers.Text(DatabaseSettings.SslMode)));
        }

        var certificate = Place.OffersTls ? new ServerCertificate(Answers) : null;
        var relay = IPAddress.TryParse(Place.Address, out var address)
            ? new Relay(new IPEndPoint(address, Answers.Get(DatabaseSettings.Port)), cancellation)
            : null;
        await using var source = Source(database ?? Answers.Get(DatabaseSettings.Name), relay, certificate);
        try
        {
            return new DatabaseSession(await source.OpenConnectionAsync(cancellation).AsTask().WaitAsync(cancellation), relay);
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or IOException or AuthenticationException or TimeoutException
            or NotSupportedException or OperationCanceledException)
        {
            relay?.Dispose();
            throw new FindingException(certificate?.Problem ?? (cancellation.IsCancellationRequested
                ? PlaceFindings.Stalled(host, Answers.Get(DatabaseSettings.Port))
                : LoginFindings.Of(problem, Answers)));
        }
    }

    private NpgsqlDataSource Source(string database, Relay? relay, ServerCertificate? certificate)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(Text(database, relay)).EnableTransportSecurity();
        // Reading the server's types would cost a round trip, and tell nothing.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        if (certificate is not null)
        {
            builder.UseSslClientAuthenticationOptionsCallback(certificate.Guard);
        }

        return builder.Build();
    }

    private string Text(string database, Relay? relay) => new NpgsqlConnectionStringBuilder
    {
        Host = relay is null ? Place.Address : IPAddress.Loopback.ToString(),
        Port = relay?.Port ?? Answers.Get(DatabaseSettings.Port),
        Database = database,
        Username = Answers.Get(DatabaseSettings.User),
        Password = Answers.Get(DatabaseSettings.Password).Reveal(),
        // A password of whoever runs the wizard would prove nothing.
        Passfile = "/dev/null",
        SslMode = Encryption(),
        GssEncryptionMode = GssEncryptionMode.Disable,
        ApplicationName = "mathesar-setup",
        Pooling = false,
        Enlist = false,
        Timeout = 5,
        CommandTimeout = 5,
    }.ConnectionString;

    // What the certificate has to be is compared here, so the library only has to encrypt.
    private SslMode Encryption() => Mode switch
    {
        EncryptionMode.Disable => SslMode.Disable,
        EncryptionMode.Allow => SslMode.Allow,
        EncryptionMode.Prefer => SslMode.Prefer,
        _ => SslMode.Require,
    };
}
