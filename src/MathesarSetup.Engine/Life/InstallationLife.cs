using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Life;

/// <summary>
/// An installation's own containers in an engine: looked at, stopped, started, listened to. None of it throws for what the engine does.
/// </summary>
/// <param name="setup">The installation as its files have it.</param>
/// <param name="root">The install directory, absolute.</param>
public sealed class InstallationLife(Setup setup, string root, EngineInfo engine) : IInstallationLife
{
    private const int LastLines = 200;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public async Task<(ImmutableArray<ServiceState> Services, Finding? Problem)> LookAsync(CancellationToken cancellation)
    {
        var states = ImmutableArray<ServiceState>.Empty;
        var problem = await TryAsync(async connection =>
        {
            states = [.. (await FindAsync(connection, cancellation)).InStartOrder.Select(static c => c.State)];
            return [];
        }, cancellation);
        return (states, problem.FirstOrDefault());
    }

    public Task<ImmutableArray<Finding>> StopAsync(Action<string> tell, CancellationToken cancellation) => ChangeAsync(async connection =>
    {
        foreach (var own in (await FindAsync(connection, cancellation)).InStartOrder.Reverse())
        {
            if (own.Found is { Run.Running: true } or { Run.Restarting: true })
            {
                tell($"Stopping {own.Service.Name}.");
                await connection.StopContainerAsync(own.Found.Id, cancellation, StopTime.Of(own.Found));
            }
        }

        return [];
    }, cancellation);

    public Task<ImmutableArray<Finding>> StartAsync(Action<string> tell, TimeSpan patience, CancellationToken cancellation) =>
        ChangeAsync(async connection =>
        {
            var all = await FindAsync(connection, cancellation);
            if (all.InStartOrder.FirstOrDefault(static c => c.Found is null) is { } missing)
            {
                return [LifeFinding.NotMade.Say(
                    $"{missing.Service.Name} has no container, so nothing was started. Install it, which makes the container.")];
            }

            foreach (var own in all.InStartOrder)
            {
                if (own.Found!.Run is { Running: false } or { Restarting: true })
                {
                    tell($"Starting {own.Service.Name}.");
                    await connection.StartContainerAsync(own.Found.Id, cancellation);
                }

                tell($"Waiting until {own.Service.Name} is healthy.");
                if (!await IsHealthyAsync(connection, own.Found.Id, patience, cancellation))
                {
                    return [LifeFinding.NotHealthy.Say($"{own.Service.Name} was started and is not healthy after "
                        + $"{HealthWait.Words(patience)}. Its log says what it does.")];
                }
            }

            return [];
        }, cancellation);

    public async Task<Finding?> ListenAsync(string container, DateTimeOffset? since, Action<LogLine> tell, CancellationToken cancellation)
    {
        var problem = await OfAsync(container, (connection, own, redaction) => connection.FollowLogAsync(own.Id, since,
            line => tell(LogLine.Of(line, redaction)), cancellation, since is null ? LastLines : null), cancellation);
        return problem.FirstOrDefault();
    }

    public async Task<(ImmutableArray<LogLine> Lines, Finding? Problem)> ReadLogAsync(
        string container, DateTimeOffset? since, int most, CancellationToken cancellation)
    {
        var lines = ImmutableArray<LogLine>.Empty;
        var problem = await OfAsync(container, async (connection, own, redaction) =>
            lines = [.. (await connection.LastLinesAsync(own.Id, most, since, cancellation)).Select(line => LogLine.Of(line, redaction))],
            cancellation);
        return (lines, problem.FirstOrDefault());
    }

    // A secret that runs may be a former one.
    private Task<ImmutableArray<Finding>> OfAsync(
        string container, Func<EngineConnection, ContainerFacts, Redaction, Task> act, CancellationToken cancellation) => TryAsync(async connection =>
    {
        var all = (await FindAsync(connection, cancellation)).InStartOrder;
        if (all.FirstOrDefault(c => c.Found?.Name == container) is { Found: { } own })
        {
            await act(connection, own, Redaction.Of(setup.Plan, all.SelectMany(static c => c.Secrets)));
        }

        return [];
    }, cancellation);

    private static async Task<bool> IsHealthyAsync(EngineConnection connection, string id, TimeSpan patience, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; waited <= patience; waited += s_pause)
        {
            if (await connection.FindContainerAsync(id, cancellation) is { Run: { Running: true, Restarting: false } run }
                && (run.Health is "" || run.IsHealthy))
            {
                return true;
            }

            await Task.Delay(s_pause, cancellation);
        }

        return false;
    }

    private async Task<OwnContainers> FindAsync(EngineConnection connection, CancellationToken cancellation) => await OwnContainers.FindAsync(
        connection, setup, (await MountedPaths.FindAsync(engine, cancellation)).OnEngine(root), cancellation);

    // Nobody installs or writes meanwhile.
    private Task<ImmutableArray<Finding>> ChangeAsync(Func<EngineConnection, Task<ImmutableArray<Finding>>> change, CancellationToken cancellation) =>
        TryAsync(async connection =>
        {
            var disk = new Disk(root);
            using var writing = DirectoryLock.Take(disk);
            StateFolder.RefuseWithinUpgrade(disk);
            return await change(connection);
        }, cancellation);

    private async Task<ImmutableArray<Finding>> TryAsync(
        Func<EngineConnection, Task<ImmutableArray<Finding>>> act, CancellationToken cancellation)
    {
        try
        {
            using var connection = new EngineConnection(engine.Endpoint);
            return await act(connection);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return [LifeFinding.NoTime.At()];
        }
        catch (Exception problem) when (ApplyFindings.IsWorlds(problem))
        {
            return [ApplyFindings.From(problem, engine.Endpoint, root)];
        }
    }
}
