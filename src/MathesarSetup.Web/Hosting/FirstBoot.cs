using MathesarSetup.App.Opening;
using MathesarSetup.Web.Listening;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Hosting;

/// <summary>The wizard of an appliance's first boot: once Mathesar is installed it ends for good.</summary>
internal sealed class FirstBoot(
    Installer installer, Terminal terminal, ServeOptions options, TimeProvider time, IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>Time to read the last page and to keep the password.</summary>
    public static readonly TimeSpan LastLook = TimeSpan.FromMinutes(5);

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

            terminal.PrintInstalled(FirstBootMark.Make(options.Directory), LastLook);
            await Task.Delay(LastLook, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lifetime.StopApplication();
        }
        finally
        {
            installer.Changed -= Look;
        }
    }
}
