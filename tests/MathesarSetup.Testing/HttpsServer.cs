using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MathesarSetup.Testing;

/// <summary>What a visitor asked for.</summary>
/// <param name="Target">Path and query as they were sent.</param>
/// <param name="Headers">Names in lower case.</param>
public sealed record HttpQuestion(string Method, string Target, ImmutableDictionary<string, string> Headers, byte[] Body);

/// <summary>What it is given.</summary>
public sealed record HttpAnswer(int Status, byte[] Body, string Type = "application/json")
{
    public HttpAnswer(int status, string body = "", string type = "application/json")
        : this(status, Encoding.UTF8.GetBytes(body), type)
    {
    }

    /// <summary>Further lines of the head.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];
}

/// <summary>A small server for HTTPS, or for plain HTTP without a certificate, that answers each visitor once.</summary>
public sealed class HttpsServer : IDisposable
{
    private readonly X509Certificate2? _certificate;
    private readonly FaultServer _server;
    private readonly Func<HttpQuestion, HttpAnswer> _answer;

    public HttpsServer(IssuedCertificate? certificate, Func<HttpQuestion, HttpAnswer> answer, IPAddress? address = null)
    {
        _certificate = certificate?.Load();
        _answer = answer;
        _server = new FaultServer(TalkAsync, address);
    }

    public int Port => _server.Port;

    public void Dispose()
    {
        _server.Dispose();
        _certificate?.Dispose();
    }

    private async Task TalkAsync(Socket visitor, CancellationToken end)
    {
        try
        {
            Stream stream = new NetworkStream(visitor);
            if (_certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, end);
                stream = secure;
            }

            await using (stream)
            {
                var answer = _answer(await ReadAsync(stream, end));
                var head = string.Concat(answer.Lines.Select(l => l + "\r\n"));
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} -\r\nContent-Type: {answer.Type}\r\nContent-Length: {answer.Body.Length}\r\n"
                        + $"{head}Connection: close\r\n\r\n"),
                    end);
                await stream.WriteAsync(answer.Body, end);
            }
        }
        catch (Exception problem) when (problem is IOException or AuthenticationException)
        {
            // The visitor did not like the certificate, or went.
        }
    }

    private static async Task<HttpQuestion> ReadAsync(Stream stream, CancellationToken end)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, end);
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(l => l.Split(':', 2)).ToImmutableDictionary(p => p[0].ToLowerInvariant(), p => p[1].Trim());
        if (headers.ContainsKey("expect"))
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), end);
        }

        var body = new byte[headers.TryGetValue("content-length", out var length) ? int.Parse(length, null) : 0];
        await stream.ReadExactlyAsync(body, end);
        var first = lines[0].Split(' ');
        return new HttpQuestion(first[0], first[1], headers, body);
    }
}
