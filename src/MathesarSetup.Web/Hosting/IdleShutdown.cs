using MathesarSetup.Web.Security;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Hosting;

/// <summary>Stops the program after <see cref="Activity.Limit"/> without input, and says how to go on.</summary>
internal sealed class IdleShutdown(Activity activity, Terminal terminal, TimeProvider time, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (activity.Remaining is { Ticks: > 0 } remaining)
        {
            await Task.Delay(remaining, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }

        terminal.PrintIdle();
        lifetime.StopApplication();
    }
}
