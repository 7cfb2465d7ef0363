using System.Net;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>What a web server answered, redirects not followed.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Location, string Body)
{
    private static readonly HttpClient s_client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    /// <summary>Asks for a URL, with another Host header if one is given.</summary>
    public static Answer To(string url, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Host = host;
        using var response = s_client.Send(request);
        using var body = new StreamReader(response.Content.ReadAsStream());
        return new(response.StatusCode, response.Headers.Location?.OriginalString, body.ReadToEnd());
    }
}
