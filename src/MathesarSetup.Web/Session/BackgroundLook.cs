namespace MathesarSetup.Web.Session;

/// <summary>Something that is looked at in the background, a moment after it was asked for; the newest look wins. Any thread may call it.</summary>
/// <param name="look">The look itself.</param>
/// <param name="changed">Told, on any thread, when a look ended.</param>
internal sealed class BackgroundLook<T>(TimeProvider time, Func<CancellationToken, Task<T>> look, Action changed) : IDisposable where T : class
{
    private const int MostShare = 3;

    private readonly Lock _gate = new();
    private CancellationTokenSource? _run;
    private long _ended;
    private TimeSpan _took;

    /// <summary>What was seen last; null before the first look.</summary>
    public T? Seen { get; private set; }

    /// <summary>The look that goes on or is about to begin; a completed task for none.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public bool IsRunning => Volatile.Read(ref _run) is not null;

    /// <summary>Whether the last look was so long ago that another one takes a small share of the time.</summary>
    public bool IsRested => !IsRunning && time.GetElapsedTime(Interlocked.Read(ref _ended)) >= MostShare * _took;

    /// <summary>Looks, in place of a look that goes on.</summary>
    public void Ask(TimeSpan pause)
    {
        lock (_gate)
        {
            _run?.Cancel();
            var run = new CancellationTokenSource();
            _run = run;
            Running = RunAsync(pause, run);
        }
    }

    /// <summary>Forgets what was seen, and the look that goes on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _run?.Cancel();
            (_run, Seen) = (null, null);
        }
    }

    private async Task RunAsync(TimeSpan pause, CancellationTokenSource run)
    {
        var isNews = false;
        try
        {
            await Task.Delay(pause, time, run.Token).ConfigureAwait(false);
            var began = time.GetTimestamp();
            var seen = await Task.Run(() => look(run.Token), run.Token).ConfigureAwait(false);
            lock (_gate)
            {
                isNews = _run == run;
                Seen = isNews ? seen : Seen;
                (_ended, _took) = (time.GetTimestamp(), time.GetElapsedTime(began));
            }
        }
        catch (OperationCanceledException)
        {
            // A newer look is under way, or nobody wants one.
        }
        finally
        {
            lock (_gate)
            {
                _run = _run == run ? null : _run;
            }

            run.Dispose();
        }

        if (isNews)
        {
            changed();
        }
    }
}
