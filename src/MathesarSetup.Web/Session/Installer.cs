using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>
/// Installs what the session says, in the place that its answers want. The work outlives the tab that began it, and every tab sees it. Any thread
/// may call it.
/// </summary>
public sealed class Installer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly WizardSession _session;
    private readonly TimeProvider _time;
    private readonly Func<IDisposable> _holdOpen;
    private CancellationTokenSource? _cancellation;
    private PlannedApply? _planned;
    private Task _running = Task.CompletedTask;

    internal Installer(WizardSession session, Activity activity, TimeProvider time) =>
        (_session, _time, _holdOpen) = (session, time, activity.HoldOpen);

    /// <summary>Raised after every change, outside of any lock, on the thread that made it.</summary>
    public event Action? Changed;

    /// <summary>Whether something here installs the chosen target; others are started by their own commands.</summary>
    public bool CanInstall => KnownRuntimes.For(_session.Setup) is not null;

    /// <summary>Where the place was looked for; null before the first look.</summary>
    public PlaceSearch? Search { get; private set; }

    /// <summary>The installation that goes on, or the last one; null before the first.</summary>
    public InstallRun? Run { get; private set; }

    public bool IsRunning => Run is { Result: null };

    /// <summary>Finds the place and says what installing would change; null changes when there is no place.</summary>
    public async Task<ApplyChanges?> LookAsync(Decisions decided, Acceptance accepted, CancellationToken cancellation)
    {
        var order = _session.Order(decided, accepted);
        var search = await order.FindPlaceAsync(cancellation);
        _planned = search.Place is { } place ? await order.PlanAsync(place, cancellation) : null;
        Search = _planned is null ? search : search with { Place = _planned.Place };
        return _planned?.Changes;
    }

    /// <summary>Begins, unless it goes on already. A file that was changed after it was decided on refuses the installation.</summary>
    public void Begin(Decisions decided, Acceptance accepted)
    {
        lock (_gate)
        {
            if (IsRunning || Search?.Place is null)
            {
                return;
            }

            _cancellation?.Dispose();
            _cancellation = new CancellationTokenSource();
            var order = _session.Order(decided, accepted);
            Run = new InstallRun(order.Setup, _time.GetUtcNow())
            {
                Progress = InstallProgress.Of(_planned is { } looked && looked.Order == order ? looked.Changes.Steps : []),
                IsChange = _planned is { Changes.IsChange: true },
            };
            _running = Task.Run(() => RunAsync(order, _cancellation.Token));
        }

        Changed?.Invoke();
    }

    /// <summary>Asks it to stop and to take back what it did.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (IsRunning)
            {
                Run = Run! with { IsCancelled = true };
                _cancellation!.Cancel();
            }
        }

        Changed?.Invoke();
    }

    /// <summary>Puts a run that ended away, so that the answers can be looked at again.</summary>
    public void Dismiss()
    {
        lock (_gate)
        {
            Run = IsRunning ? Run : null;
        }

        Changed?.Invoke();
    }

    // The program ends only when what was begun is done or taken back.
    public void Dispose()
    {
        Cancel();
        _running.GetAwaiter().GetResult();
        _cancellation?.Dispose();
    }

    private async Task RunAsync(ApplyOrder order, CancellationToken cancellation)
    {
        using var open = _holdOpen();
        ApplyResult result;
        try
        {
            // What somebody looked at is what is done; another order is held against its place first.
            var (planned, why) = _planned is { } looked && looked.Order == order ? (looked, []) : await PlanAsync(order, cancellation);
            result = planned is null ? new ApplyResult(ApplyOutcome.Refused, why, []) : await planned.RunAsync(Tell, cancellation);
        }
        catch (OperationCanceledException)
        {
            result = new ApplyResult(ApplyOutcome.Cancelled, [], []);
        }

        if (result.Succeeded)
        {
            _session.Installed(order.Setup);
        }

        Update(run => run with { Result = result, Ended = _time.GetUtcNow() });
    }

    // The place may be another one than what was looked at: other answers want another kind.
    private async Task<(PlannedApply? Planned, ImmutableArray<Finding> Why)> PlanAsync(ApplyOrder order, CancellationToken cancellation)
    {
        var search = await order.FindPlaceAsync(cancellation);
        if (search.Place is not { } place)
        {
            return (null, search.Findings);
        }

        var planned = await order.PlanAsync(place, cancellation);
        Update(run => run with { Progress = InstallProgress.Of(planned.Changes.Steps) });
        return (planned, []);
    }

    private void Tell(ApplyEvent happened) => Update(run => run with { Progress = run.Progress.With(happened) });

    private void Update(Func<InstallRun, InstallRun> change)
    {
        lock (_gate)
        {
            Run = change(Run!);
        }

        Changed?.Invoke();
    }
}
