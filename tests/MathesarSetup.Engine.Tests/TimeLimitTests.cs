using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests;

/// <summary>A test that never ends is ended and named, and so is the whole run.</summary>
public sealed class TimeLimitTests
{
    [Fact]
    public void A_test_that_waits_for_ever_ends_the_run_and_is_named()
    {
        var (file, arguments) = Files.KilledWriter.Program;
        var ended = new ChildProcess(file, [.. arguments, "-explicit", "only", "-method", $"*{nameof(Waits_for_ever)}"])
        {
            Environment = new Dictionary<string, string?> { [TimeLimitAttribute.Variable] = "2", ["DOTNET_DbgEnableMiniDump"] = "0" },
        }.Run();
        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains($"{nameof(Waits_for_ever)} did not end within 2 s", ended.Errors + ended.Output, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void Waits_for_ever() => Thread.Sleep(Timeout.Infinite);
}
