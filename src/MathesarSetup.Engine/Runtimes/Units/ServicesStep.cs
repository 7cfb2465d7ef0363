using System.Diagnostics;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Planning;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Starts the services, or starts them anew, each when what it rests on is healthy: systemd counts them as started only then.</summary>
internal sealed class ServicesStep : IUnitStep
{
    private static readonly TimeSpan s_untilNews = TimeSpan.FromSeconds(10);

    /// <summary>Whether these are the databases, or the others, which start after them.</summary>
    public required bool IsDatabases { get; init; }

    public async Task DoAsync(UnitContext run, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        foreach (var planned in run.Plan.Services.Where(s => s.IsDatabase == IsDatabases))
        {
            if (planned.Verb is not ChangeVerb.Keep)
            {
                await StartAsync(run, planned, run.Request.Timeout - time.Elapsed, cancellation);
            }

            if (planned.IsDatabase && !run.Plan.MakesData && run.Plan.Services.Any(static s => s.Verb is ChangeVerb.Create))
            {
                await AskForReleaseAsync(run, planned.Service.Container, cancellation);
            }
        }
    }

    public async Task UndoAsync(UnitUndo run)
    {
        // What starts last stops first.
        foreach (var service in run.Journal.Services.Reverse().Where(s => s.IsChanged && s.Unit == $"{run.Journal.Database}.service" == IsDatabases))
        {
            await run.TryAsync(service.Unit, () => run.StopAsync(service.Unit, service));
        }

        if (IsDatabases)
        {
            await UndoRestAsync(run);
        }
    }

    // The last services are stopped.
    private static async Task UndoRestAsync(UnitUndo run)
    {
        foreach (var sum in run.Journal.Checksums)
        {
            InPlaceFile.Write(run.Host.Memory, sum.Name, sum.Content, GeneratedFile.Private);
        }

        foreach (var volume in run.Journal.Volumes)
        {
            await run.TryAsync(volume, () => run.StopAsync($"{volume}-volume.service"));
        }

        if (run.Journal.Network is { } network)
        {
            await run.TryAsync(network, async () =>
            {
                await run.StopAsync(run.Journal.NetworkService);
                if (await run.Host.HasAsync(HostCommand.PodmanNetwork.About(network), CancellationToken.None))
                {
                    await run.Host.DoAsync(HostCommand.PodmanNetworkRemoval.About(network), CancellationToken.None);
                }
            });
        }
    }

    private static async Task StartAsync(UnitContext run, PlannedUnit planned, TimeSpan patience, CancellationToken cancellation)
    {
        var (name, step, began) = (planned.Service.Container, $"{StepNames.Start} {planned.Service.Container}", DateTimeOffset.UtcNow);
        run.Narrator.Started(step,
            $"Starting {name}.{(planned.Service.Service.Role is ServiceRole.Web ? " A first start takes a few minutes." : "")}");
        // A boot would start what is in its place from now on.
        await UnitHold.EndAsync(run.Host, planned.Service.Unit, cancellation);
        await using var log = new ServiceLog(run.Host, run.Narrator, UnitPlace.Kept(planned.Service), began);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience > TimeSpan.Zero ? patience : TimeSpan.FromSeconds(1));
        var command = planned.Verb is ChangeVerb.Start ? HostCommand.UnitStart : HostCommand.UnitRestart;
        ProgramResult? result = null;
        try
        {
            var starting = run.Host.TryAsync(command.About(planned.Service.Unit), limit.Token);
            for (var time = Stopwatch.StartNew(); await Task.WhenAny(starting, Task.Delay(s_untilNews, limit.Token)) != starting;)
            {
                limit.Token.ThrowIfCancellationRequested();
                run.Narrator.Progress(step, $"Still waiting for {name}, {HealthWait.Words(time.Elapsed)} so far.");
            }

            result = await starting;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over; its last words are told below.
        }

        if (result is not { ExitCode: 0 })
        {
            throw await log.FailedAsync(result is null ? HealthWait.Late(name, run.Request.Timeout)
                : UnitFinding.Failed.Say($"{name} did not start. Its last lines say why."));
        }

        InPlaceFile.Write(run.Host.Memory, FoundUnits.ChecksumFile(name),
            Encoding.UTF8.GetBytes($"{run.Plan.Wanted.Checksums[name]}\n"), GeneratedFile.Private);
        run.Narrator.Done(step, $"{name} answers.");
    }

    // The containers that could have told are gone, and the data is not.
    private static async Task AskForReleaseAsync(UnitContext run, string container, CancellationToken cancellation)
    {
        var answers = run.Request.Setup.Answers;
        var said = await UnitShell.Brief(run.Host, container).RunAsync(new ShellCommand("sh", "-c", RunningRelease.AskLast)
        {
            Variables = [$"PGUSER={answers.Get(DatabaseSettings.User)}", $"PGDATABASE={answers.Get(DatabaseSettings.Name)}"],
        }, cancellation);
        if (said is { ExitCode: 0 } && said.Output.Trim() is { Length: > 0 } migration
            && (RunningRelease.Of(migration, container) is { } told
                ? ReleaseGuard.Of(told, run.Request) : ReleaseGuard.Unknown(container)) is { } refused)
        {
            throw new StepFailure(refused);
        }
    }
}
