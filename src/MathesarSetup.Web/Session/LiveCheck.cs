using MathesarSetup.App.Checking;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <summary>One check of a session: how it stands, and the run that is under way. Any thread may call it.</summary>
public sealed class LiveCheck(ICheck check, TimeProvider time, Action changed) : IDisposable
{
    /// <summary>How long the typing has to rest before a check begins.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(600);

    /// <summary>How long what failed on this machine rests before it is tried again.</summary>
    public static readonly TimeSpan LocalPatience = TimeSpan.FromSeconds(3);

    /// <summary>How long what failed at a server rests before it is tried again.</summary>
    public static readonly TimeSpan ServerPatience = TimeSpan.FromSeconds(45);

    // Of four moments, three belong to others.
    private const int MostShare = 3;

    private readonly Lock _gate = new();
    private CancellationTokenSource? _run;
    private Task _running = Task.CompletedTask;
    private string? _about;
    private bool _isQuiet;
    private bool _isPausing;
    private long _ended;

    public ICheck Check => check;

    /// <summary>Whether a run is under way, or is about to begin, that nobody knows the outcome of.</summary>
    public bool IsRunning => Volatile.Read(ref _run) is not null && !_isQuiet;

    /// <summary>What the last run found; null before the first, and once an answer changed.</summary>
    public CheckResult? Result { get; private set; }

    /// <summary>Whether somebody has asked for it once: from then on it follows the answers, whoever looks.</summary>
    internal bool IsSought { get; set; }

    /// <summary>Begins a run, unless one is under way or done for these very answers; gives whether it did.</summary>
    internal bool Follow(Setup setup)
    {
        lock (_gate)
        {
            return _about != Answers(setup) && Start(setup, Pause);
        }
    }

    /// <summary>Begins a run at once, whatever there is.</summary>
    internal void Again(Setup setup)
    {
        lock (_gate)
        {
            Start(setup, TimeSpan.Zero);
        }
    }

    /// <summary>
    /// Tries once more what failed, when it is time: what was found stands meanwhile. What this machine alone is asked is asked often, a server
    /// seldom, and never one that refused a password, which may lock it.
    /// </summary>
    internal void Retry(Setup setup)
    {
        lock (_gate)
        {
            if (_run is null && Result is { End: CheckEnd.Failed or CheckEnd.Warned } result && time.GetElapsedTime(_ended) >= Patience(result))
            {
                _isQuiet = true;
                _run = new CancellationTokenSource();
                _running = RunAsync(setup, TimeSpan.Zero, _run);
            }
        }
    }

    /// <summary>Begins at once what is about to begin, and gives when the run that goes on has ended.</summary>
    internal Task SettleAsync(Setup setup)
    {
        lock (_gate)
        {
            if (Result is null && (_run is null || _isPausing))
            {
                Start(setup, TimeSpan.Zero);
            }

            return _running;
        }
    }

    /// <summary>Forgets the run and its result.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            // The run itself disposes of its source.
            _run?.Cancel();
            (_run, _about, Result, _isQuiet) = (null, null, null, false);
        }
    }

    private bool Start(Setup setup, TimeSpan pause)
    {
        Dispose();
        (_run, _about, _isPausing) = (new CancellationTokenSource(), Answers(setup), pause > TimeSpan.Zero);
        _running = RunAsync(setup, pause, _run);
        return true;
    }

    // A program that takes long is not asked all the time.
    private TimeSpan Patience(CheckResult result) =>
        !check.ReachesOut ? TimeSpan.FromTicks(Math.Max(LocalPatience.Ticks, MostShare * result.Took.Ticks))
        : result.End is CheckEnd.Failed && !result.Findings.Any(f => check.Refusals.Contains(f.Kind)) ? ServerPatience
        : TimeSpan.MaxValue;

    private async Task RunAsync(Setup setup, TimeSpan pause, CancellationTokenSource run)
    {
        var isNews = false;
        try
        {
            await Task.Delay(pause, time, run.Token).ConfigureAwait(false);
            lock (_gate)
            {
                _isPausing &= _run != run;
            }

            var result = await AnswerChecks.RunAsync(check, setup, run.Token).ConfigureAwait(false);
            lock (_gate)
            {
                // Another run may have begun meanwhile.
                isNews = _run == run && !IsSame(result, Result);
                (_run, Result) = _run == run ? (null, result) : (_run, Result);
                _isQuiet &= _run is not null;
                _ended = time.GetTimestamp();
                run.Dispose();
            }
        }
        catch (OperationCanceledException)
        {
            run.Dispose();
        }

        if (isNews)
        {
            changed();
        }
    }

    // A try that says the same again changes nothing on any screen.
    private static bool IsSame(CheckResult now, CheckResult? before) => before is not null && now.End == before.End && now.Said == before.Said
        && now.Findings.Select(static f => f.Message).SequenceEqual(before.Findings.Select(static f => f.Message));

    // Every answer that it uses, the repeated ones under their concrete keys.
    private string Answers(Setup setup) => string.Join('\n',
        check.DependsOn.Where(s => !s.Repeated).Select(s => setup.Draft.Texts.GetValueOrDefault(s.Key) ?? setup.Answers.DefaultText(s))
            .Concat(setup.Draft.Texts.Where(t => check.DependsOn.Any(s => s.Repeated && Settings.Find(t.Key) == s))
                .Select(t => $"{t.Key}={t.Value}")));
}
