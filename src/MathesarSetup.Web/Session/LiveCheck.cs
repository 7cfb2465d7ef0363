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

    private readonly Lock _gate = new();
    private CancellationTokenSource? _run;
    private string? _about;
    private int _watchers;

    public ICheck Check => check;

    /// <summary>Whether a run is under way, or is about to begin.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>What the last run found; null before the first, and once an answer changed.</summary>
    public CheckResult? Result { get; private set; }

    internal bool IsWatched => Volatile.Read(ref _watchers) > 0;

    /// <summary>Counts somebody who looks at it, until the result is disposed.</summary>
    internal IDisposable Watch()
    {
        Interlocked.Increment(ref _watchers);
        return new Watcher(this);
    }

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

    /// <summary>Forgets the run and its result.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            // The run itself disposes of its source.
            _run?.Cancel();
            (_run, _about, Result, IsRunning) = (null, null, null, false);
        }
    }

    private bool Start(Setup setup, TimeSpan pause)
    {
        Dispose();
        (_run, _about, IsRunning) = (new CancellationTokenSource(), Answers(setup), true);
        _ = RunAsync(setup, pause, _run);
        return true;
    }

    private async Task RunAsync(Setup setup, TimeSpan pause, CancellationTokenSource run)
    {
        try
        {
            await Task.Delay(pause, time, run.Token).ConfigureAwait(false);
            var result = await AnswerChecks.RunAsync(check, setup, run.Token).ConfigureAwait(false);
            lock (_gate)
            {
                // Another run may have begun meanwhile.
                (_run, Result, IsRunning) = _run == run ? (null, result, false) : (_run, Result, IsRunning);
                run.Dispose();
            }

            changed();
        }
        catch (OperationCanceledException)
        {
            run.Dispose();
        }
    }

    // Every answer that it uses, the repeated ones under their concrete keys.
    private string Answers(Setup setup) => string.Join('\n',
        check.DependsOn.Where(s => !s.Repeated).Select(s => setup.Draft.Texts.GetValueOrDefault(s.Key) ?? setup.Answers.DefaultText(s))
            .Concat(setup.Draft.Texts.Where(t => check.DependsOn.Any(s => s.Repeated && Settings.Find(t.Key) == s))
                .Select(t => $"{t.Key}={t.Value}")));

    private sealed class Watcher(LiveCheck live) : IDisposable
    {
        private int _gone;

        public void Dispose() => _ = Interlocked.Exchange(ref _gone, 1) == 0 ? Interlocked.Decrement(ref live._watchers) : 0;
    }
}
