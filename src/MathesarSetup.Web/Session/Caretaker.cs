using System.Collections.Immutable;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Running;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>What the caretaker does or did last.</summary>
public enum CareVerb
{
    Stop,
    Start,
}

/// <summary>A stop or a start under way, or how the last one ended.</summary>
/// <param name="Directory">Of the installation that it is about.</param>
/// <param name="Doing">What is done at the moment; null when it is over.</param>
/// <param name="Findings">What is to be said when it is over; none where all went well.</param>
public sealed record Care(CareVerb Verb, string Directory, string? Doing, ImmutableArray<Finding> Findings);

/// <summary>
/// Stops and starts the installation when a person says so. The work outlives the tab that began it, and every tab sees it. Any thread may call it.
/// </summary>
public sealed class Caretaker
{
    private readonly Lock _gate = new();
    private readonly Func<IDisposable> _holdOpen;

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

            Last = new Care(verb, place.Directory, "", []);
        }

        Changed?.Invoke();
        _ = Task.Run(() => RunAsync(verb, place));
    }

    private async Task RunAsync(CareVerb verb, InstalledPlace place)
    {
        using var open = _holdOpen();
        void Tell(string what) => Update(new Care(verb, place.Directory, what, []));
        Update(new Care(verb, place.Directory, null, verb is CareVerb.Stop
            ? await RunningInstallation.StopAsync(place, Tell)
            : await RunningInstallation.StartAsync(place, Tell)));
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
