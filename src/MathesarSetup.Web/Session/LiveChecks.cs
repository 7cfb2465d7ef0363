using System.Collections.Immutable;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>
/// The checks of the answers as they are: run once somebody has asked for them, a moment after the last change, and cancelled when an answer that
/// they use changes. What was found stands as long as those answers do, whoever looks; what failed is tried again by itself while a tab is open.
/// Any thread may call it.
/// </summary>
public sealed class LiveChecks : IDisposable
{
    private readonly WizardSession _session;
    private readonly OpenTabs _tabs;
    private readonly ITimer _clock;
    private bool _isOn = true;
    private bool _isSought;
    private string _directory;

    public LiveChecks(WizardSession session, TimeProvider time, ImmutableArray<ICheck> checks, OpenTabs tabs)
    {
        (_session, _tabs) = (session, tabs);
        _directory = session.Directory;
        _clock = time.CreateTimer(_ => Retry(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        All = [.. checks.Select(check => new LiveCheck(check, time, () => Changed?.Invoke()))];
        _session.Changed += Follow;
        _tabs.Changed += KeepTime;
        KeepTime();
    }

    /// <summary>Raised, on any thread, when a check begins or ends.</summary>
    public event Action? Changed;

    /// <summary>Every check, whether it applies or not.</summary>
    public ImmutableArray<LiveCheck> All { get; }

    /// <summary>Those that apply to the answers, in the order of the wizard's steps.</summary>
    public IEnumerable<LiveCheck> Current => All.Where(c => c.Check.AppliesTo(_session.Setup));

    /// <summary>How all of them ended whose outcome is known, for the answers as they are.</summary>
    public IEnumerable<CheckResult> Results => Current.Where(c => Allows(c.Check)).Select(c => c.Result).OfType<CheckResult>();

    /// <summary>What all of them have found. A check that was held repeats only what the answers themselves say.</summary>
    public IEnumerable<Finding> Findings => Results.Where(static r => r.End is not CheckEnd.Held).SelectMany(static r => r.Findings);

    /// <summary>Whether a run goes on whose outcome is not known.</summary>
    public bool IsRunning => Current.Any(c => c.IsRunning);

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

    /// <summary>Keeps a check up to date from now on.</summary>
    public void Seek(LiveCheck live)
    {
        if (!live.IsSought)
        {
            live.IsSought = true;
            Follow();
        }
    }

    /// <summary>Keeps all checks up to date from now on: somebody wants to know how everything stands.</summary>
    public void SeekAll()
    {
        _isSought = true;
        Follow();
    }

    /// <summary>Begins at once whatever is about to begin, and waits until everything is known that can be.</summary>
    public Task SettleAsync()
    {
        SeekAll();
        var setup = _session.Setup;
        return Task.WhenAll(Current.Where(c => Allows(c.Check)).Select(c => c.SettleAsync(setup)).ToArray());
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
        _tabs.Changed -= KeepTime;
        _clock.Dispose();
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
        _isSought &= !isElsewhere;
        foreach (var live in All)
        {
            if (isElsewhere)
            {
                live.Dispose();
            }

            if ((_isSought || live.IsSought) && live.Check.AppliesTo(setup) && Allows(live.Check))
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

    private void Retry()
    {
        var setup = _session.Setup;
        foreach (var live in Current.Where(c => Allows(c.Check)))
        {
            live.Retry(setup);
        }
    }

    // Nobody sees what is tried while no tab is open.
    private void KeepTime()
    {
        var rest = _tabs.Any ? LiveCheck.LocalPatience : Timeout.InfiniteTimeSpan;
        _clock.Change(rest, rest);
    }
}
