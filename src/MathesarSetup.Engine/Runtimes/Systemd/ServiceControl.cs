using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>An installation's own services, as systemd keeps them, one by one. Programs beside them are their kinds' own.</summary>
internal abstract class ServiceControl(SystemdHost host) : IServiceControl
{
    public async Task StopAsync(ServiceRole role, CancellationToken cancellation)
    {
        var kept = Kept(role);
        await HoldAsync(kept, cancellation);
        if ((await UnitStatus.ReadAsync(host, kept.Unit, cancellation)).IsWanted)
        {
            await host.DoAsync(HostCommand.UnitStop.About(kept.Unit), cancellation);
        }
    }

    public async Task StartAsync(ServiceRole role, TimeSpan patience, CancellationToken cancellation)
    {
        var kept = Kept(role);
        if ((await FoundAsync(kept, cancellation)).IsActive)
        {
            return;
        }

        await LetAsync(kept, cancellation);
        if ((await host.TryAsync(HostCommand.UnitStart.About(kept.Unit), cancellation, patience: patience)).ExitCode != 0)
        {
            throw new StepFailure(LifeFinding.NotHealthy.Say($"{kept.Service.Name} was started and is not healthy after "
                + $"{HealthWait.Words(patience)}, or failed. Its log says what it does."));
        }
    }

    public async Task<IServiceShell> InsideAsync(ServiceRole role, CancellationToken cancellation)
    {
        var kept = Kept(role);
        return (await FoundAsync(kept, cancellation)).IsActive ? await InsideAsync(kept, cancellation)
            : throw new StepFailure(LifeFinding.NotRunning.Say($"{kept.Service.Name} does not run, so no program can be run in it. Start it, and "
                + "try again."));
    }

    public abstract Task<IServiceShell> BesideAsync(ServiceRole role, ImageReference? image, CancellationToken cancellation);

    /// <summary>Keeps a service that is stopped from being started by a boot.</summary>
    protected virtual Task HoldAsync(KeptService kept, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Lets it be started again.</summary>
    protected virtual Task LetAsync(KeptService kept, CancellationToken cancellation) => Task.CompletedTask;

    protected abstract KeptService Kept(ServiceRole role);

    protected abstract Task<IServiceShell> InsideAsync(KeptService kept, CancellationToken cancellation);

    /// <summary>How it is.</summary>
    /// <exception cref="StepFailure">There is no such service.</exception>
    protected async Task<UnitStatus> FoundAsync(KeptService kept, CancellationToken cancellation) =>
        await UnitStatus.ReadAsync(host, kept.Unit, cancellation) is { IsKnown: true } found ? found
            : throw new StepFailure(LifeFinding.NotMade.Say($"{kept.Unit} is not there. Install it, which puts the unit in its place."));
}
