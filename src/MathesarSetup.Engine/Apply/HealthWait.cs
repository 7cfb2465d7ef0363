using System.Diagnostics;
using System.Globalization;
using Docker.DotNet;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply;

/// <summary>Waits until a container works, by asking it directly: the engine's own check looks only every few seconds.</summary>
internal sealed class HealthWait(EngineConnection engine, LogWatch log, Narrator narrator, TimeSpan limit)
{
    private const int MostRestarts = 3;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_untilNews = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(6);

    private readonly Stopwatch _sinceBegin = Stopwatch.StartNew();

    /// <exception cref="StepFailure">It crashes again and again, or the time is over.</exception>
    public async Task UntilHealthyAsync(WantedContainer container, CancellationToken cancellation)
    {
        if (container.Spec.Health is not { } health)
        {
            return;
        }

        var step = $"{StepNames.Wait} {container.Service.Name}";
        narrator.Started(step,
            $"Waiting until {container.Service.Name} "
                + $"answers.{(container.Service.Role is ServiceRole.Web ? " A first start takes a few minutes." : "")}");
        var (first, news) = (await RestartsAsync(container, 0, cancellation), Stopwatch.StartNew());
        while (!await IsHealthyAsync(container.Name, [.. health.Command], cancellation))
        {
            await RestartsAsync(container, first + MostRestarts, cancellation);
            if (_sinceBegin.Elapsed > limit)
            {
                throw await FailedAsync(container, ApplyFinding.Timeout.Say(
                    $"{container.Service.Name} did not become healthy within {Words(limit)}. "
                        + "Its log says what it was doing; --timeout gives it longer."),
                    cancellation);
            }

            if (news.Elapsed > s_untilNews)
            {
                news.Restart();
                narrator.Progress(step, $"Still waiting for {container.Service.Name}, {Words(_sinceBegin.Elapsed)} so far.");
            }

            await Task.Delay(s_pause, cancellation);
        }

        narrator.Done(step, $"{container.Service.Name} answers.");
    }

    /// <summary>That something took longer than it may.</summary>
    public static Finding Late(string name, TimeSpan limit) => ApplyFinding.Timeout.Say(
        $"{name} did not become healthy within {Words(limit)}. Its log says what it was doing; --timeout gives it longer.");

    /// <summary>How a time is told: in seconds up to two minutes, then in minutes.</summary>
    public static string Words(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes");

    // How often it was started again; with a limit above 0, too many end the wait.
    private async Task<long> RestartsAsync(WantedContainer container, long most, CancellationToken cancellation)
    {
        var found = await engine.FindContainerAsync(container.Name, cancellation);
        if (found is null || (most > 0 && found.Run is { Running: false, Restarting: false }) || (most > 0 && found.Run.Restarts >= most))
        {
            throw await FailedAsync(container, ApplyFinding.CrashLoop.Say(
                found is null ? $"The container {container.Name} was removed by somebody while it started."
                : $"{container.Service.Name} ends as soon as it starts, the last time with exit code {found.Run.ExitCode}. Its last lines say why."),
                cancellation);
        }

        return found.Run.Restarts;
    }

    private async Task<StepFailure> FailedAsync(WantedContainer container, Finding finding, CancellationToken cancellation)
    {
        var (lines, known) = await log.LastWordsAsync(container.Name, cancellation);
        var errors = known.Where(f => f.Severity is Severity.Error).Select(f => Named(f, container));
        return new StepFailure([.. errors, finding, .. known.Where(f => f.Severity is not Severity.Error)], lines);
    }

    // Nothing here deletes data, so that what removes it is said.
    private static Finding Named(Finding finding, WantedContainer container) => finding.Kind == LogFinding.DataUnfinished
        ? finding with { Message = $"{finding.Message} {UnfinishedData.WayOut(container.Spec.Mounts)}" }
        : finding;

    private async Task<bool> IsHealthyAsync(string container, string[] command, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(s_patience);
        try
        {
            return (await engine.RunAsync(container, new ShellCommand([.. command]), patience.Token)).Succeeded;
        }
        catch (DockerApiException)
        {
            // It does not run at this moment.
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
