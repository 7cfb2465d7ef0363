using System.Net;

namespace MathesarSetup.Engine.Checks.Network;

/// <summary>
/// Reads every answer to its end, and refuses one that is larger than any that is expected: libraries would keep it in memory, however large.
/// </summary>
internal sealed class SmallAnswers(HttpMessageHandler inner, int mostBytes) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        using var large = answer.Content;
        await using var body = await large.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[mostBytes + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (count > mostBytes)
        {
            answer.Dispose();
            throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "The answer is too large.", null, HttpStatusCode.OK);
        }

        answer.Content = new ByteArrayContent(bytes, 0, count);
        foreach (var (name, values) in large.Headers.Where(h => h.Key is not "Content-Length"))
        {
            answer.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return answer;
    }
}
