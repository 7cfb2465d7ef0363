using System.Collections.Immutable;
using MathesarSetup.App.Assessing;
using MathesarSetup.App.Comparing;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <summary>
/// The one list of findings, for all tabs: what the answers say, what the checks saw, and what the comparisons with the directory and the engine say.
/// The comparisons are made in the background. Any thread may call it.
/// </summary>
public sealed class WizardReadiness : IDisposable
{
    private readonly WizardSession _session;
    private readonly LiveChecks _live;
    private readonly Installer _installer;
    private readonly OpenTabs _tabs;
    private readonly ITimer _clock;
    private readonly ReadinessSources _sources;
    private readonly BackgroundLook<DirectoryLook> _directory;
    private readonly BackgroundLook<EngineLook> _engine;
    private Known? _known;
    private string _place;
    private Setup? _setup;
    private FileDecisions _decisions = FileDecisions.None;
    private bool _wasRunning;

    internal WizardReadiness(WizardSession session, LiveChecks live, Installer installer, OpenTabs tabs, TimeProvider time,
        ReadinessSources sources)
    {
        (_session, _live, _installer, _tabs, _place, _sources) = (session, live, installer, tabs, session.Directory, sources);
        _clock = time.CreateTimer(_ => Retry(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _directory = new(time, _ => Task.FromResult(_sources.Directory()), LookedAtDirectory);
        _engine = new(time, token => _sources.Engine(_directory.Seen?.Decided ?? Decisions.None, Accepted, token), Tell);
        _session.Changed += Follow;
        _live.Changed += FollowChecks;
        _installer.Changed += FollowRun;
        _tabs.Changed += KeepTime;
        KeepTime();
    }

    /// <summary>Raised, on any thread, after every change of an answer and of anything that was found.</summary>
    public event Action? Changed;

    /// <summary>How everything stands at this moment.</summary>
    public Readiness Now
    {
        get
        {
            var known = new Known(_session.Setup, _sources.Answers(), _session.Left, [.. _live.Results], _directory.Seen, _engine.Seen,
                Readiness.None);
            var last = _known;
            return last is not null && last.IsSame(known) ? last.Readiness : (_known = known with { Readiness = Of(known) }).Readiness;
        }
    }

    /// <summary>What writing would change in the directory; null until it was looked at.</summary>
    public DirectoryLook? Directory => _directory.Seen;

    /// <summary>What installing would change in the engine; null until it was looked at, and where no engine is meant.</summary>
    public EngineLook? Engine => _engine.Seen;

    /// <summary>Whether something is being looked at or tried of which nothing is known yet.</summary>
    public bool IsLooking => _live.IsRunning || _directory.IsRunning || _engine.IsRunning;

    /// <summary>Whether somebody came to a place that shows how everything stands, so that all is tried and looked at.</summary>
    public bool IsReached { get; private set; }

    /// <summary>The losses that somebody accepted.</summary>
    public Acceptance Accepted { get; private set; } = Acceptance.None;

    /// <summary>Accepts a loss, or takes that back.</summary>
    public void Accept(Func<Acceptance, Acceptance> accept)
    {
        Accepted = accept(Accepted);
        AskEngine(TimeSpan.Zero);
        Changed?.Invoke();
    }

    /// <summary>Somebody wants to know how everything stands: from now on all of it is followed.</summary>
    public void Reach()
    {
        IsReached = true;
        _live.SeekAll();
        LookAgain();
    }

    /// <summary>Looks at the directory and the engine now.</summary>
    public void LookAgain()
    {
        // The engine is looked at with what was decided about the files, so it comes after them.
        _directory.Ask(TimeSpan.Zero);
        Changed?.Invoke();
    }

    /// <summary>The files held against the directory, by the answers and decisions as they are now.</summary>
    public async Task<DirectoryLook> LookAtDirectoryAsync()
    {
        if (_directory.IsRunning || _directory.Seen is null)
        {
            _directory.Ask(TimeSpan.Zero);
        }

        await _directory.Running.ConfigureAwait(false);
        return _directory.Seen ?? _sources.Directory();
    }

    /// <summary>Waits until everything is known that can be known of the answers as they are.</summary>
    public async Task SettleAsync()
    {
        IsReached = true;
        var checks = _live.SettleAsync();
        await LookAtDirectoryAsync().ConfigureAwait(false);
        if (_engine.Seen is null && !_engine.IsRunning)
        {
            AskEngine(TimeSpan.Zero);
        }

        await Task.WhenAll(checks, _engine.Running).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _session.Changed -= Follow;
        _live.Changed -= FollowChecks;
        _installer.Changed -= FollowRun;
        _tabs.Changed -= KeepTime;
        _clock.Dispose();
        _directory.Dispose();
        _engine.Dispose();
    }

    private Readiness Of(Known known) => Readiness.Of(known.Setup.Answers, known.Said, known.Checks, known.Directory?.Findings ?? [],
        known.Engine?.Findings ?? [], _session.IsAwaited);

    private void Tell() => Changed?.Invoke();

    // What a check sees gone may be what the engine's comparison still tells.
    private void FollowChecks()
    {
        if (!_live.IsRunning && !_engine.IsRunning && _engine.Seen is { } engine && engine.Findings.Any(IsMatter))
        {
            AskEngine(TimeSpan.Zero);
        }

        Changed?.Invoke();
    }

    private void Follow()
    {
        // What was found of another directory says nothing of this one.
        if (Interlocked.Exchange(ref _place, _session.Directory) != _session.Directory)
        {
            _directory.Dispose();
            _engine.Dispose();
            (IsReached, Accepted) = (false, Acceptance.None);
        }

        // Whoever types is waited for, and whoever decides is not.
        if (!ReferenceEquals(Interlocked.Exchange(ref _setup, _session.Setup), _session.Setup))
        {
            _directory.Ask(LiveCheck.Pause);
        }
        else if (!ReferenceEquals(_decisions, _session.FileDecisions))
        {
            _directory.Ask(TimeSpan.Zero);
        }

        _decisions = _session.FileDecisions;
        Changed?.Invoke();
    }

    private void LookedAtDirectory()
    {
        AskEngine(TimeSpan.Zero);
        Changed?.Invoke();
    }

    private void AskEngine(TimeSpan pause)
    {
        if (!_installer.CanInstall || _session.Setup.IsBlocked)
        {
            _engine.Dispose();
        }
        // What was decided about files that have changed since says nothing of them: the look at the directory asks again when it ends.
        else if (IsReached && !_installer.IsRunning && !_directory.IsRunning)
        {
            _engine.Ask(pause);
        }
    }

    // What an installation changed is looked at once it has ended.
    private void FollowRun()
    {
        var isRunning = _installer.IsRunning;
        if (_wasRunning && !isRunning)
        {
            LookAgain();
        }

        _wasRunning = isRunning;
    }

    // What stands in the way may be gone: a started engine, a freed port, a file that somebody put right.
    private void Retry()
    {
        if (_installer.IsRunning)
        {
            return;
        }

        if (_directory.IsRested && _directory.Seen is { Findings: var found } && found.Any(IsMatter))
        {
            _directory.Ask(TimeSpan.Zero);
        }
        else if (_engine.IsRested && _engine.Seen is { } engine && (engine.Search.Place is null || engine.Findings.Any(IsMatter)))
        {
            AskEngine(TimeSpan.Zero);
        }
    }

    private static bool IsMatter(Finding finding) => finding.Severity is not Severity.Note;

    // Nobody sees what is looked at while no tab is open.
    private void KeepTime()
    {
        var rest = _tabs.Any ? LiveCheck.LocalPatience : Timeout.InfiniteTimeSpan;
        _clock.Change(rest, rest);
        if (_tabs.Any && _directory.Seen is null)
        {
            _directory.Ask(TimeSpan.Zero);
        }
    }

    private sealed record Known(Setup Setup, ImmutableArray<Finding> Said, ImmutableHashSet<string> Left, ImmutableArray<CheckResult> Checks,
        DirectoryLook? Directory,
        EngineLook? Engine, Readiness Readiness)
    {
        public bool IsSame(Known other) => ReferenceEquals(Setup, other.Setup) && Said.Equals(other.Said) && ReferenceEquals(Left, other.Left)
            && ReferenceEquals(Directory, other.Directory) && ReferenceEquals(Engine, other.Engine) && Checks.SequenceEqual(other.Checks);
    }
}
