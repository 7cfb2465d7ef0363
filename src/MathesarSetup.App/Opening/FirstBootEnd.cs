using System.Net;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.App.Opening;

/// <summary>Whether the first boot of a directory is over: its mark says so, or a Mathesar that has its administrator answers for it.</summary>
public static class FirstBootEnd
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public static bool IsReached(string directory) =>
        FirstBootMark.IsThere(directory) || (InstallPlace.HoldsInstallation(directory) && IsClaimed(directory));

    // The mark may be lost with its folder; what answers is the stronger fact.
    private static bool IsClaimed(string directory)
    {
        var plan = Setup.Of(DraftSources.ReadAt(directory).Draft).Plan;
        return plan.Services.SelectMany(s => s.Ports).FirstOrDefault() is { } port
            && Status(port, WebPages.Login, plan.Url.Host) is HttpStatusCode.OK
            && Status(port, WebPages.Claim, plan.Url.Host) is HttpStatusCode.Found;
    }

    private static HttpStatusCode? Status(PublishedPort port, string path, string host)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = s_patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{new ListenAddress(port.Address.Local).InUrl(port.Machine)}{path}")
        {
            Headers = { Host = host },
        };
        try
        {
            using var answer = client.Send(request);
            return answer.StatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}
