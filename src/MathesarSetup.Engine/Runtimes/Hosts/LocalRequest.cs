using System.Globalization;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>Requests a page of a Mathesar that listens on this machine, past every proxy.</summary>
internal static class LocalRequest
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>The status, and where it leads; 000 where nothing answers.</summary>
    /// <param name="host">The name under which it is asked.</param>
    public static async Task<string> AskAsync(Plan plan, string path, string host, CancellationToken cancellation)
    {
        var port = plan.Web.Ports[0];
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = s_patience };
            using var message = new HttpRequestMessage(HttpMethod.Get,
                new Uri($"http://{new ListenAddress(port.Address.Local).InUrl(port.Machine)}{path}"))
            { Headers = { Host = host } };
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {answer.Headers.Location}");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return "000";
        }
    }
}
