using System.Collections.Immutable;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Running;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>What the caretaker does or did last.</summary>
public enum CareVerb
{
    Stop,
    Start,
    BackUp,
}

/// <summary>What is done for an installation, or how the last of it ended.</summary>
/// <param name="Directory">Of the installation that it is about.</param>
/// <param name="Doing">What is done at the moment; null when it is over.</param>
/// <param name="Findings">What is to be said when it is over; none where there is nothing to say.</param>
public sealed record Care(CareVerb Verb, string Directory, string? Doing, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether it came to its end as it was meant to.</summary>
    public bool Succeeded { get; init; }

    /// <summary>What was made, and what was proved of it, a sentence each.</summary>
    public ImmutableArray<string> Receipt { get; init; } = [];

    /// <summary>Whether somebody may still break it off without a loss.</summary>
    public bool CanCancel { get; init; }
}

/// <summary>
/// Stops, starts and backs up the installation when a person says so. The work outlives the tab that began it, and every tab sees it. Any thread may call it.
/// </summary>
public sealed class Caretaker : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Func<IDisposable> _holdOpen;
    private CancellationTokenSource _cancellation = new();

    internal Caretaker(Activity activity) => _holdOpen = activity.HoldOpen;

    /// <summary>Raised after every change, outside of any lock, on the thread that made it.</summary>
    public event Action? Changed;

    /// <summary>What goes on, or went on last; null before the first.</summary>
    public Care? Last { get; private set; }

    public bool IsBusy => Last is { Doing: not null };

    /// <summary>Begins, unless something goes on already.</summary>
    public void Begin(CareVerb verb, InstalledPlace place)
    {
        lock (_gate)
        {
            if (IsBusy)
            {
                return;
            }

            _cancellation.Dispose();
            _cancellation = new CancellationTokenSource();
            Last = new Care(verb, place.Directory, "", []);
        }

        Changed?.Invoke();
        _ = Task.Run(() => RunAsync(verb, place, _cancellation.Token));
    }

    /// <summary>Breaks off what may be broken off.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (Last is { Doing: not null, CanCancel: true })
            {
                _cancellation.Cancel();
            }
        }
    }

    public void Dispose() => _cancellation.Dispose();

    private async Task RunAsync(CareVerb verb, InstalledPlace place, CancellationToken cancellation)
    {
        using var open = _holdOpen();
        void Tell(string what) => Update(new Care(verb, place.Directory, what, []) { CanCancel = verb is CareVerb.BackUp });
        Update(verb is CareVerb.BackUp ? await BackUpAsync(place, Tell, cancellation) : Ended(verb, place, verb is CareVerb.Stop
            ? await RunningInstallation.StopAsync(place, Tell, CancellationToken.None)
            : await RunningInstallation.StartAsync(place, Tell, CancellationToken.None)));
    }

    private static Care Ended(CareVerb verb, InstalledPlace place, ImmutableArray<Finding> findings) =>
        new(verb, place.Directory, null, findings) { Succeeded = findings is [] };

    private static async Task<Care> BackUpAsync(InstalledPlace place, Action<string> tell, CancellationToken cancellation)
    {
        try
        {
            var result = await Backup.RunAsync(place, new BackupOrder { Tool = ProgramVersion.Text }, happened =>
            {
                if (happened.State is StepState.Started or StepState.Progress)
                {
                    tell(happened.Message);
                }
            }, cancellation);
            return new Care(CareVerb.BackUp, place.Directory, null, result.Findings)
            {
                Succeeded = result.Succeeded,
                Receipt = result.Path is { } path ? [path, .. result.Proofs] : [],
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new Care(CareVerb.BackUp, place.Directory, null, []);
        }
    }

    private void Update(Care care)
    {
        lock (_gate)
        {
            Last = care;
        }

        Changed?.Invoke();
    }
}
