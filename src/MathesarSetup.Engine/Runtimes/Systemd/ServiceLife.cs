using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>An installation's own services, as systemd has them.</summary>
/// <param name="services">In the order in which they start.</param>
internal sealed class ServiceLife(Setup setup, string root, SystemdHost host, ImmutableArray<KeptService> services) : IInstallationLife
{
    // A secret that runs may be a former one.
    private Redaction Hiding => Redaction.Of(setup.Plan, SecretsFile.Known(new Disk(root)));

    public async Task<(ImmutableArray<ServiceState> Services, Finding? Problem)> LookAsync(CancellationToken cancellation)
    {
        var found = await UnitStatus.ReadAsync(host, services.Select(static s => s.Unit), cancellation);
        return ([.. services.Select(s => State(s, found[s.Unit]))], null);
    }

    public Task<ImmutableArray<Finding>> StopAsync(Action<string> tell, CancellationToken cancellation) => ChangeAsync(async () =>
    {
        foreach (var service in services.Reverse())
        {
            if ((await UnitStatus.ReadAsync(host, service.Unit, cancellation)).IsWanted)
            {
                tell($"Stopping {service.Service.Name}.");
                await host.DoAsync(HostCommand.UnitStop.About(service.Unit), cancellation);
            }
        }

        return [];
    }, cancellation);

    public Task<ImmutableArray<Finding>> StartAsync(Action<string> tell, TimeSpan patience, CancellationToken cancellation) => ChangeAsync(async () =>
    {
        var found = await UnitStatus.ReadAsync(host, services.Select(static s => s.Unit), cancellation);
        if (services.FirstOrDefault(s => !found[s.Unit].IsKnown) is { } missing)
        {
            return [LifeFinding.NotMade.Say($"{missing.Unit} is not there, so nothing was started. Install it, which puts the unit in its place.")];
        }

        foreach (var service in services.Where(s => !found[s.Unit].IsActive))
        {
            tell($"Starting {service.Service.Name}, and waiting until it is healthy.");
            var result = await host.TryAsync(HostCommand.UnitStart.About(service.Unit), cancellation, patience: patience);
            if (result.ExitCode != 0)
            {
                return [LifeFinding.NotHealthy.Say($"{service.Service.Name} was started and is not healthy after "
                    + $"{HealthWait.Words(patience)}, or failed. Its log says what it does.")];
            }
        }

        return [];
    }, cancellation);

    public async Task<Finding?> ListenAsync(string container, DateTimeOffset? since, Action<LogLine> tell, CancellationToken cancellation)
    {
        const string LastLines = "200";
        var redaction = Hiding;
        try
        {
            if (services.FirstOrDefault(s => s.Name == container) is { } service)
            {
                await host.FollowAsync(service.Unit, since is { } moment ? ["--since", SystemdHost.Moment(moment)] : ["--lines", LastLines],
                    line => tell(LogLine.Of(line, redaction)), cancellation);
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return LifeFinding.NoTime.At();
        }
    }

    public async Task<(ImmutableArray<LogLine> Lines, Finding? Problem)> ReadLogAsync(
        string container, DateTimeOffset? since, int most, CancellationToken cancellation)
    {
        var redaction = Hiding;
        return services.FirstOrDefault(s => s.Name == container) is { } service
            ? ([.. (await host.LastLinesAsync(service.Unit, since, cancellation, most)).Select(line => LogLine.Of(line, redaction))], null)
            : ([], null);
    }

    private static ServiceState State(KeptService service, UnitStatus status) =>
        new(service.Service.Name, service.Name, service.Service.Role is ServiceRole.Web, status switch
        {
            { IsKnown: false } => ServiceCondition.NotMade,
            { IsActive: true } => ServiceCondition.Running,
            { IsRestarting: true } => ServiceCondition.Restarting,
            { IsWanted: true } => ServiceCondition.Starting,
            _ => ServiceCondition.Stopped,
        })
        {
            Since = status.Since,
            Restarts = status.Number("NRestarts"),
            ExitCode = status.Number("ExecMainStatus"),
        };

    // Nobody installs or writes meanwhile.
    private async Task<ImmutableArray<Finding>> ChangeAsync(Func<Task<ImmutableArray<Finding>>> change, CancellationToken cancellation)
    {
        try
        {
            var disk = new Disk(root);
            using var writing = DirectoryLock.Take(disk);
            StateFolder.RefuseWithinUpgrade(disk);
            return await change();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return [LifeFinding.NoTime.At()];
        }
        catch (StepFailure problem)
        {
            return problem.Findings;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return [FileFindings.From(problem, root)];
        }
    }
}
