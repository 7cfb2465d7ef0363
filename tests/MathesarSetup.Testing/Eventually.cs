using System.Diagnostics;

namespace MathesarSetup.Testing;

/// <summary>Waits for what another program does in its own time: asks again and again, and not for ever.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Ample, since tests share few cores: it is there to end what hangs.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    /// <param name="words">What is told of the world when it did not happen.</param>
    /// <exception cref="TimeoutException">It did not happen within 3 minutes.</exception>
    public static void Happens(Func<bool> happened, Func<string>? words = null)
    {
        if (!Becomes(happened))
        {
            throw new TimeoutException($"It did not happen within {s_limit.TotalMinutes} minutes. {words?.Invoke()}");
        }
    }

    /// <summary>Whether it happened within 3 minutes, or within a limit.</summary>
    public static bool Becomes(Func<bool> happened, TimeSpan? limit = null)
    {
        for (var since = Stopwatch.GetTimestamp(); !happened();)
        {
            if (Stopwatch.GetElapsedTime(since) > (limit ?? s_limit))
            {
                return false;
            }

            Thread.Sleep(s_pause);
        }

        return true;
    }

    /// <summary>The first answer that comes without an exception of one kind, within 3 minutes.</summary>
    public static T Gives<T>(Func<T> ask, Func<Exception, bool> isTooEarly)
    {
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return ask();
            }
            catch (Exception problem) when (isTooEarly(problem) && Stopwatch.GetElapsedTime(since) < s_limit)
            {
                Thread.Sleep(s_pause);
            }
        }
    }
}
