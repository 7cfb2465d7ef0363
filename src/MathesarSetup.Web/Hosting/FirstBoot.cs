using System.Net;
using MathesarSetup.Engine.Workspace;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Values;
using MathesarSetup.Web.Cli;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Hosting;

/// <summary>The wizard of an appliance's first boot: once Mathesar is installed it ends for good.</summary>
internal sealed class FirstBoot(Installer installer, Terminal terminal, ServeOptions options, TimeProvider time, IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>Time to read the last page and to keep the password.</summary>
    public static readonly TimeSpan LastLook = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the first boot of this directory is over: its mark says so, or a Mathesar that has its administrator answers for it.</summary>
    public static bool IsOver(string directory) =>
        FirstBootMark.IsThere(directory) || (InstallPlace.HoldsInstallation(directory) && IsClaimed(directory));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var installed = new TaskCompletionSource();
        void Look()
        {
            if (installer.Run is { Succeeded: true })
            {
                installed.TrySetResult();
            }
        }

        installer.Changed += Look;
        try
        {
            await installed.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            terminal.PrintInstalled(FirstBootMark.Make(options.Directory));
            await Task.Delay(LastLook, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lifetime.StopApplication();
        }
        finally
        {
            installer.Changed -= Look;
        }
    }

    // The mark may be lost with its folder; what answers is the stronger fact.
    private static bool IsClaimed(string directory)
    {
        var plan = Setup.Of(new DraftSources { Directory = directory, Variables = DraftSources.FromEnvironment() }.Read().Draft).Plan;
        return plan.Services.SelectMany(s => s.Ports).FirstOrDefault() is { } port
            && Status(port, WebPages.Login, plan.Url.Host) is HttpStatusCode.OK
            && Status(port, WebPages.Claim, plan.Url.Host) is HttpStatusCode.Found;
    }

    private static HttpStatusCode? Status(PublishedPort port, string path, string host)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = s_patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{new ListenAddress(port.Address.Local).InUrl(port.Machine)}{path}") { Headers = { Host = host } };
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
