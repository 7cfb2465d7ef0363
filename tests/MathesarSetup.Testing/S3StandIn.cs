using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MathesarSetup.Testing;

/// <summary>A stand-in for an S3 service with one bucket and one key, which compares signatures of version 4 as Amazon describes them.</summary>
public sealed class S3StandIn : IDisposable
{
    public const string KeyId = "AKIAEXAMPLE";
    public const string Secret = "wJalr/K7MDENG+bPxRfi";
    public const string Bucket = "tables-files";
    public const string Region = "eu-central-1";

    private readonly HttpsServer _server;

    public S3StandIn(IssuedCertificate? certificate, IPAddress? address = null) => _server = new HttpsServer(certificate, Answer, address);

    public int Port => _server.Port;

    /// <summary>What lies in the bucket.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = [];

    /// <summary>What was asked for: method and object.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>A method that the key has no right to.</summary>
    public string? Forbidden { get; set; }

    public void Dispose() => _server.Dispose();

    private HttpAnswer Answer(HttpQuestion question)
    {
        var parts = question.Target.Split('?')[0].Trim('/').Split('/', 2);
        Asked.Enqueue(question.Method);
        return Refusal(question) is { } code ? Error(403, code)
            : question.Method == Forbidden ? Error(403, "AccessDenied")
            : parts[0] != Bucket ? Error(404, "NoSuchBucket")
            : question.Method switch
            {
                "PUT" => Keep(parts[1], question.Body),
                "GET" =>
                    Objects.TryGetValue(parts[1], out var found) ? new HttpAnswer(200, found, "application/octet-stream") : Error(404, "NoSuchKey"),
                _ => Objects.TryRemove(parts[1], out _) ? new HttpAnswer(204, "") : Error(404, "NoSuchKey"),
            };
    }

    private HttpAnswer Keep(string name, byte[] body)
    {
        Objects[name] = body;
        return new HttpAnswer(200, "") { Lines = ["ETag: \"0\""] };
    }

    // "AWS4-HMAC-SHA256 Credential=AKIA.../20240101/eu-central-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=0123..."
    private static string? Refusal(HttpQuestion question)
    {
        var fields =
            question.Headers["authorization"].Split(' ', 2)[1].Split(',').Select(f => f.Trim().Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        var scope = fields["Credential"].Split('/', 2);
        if (scope[0] != KeyId)
        {
            return "InvalidAccessKeyId";
        }

        if (scope[1].Split('/')[1] != Region)
        {
            return "AuthorizationHeaderMalformed";
        }

        var target = question.Target.Split('?', 2);
        var query = string.Join('&', (target.Length == 1 ? "" : target[1]).Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Contains('=', StringComparison.Ordinal) ? p : p + "=").Order(StringComparer.Ordinal));
        var headers = string.Concat(fields["SignedHeaders"].Split(';').Select(h => $"{h}:{question.Headers[h]}\n"));
        var request = $"{question.Method}\n{target[0]}\n{query}\n{headers}\n{fields["SignedHeaders"]}\n{question.Headers["x-amz-content-sha256"]}";
        var toSign = $"AWS4-HMAC-SHA256\n{question.Headers["x-amz-date"]}\n{scope[1]}\n"
            + $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}";
        var key = scope[1].Split('/')
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))) == fields["Signature"]
            ? null
            : "SignatureDoesNotMatch";
    }

    private static HttpAnswer Error(int status, string code) =>
        new(status, $"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>no</Message></Error>", "application/xml");
}
