namespace MathesarSetup.Web.Session;

/// <summary>When somebody last did something. An open tab is not input; what a person types or clicks is.</summary>
internal sealed class Activity(TimeProvider time)
{
    /// <summary>How long the wizard waits for input before it stops by itself.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private long _last = time.GetTimestamp();
    private int _holds;

    /// <summary>A person did something.</summary>
    public void Touch() => Interlocked.Exchange(ref _last, time.GetTimestamp());

    /// <summary>Keeps the program running, input or not, until what this gives is disposed: for work that outlives its tab.</summary>
    public IDisposable HoldOpen()
    {
        Interlocked.Increment(ref _holds);
        return new Hold(this);
    }

    /// <summary>How long the wizard may still wait; zero or less when it is time to stop.</summary>
    public TimeSpan Remaining =>
        Volatile.Read(ref _holds) > 0 ? Limit : Limit - time.GetElapsedTime(Interlocked.Read(ref _last));

    private sealed class Hold(Activity activity) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                // The end of the work counts as input: its result wants to be read.
                activity.Touch();
                Interlocked.Decrement(ref activity._holds);
            }
        }
    }
}
