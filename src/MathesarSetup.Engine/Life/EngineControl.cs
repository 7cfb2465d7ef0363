using System.Diagnostics;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Life;

/// <summary>An installation's own containers in an engine, one by one.</summary>
/// <param name="setup">The installation as its files have it.</param>
/// <param name="root">The install directory, absolute.</param>
/// <param name="announce">Told each change before it is made.</param>
internal sealed class EngineControl(Setup setup, string root, EngineInfo info, Action<string>? announce = null) : IServiceControl
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    public Task StopAsync(ServiceRole role, CancellationToken cancellation) => TryAsync(async engine =>
    {
        if ((await FindAsync(engine, role, cancellation)).Found is { } found && (found.Run.Running || found.Run.Restarting))
        {
            await engine.StopContainerAsync(found.Id, cancellation, StopTime.Of(found));
        }

        return true;
    }, cancellation);

    public Task StartAsync(ServiceRole role, TimeSpan patience, CancellationToken cancellation) => TryAsync(async engine =>
    {
        var own = await FindAsync(engine, role, cancellation);
        var found = Made(own);
        if (found.Run is { Running: false } or { Restarting: true })
        {
            await engine.StartContainerAsync(found.Id, cancellation);
        }

        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) <= patience; await Task.Delay(s_pause, cancellation))
        {
            if (await engine.FindContainerAsync(found.Id, cancellation) is { Run: { Running: true, Restarting: false } run }
                && (run.Health is "" || run.IsHealthy))
            {
                return true;
            }
        }

        throw new StepFailure(LifeFinding.NotHealthy.Say($"{own.Service.Name} was started and is not healthy after "
            + $"{HealthWait.Words(patience)}. Its log says what it does."));
    }, cancellation);

    public Task FetchAsync(ImageReference image, Action<ApplyEvent> tell, CancellationToken cancellation) => TryAsync(async engine =>
    {
        if (await engine.FindImageAsync(image.Text, cancellation) is null)
        {
            await new ImagePull(engine, info, EngineSurroundings.OfThisProcess().ConfigFolder, Narrator.For(setup.Plan, tell))
                .PullAsync(image.Text, cancellation);
        }

        return true;
    }, cancellation);

    public Task<IServiceShell> InsideAsync(ServiceRole role, CancellationToken cancellation) => OpenAsync(async engine =>
    {
        var own = await FindAsync(engine, role, cancellation);
        return Made(own) is { Run: { Running: true, Restarting: false } } found ? new EngineShell(info, engine, found.Id, isOurs: false)
            : throw new StepFailure(LifeFinding.NotRunning.Say($"{own.Service.Name} does not run, so no program can be run in it. Start it, and try "
                + "again."));
    }, cancellation);

    public Task<IServiceShell> BesideAsync(ServiceRole role, ImageReference? image, CancellationToken cancellation) => OpenAsync(async engine =>
    {
        var own = await FindAsync(engine, role, cancellation);
        var (found, name) = (Made(own), $"{own.Name}_beside");
        if (await engine.FindContainerAsync(name, cancellation) is { } left)
        {
            await RemoveAsync(engine, left, cancellation);
        }

        var id = await engine.CreateContainerAsync(name, found.Spec with
        {
            Image = image?.ToString() ?? found.ImageId,
            EntryPoint = [],
            Command = ["sleep", "infinity"],
            Ports = [],
            Health = null,
            Aliases = [],
            Labels = found.Labels.Clear().Add(Labels.Beside, found.Id),
        }, name, cancellation);
        try
        {
            await engine.StartContainerAsync(id, cancellation);
            return new EngineShell(info, engine, id, isOurs: true);
        }
        catch
        {
            await engine.RemoveContainerAsync(id, withNamelessVolumes: false, CancellationToken.None);
            throw;
        }
    }, cancellation);

    private static Task RemoveAsync(EngineConnection engine, ContainerFacts left, CancellationToken cancellation) =>
        left.Labels.ContainsKey(Labels.Beside) ? engine.RemoveContainerAsync(left.Id, withNamelessVolumes: false, cancellation)
            : throw new StepFailure(ApplyFinding.NameInUse.Say($"A container of somebody else has the name {left.Name}, which this program uses "
                + "while it works beside a service. Rename it, and try again."));

    private static ContainerFacts Made(OwnContainer own) => own.Found ?? throw new StepFailure(LifeFinding.NotMade.Say(
        $"{own.Service.Name} has no container. Install it, which makes the container."));

    private async Task<OwnContainer> FindAsync(EngineConnection engine, ServiceRole role, CancellationToken cancellation) =>
        (await OwnContainers.FindAsync(engine, setup, (await MountedPaths.FindAsync(info, cancellation)).OnEngine(root), cancellation))
            .InStartOrder.First(own => own.Service.Role == role);

    private async Task TryAsync(Func<EngineConnection, Task<bool>> act, CancellationToken cancellation)
    {
        using var engine = new EngineConnection(info.Endpoint, announce);
        await WorldAsync(() => act(engine), cancellation);
    }

    // The shell keeps the connection.
    private async Task<IServiceShell> OpenAsync(Func<EngineConnection, Task<EngineShell>> open, CancellationToken cancellation)
    {
        var engine = new EngineConnection(info.Endpoint, announce);
        try
        {
            return await WorldAsync(() => open(engine), cancellation);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    private async Task<T> WorldAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        try
        {
            return await act();
        }
        catch (Exception problem) when (problem is not StepFailure && ApplyFindings.IsWorlds(problem) && !cancellation.IsCancellationRequested)
        {
            throw new StepFailure(ApplyFindings.From(problem, info.Endpoint, root));
        }
    }
}
