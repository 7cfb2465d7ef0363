using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MathesarSetup.Testing;

/// <summary>
/// A stand-in for Azure Blob Storage with one account and one container, which compares signatures (SharedKey, 2015 and later) as Azure describes
/// them, or takes one shared access signature.
/// </summary>
public sealed class AzureStandIn : IDisposable
{
    public const string Account = "tablesaccount";
    public const string Key = "dGhlIGtleSBvZiB0aGUgc3RhbmQtaW4gZm9yIEF6dXJl";
    public const string Signature = "c2lnbmF0dXJlLW9mLXRoZS1zdGFuZC1pbg";
    public const string Container = "tables-files";

    private static readonly string[] s_signed =
    [
        "content-encoding", "content-language", "content-length", "content-md5", "content-type", "date", "if-modified-since", "if-match",
        "if-none-match", "if-unmodified-since", "range",
    ];

    private readonly HttpsServer _server;

    public AzureStandIn(IssuedCertificate? certificate) => _server = new HttpsServer(certificate, Answer);

    public int Port => _server.Port;

    /// <summary>What lies in the container.</summary>
    public ConcurrentDictionary<string, byte[]> Blobs { get; } = [];

    /// <summary>The methods of what was asked.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>What it answers in place of work; null when it works.</summary>
    public HttpAnswer? Refusal { get; set; }

    /// <summary>A method that the key has no right to.</summary>
    public string? Forbidden { get; set; }

    public static HttpAnswer Error(int status, string code, string detail = "no") =>
        new(status, $"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{detail}</Message></Error>", "application/xml")
        {
            Lines = [$"x-ms-error-code: {code}"],
        };

    public void Dispose() => _server.Dispose();

    private HttpAnswer Answer(HttpQuestion question)
    {
        // Where the host is an address and no name, the account stands in the path.
        var whole = question.Target.Split('?')[0].Trim('/');
        var path = (whole.StartsWith(Account + "/", StringComparison.Ordinal) ? whole[(Account.Length + 1)..] : whole).Split('/', 2);
        Asked.Enqueue(question.Method);
        return Refusal is not null ? Refusal
            : !IsSigned(question) ? Error(403, "AuthenticationFailed")
            : question.Method == Forbidden ? Error(403, "AuthorizationPermissionMismatch")
            : path[0] != Container ? Error(404, "ContainerNotFound")
            : question.Method switch
            {
                "PUT" => Keep(path[1], question.Body),
                "GET" => Blobs.TryGetValue(path[1], out var found)
                    ? new HttpAnswer(200, found, "application/octet-stream") { Lines = Tags }
                    : Error(404, "BlobNotFound"),
                _ => Blobs.TryRemove(path[1], out _) ? new HttpAnswer(202, "") : Error(404, "BlobNotFound"),
            };
    }

    private static System.Collections.Immutable.ImmutableArray<string> Tags =>
    [
        "ETag: \"0x1\"",
        "Last-Modified: Tue, 24 Nov 2026 12:00:00 GMT",
        "x-ms-blob-type: BlockBlob",
    ];

    private HttpAnswer Keep(string name, byte[] body)
    {
        Blobs[name] = body;
        return new HttpAnswer(201, "") { Lines = Tags };
    }

    // "SharedKey tablesaccount:BASE64", or "?sv=...&sig=..." in the address.
    private static bool IsSigned(HttpQuestion question)
    {
        var target = question.Target.Split('?', 2);
        var query = (target.Length == 1 ? "" : target[1]).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
            .ToDictionary(p => p[0], p => WebUtility.UrlDecode(p[1]));
        if (query.TryGetValue("sig", out var signature))
        {
            return signature == Signature;
        }

        var plain = s_signed.Select(h => question.Headers.GetValueOrDefault(h, "")).Select(v => v == "0" ? "" : v);
        var special = question.Headers.Where(h => h.Key.StartsWith("x-ms-", StringComparison.Ordinal)).OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => $"{h.Key}:{h.Value}\n");
        var resource = $"/{Account}{target[0]}{string.Concat(query.OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => $"\n{q.Key}:{q.Value}"))}";
        var toSign =
            string.Create(CultureInfo.InvariantCulture, $"{question.Method}\n{string.Join('\n', plain)}\n{string.Concat(special)}{resource}");
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(toSign)));
        return question.Headers.GetValueOrDefault("authorization") == $"SharedKey {Account}:{expected}";
    }
}
