using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MathesarSetup.Engine.Checks.Network;

/// <summary>Why a page could not be read.</summary>
internal enum FetchProblem
{
    None,
    UnknownName,
    Refused,
    NoRoute,
    Silent,

    /// <summary>Nobody whom this machine trusts signed the certificate.</summary>
    Untrusted,

    /// <summary>The certificate is for other names.</summary>
    OtherName,

    /// <summary>The certificate is not valid any more, or not yet.</summary>
    Expired,

    /// <summary>What answers speaks no TLS, or none that is used today.</summary>
    NoTls,

    /// <summary>What answers speaks no HTTP, or broke off.</summary>
    Broken,

    /// <summary>The answer is larger than any that is expected.</summary>
    TooLarge,
}

/// <summary>One page, or why it could not be read.</summary>
internal sealed record Fetched(FetchProblem Problem, HttpStatusCode Status, byte[] Body)
{
    /// <summary>When the server's certificate ends, in this machine's time; null for plain HTTP.</summary>
    public DateTime? CertificateEnd { get; init; }

    public static Fetched Not(FetchProblem problem) => new(problem, default, []);
}

/// <summary>Reads pages of servers that may be anything: in little time, of little size, without following anywhere.</summary>
/// <param name="authorities">Whom to trust in place of whom this machine trusts; null for those.</param>
internal sealed class Fetch(X509Certificate2Collection? authorities = null)
{
    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    /// <param name="host">The name to ask for; null for that of the address.</param>
    public Task<Fetched> GetAsync(Uri address, CancellationToken cancellation, string? host = null) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = host } }, cancellation);

    /// <summary>Asks what <paramref name="make"/> makes, once.</summary>
    public async Task<Fetched> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        var problem = FetchProblem.None;
        DateTime? end = null;
        using var client = Client((_, certificate, chain, errors) =>
        {
            end = ((X509Certificate2)certificate!).NotAfter;
            problem = Judge((X509Certificate2)certificate, chain!, errors);
            return problem is FetchProblem.None;
        });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(s_patience);
        try
        {
            using var question = make();
            using var answer = await client.SendAsync(question, patience.Token);
            return new Fetched(FetchProblem.None, answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(patience.Token))
            {
                CertificateEnd = end,
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Fetched.Not(FetchProblem.Silent);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Fetched.Not(problem is FetchProblem.None ? Why(failure) : problem);
        }
    }

    /// <summary>
    /// A client that follows nowhere, keeps nothing, takes small answers alone, and judges certificates by <paramref name="judge"/>.
    /// </summary>
    public static HttpClient Client(RemoteCertificateValidationCallback judge) => new(new SmallAnswers(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = judge },
    }, MostBytes));

    /// <summary>What is wrong with a certificate.</summary>
    public FetchProblem Judge(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors)
    {
        if (authorities is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            errors = (errors & SslPolicyErrors.RemoteCertificateNameMismatch)
                | (chain.Build(certificate) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors);
        }

        return certificate.NotAfter < DateTime.Now || certificate.NotBefore > DateTime.Now ? FetchProblem.Expired
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? FetchProblem.Untrusted
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? FetchProblem.OtherName
            : FetchProblem.None;
    }

    /// <summary>What a failure of the HTTP library comes from.</summary>
    public static FetchProblem Why(Exception? failure) => failure switch
    {
        null => FetchProblem.Broken,
        SocketException socket => socket.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => FetchProblem.UnknownName,
            SocketError.ConnectionRefused => FetchProblem.Refused,
            SocketError.TimedOut => FetchProblem.Silent,
            SocketError.ConnectionReset or SocketError.Shutdown => FetchProblem.Broken,
            _ => FetchProblem.NoRoute,
        },
        AuthenticationException => FetchProblem.NoTls,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => FetchProblem.NoTls,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => FetchProblem.TooLarge,
        TimeoutException or OperationCanceledException => FetchProblem.Silent,
        _ => Why(failure.InnerException),
    };
}
