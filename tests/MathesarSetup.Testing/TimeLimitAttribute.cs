using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xunit.v3;

namespace MathesarSetup.Testing;

/// <summary>
/// Ends the tests of an assembly when one of them never ends, and says which: nothing else ends a test that waits in a call. Every test project has
/// it, by
/// <c>tests/Directory.Build.targets</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TimeLimitAttribute : BeforeAfterTestAttribute
{
    /// <summary>The variable that sets another limit, in seconds.</summary>
    public const string Variable = "MATHESAR_SETUP_TEST_LIMIT";

    // The file to which each test adds its name and how long it took, in seconds; null for none.
    private static readonly string? s_times = Environment.GetEnvironmentVariable("SLOW_TESTS_FILE");

    private static readonly Lock s_writing = new();

    // Several times what the slowest test takes on a busy machine.
    private static readonly TimeSpan s_limit =
        double.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromMinutes(20);

    private static readonly ConcurrentDictionary<string, (Timer Limit, long Since)> s_running = [];

    // What tests share is made before them and taken down after them: then none runs, and none ends.
    private static readonly Timer s_silence = new(static _ => End("What the tests share"), null, s_limit * 2, Timeout.InfiniteTimeSpan);

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        s_silence.Change(s_limit * 2, Timeout.InfiniteTimeSpan);
        s_running[test.UniqueID] =
            (new Timer(static name => End((string)name!), test.TestDisplayName, s_limit, Timeout.InfiniteTimeSpan), Stopwatch.GetTimestamp());
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        s_silence.Change(s_limit * 2, Timeout.InfiniteTimeSpan);
        if (s_running.TryRemove(test.UniqueID, out var running))
        {
            running.Limit.Dispose();
            Note(test.TestDisplayName, Stopwatch.GetElapsedTime(running.Since));
        }
    }

    private static void Note(string name, TimeSpan took)
    {
        if (s_times is null || took < TimeSpan.FromSeconds(1))
        {
            return;
        }

        lock (s_writing)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds,7:0.0} s  {name.ReplaceLineEndings(" ")}");
            File.AppendAllText(s_times, line[..Math.Min(line.Length, 150)] + "\n");
        }
    }

    private static void End(string name) => Environment.FailFast($"{name} did not end within {s_limit.TotalSeconds} s.");
}
