using System.Collections.Immutable;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>
/// The checks of the answers as they are: run while somebody looks at them, a moment after the last change, and cancelled when an answer that they
/// use changes. Any thread may call it.
/// </summary>
public sealed class LiveChecks : IDisposable
{
    private readonly WizardSession _session;
    private bool _isOn = true;
    private string _directory;

    public LiveChecks(WizardSession session, TimeProvider time, ImmutableArray<ICheck> checks)
    {
        _session = session;
        _directory = session.Directory;
        All = [.. checks.Select(check => new LiveCheck(check, time, () => Changed?.Invoke()))];
        _session.Changed += Follow;
    }

    /// <summary>Raised, on any thread, when a check begins or ends.</summary>
    public event Action? Changed;

    /// <summary>Every check, whether it applies or not.</summary>
    public ImmutableArray<LiveCheck> All { get; }

    /// <summary>Those that apply to the answers, in the order of the wizard's steps.</summary>
    public IEnumerable<LiveCheck> Current => All.Where(c => c.Check.AppliesTo(_session.Setup));

    /// <summary>What all of them have found. A check that was held repeats only what the answers themselves say.</summary>
    public IEnumerable<Finding> Findings => Current.SelectMany(c => c.Result is { End: not CheckEnd.Held } result ? result.Findings : []);

    /// <summary>Whether checks that talk to more than this machine may run.</summary>
    public bool IsOn
    {
        get => _isOn;
        set
        {
            _isOn = value;
            Follow();
            Changed?.Invoke();
        }
    }

    /// <summary>Whether a check may run.</summary>
    public bool Allows(ICheck check) => IsOn || !check.ReachesOut;

    /// <summary>Keeps a check up to date until the result is disposed.</summary>
    public IDisposable Watch(LiveCheck live)
    {
        var watch = live.Watch();
        Follow();
        return watch;
    }

    /// <summary>Runs a check once more, whether an answer changed or not.</summary>
    public void Again(LiveCheck live)
    {
        live.Again(_session.Setup);
        Changed?.Invoke();
    }

    public void Dispose()
    {
        _session.Changed -= Follow;
        foreach (var live in All)
        {
            live.Dispose();
        }
    }

    private void Follow()
    {
        var setup = _session.Setup;
        var isNew = false;
        // What was found of another directory's installation says nothing of this one.
        var isElsewhere = Interlocked.Exchange(ref _directory, _session.Directory) != _session.Directory;
        foreach (var live in All)
        {
            if (isElsewhere)
            {
                live.Dispose();
            }

            if (live.IsWatched && live.Check.AppliesTo(setup) && Allows(live.Check))
            {
                isNew |= live.Follow(setup);
            }
            else
            {
                live.Dispose();
            }
        }

        if (isNew)
        {
            Changed?.Invoke();
        }
    }
}
