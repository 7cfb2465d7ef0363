using System.CommandLine;
using MathesarSetup.Web.Listening;

namespace MathesarSetup.Web.Hosting;

/// <summary><c>mathesar-setup probe</c>: whether a wizard answers on this machine, for a container's health check.</summary>
internal static class ProbeCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var command = new Command("probe", "Tell whether the wizard answers on this machine: exit 0 if so, else 1.")
        {
            ListenOptions.Port,
            ListenOptions.Listen,
        };
        command.SetAction(parsed =>
        {
            var asked = new ServeOptions { Directory = "", Listen = parsed.GetRequiredValue(ListenOptions.Listen) };
            var authority = $"{HostNames.InUrl(asked.LocalAddress)}:{parsed.GetRequiredValue(ListenOptions.Port)}";
            if (Answers($"http://{authority}/healthz") || Answers($"https://{authority}/healthz"))
            {
                return 0;
            }

            parsed.InvocationConfiguration.Error.WriteLine($"error: No wizard answers at {authority}. Start it with: mathesar-setup serve");
            return 1;
        });
        return command;
    }

    private static bool Answers(string url)
    {
        // Nothing secret is sent, and a certificate for a public name never fits a loopback address.
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            UseProxy = false,
        };
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var response = client.Send(new HttpRequestMessage(HttpMethod.Get, url));
            return response.StatusCode is System.Net.HttpStatusCode.NoContent;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
