using System.Collections.Immutable;
using System.Diagnostics;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>Whatever a check does, its run ends in time and as findings.</summary>
public sealed class CheckRunnerTests
{
    private static readonly Setup s_setup = Setup.Of(Scenarios.All["recommended"]);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exception_becomes_a_finding_that_does_not_repeat_its_message()
    {
        var result = await CheckRunner.RunAsync(new StandInCheck((_, _) => throw new InvalidOperationException("t0psecret")), s_setup, Test);
        Assert.Equal((CheckEnd.Failed, "checks.failed"), (result.End, Assert.Single(result.Findings).Code));
        Assert.DoesNotContain("t0psecret", result.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_minds_no_token_ends_at_its_limit()
    {
        var start = Stopwatch.GetTimestamp();
        var result = await CheckRunner.RunAsync(new StandInCheck(async (_, _) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(1), CancellationToken.None);
            return CheckOutcome.Of("never");
        }), s_setup, Test);
        Assert.Equal("checks.time-limit", Assert.Single(result.Findings).Code);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.2, 3);
    }

    [Fact]
    public async Task Checks_run_side_by_side_and_come_back_in_their_order()
    {
        using var both = new Barrier(2);
        var results = await CheckRunner.RunAsync(
            new[]
            {
                "first",
                "second",
            }.Select(name => new StandInCheck((_, _) => both.SignalAndWait(TimeSpan.FromSeconds(2), CancellationToken.None)
                ? Task.FromResult(CheckOutcome.Of(name))
                : throw new TimeoutException())
            { Limit = TimeSpan.FromSeconds(5) }),
            s_setup, Test);
        Assert.Equal(["first", "second"], results.Select(r => r.Said));
    }

    [Fact]
    public async Task A_check_is_held_while_an_answer_that_it_needs_is_wrong_by_itself()
    {
        var setup = Setup.Of(Draft.Empty.With("database.mode", "existing").With("database.host", "localhost"));
        var result = await CheckRunner.RunAsync(new StandInCheck((_, _) => throw new UnreachableException()), setup, Test);
        Assert.Equal(CheckEnd.Held, result.End);
        Assert.Contains("database.localhost", result.Findings.Select(f => f.Code));
    }

    [Fact]
    public async Task Whoever_no_longer_wants_the_result_gets_none_and_the_check_is_told()
    {
        var (begun, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var check = new StandInCheck(async (_, token) =>
        {
            await using var toTell = token.Register(told.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return CheckOutcome.Of("never");
        })
        { Limit = TimeSpan.FromMinutes(1) };
        var running = CheckRunner.RunAsync(check, s_setup, wanted.Token);

        // One that was cancelled before it began is never asked, and has nothing to be told.
        await begun.Task.WaitAsync(TimeSpan.FromMinutes(1), Test);
        await wanted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await told.Task.WaitAsync(TimeSpan.FromMinutes(1), Test);
    }

    [Fact]
    public async Task The_worst_finding_stands_first_and_says_how_it_ended()
    {
        var outcome = CheckOutcome.Of(CheckFinding.InContainer.Say("a") with { Severity = Severity.Note },
            CheckFinding.InContainer.Say("b") with { Severity = Severity.Warning });
        var result = await CheckRunner.RunAsync(new StandInCheck((_, _) => Task.FromResult(outcome)), s_setup, Test);
        Assert.Equal((CheckEnd.Warned, Severity.Warning), (result.End, result.Findings[0].Severity));
    }

    private sealed class StandInCheck(Func<Setup, CancellationToken, Task<CheckOutcome>> run) : ICheck
    {
        public string Id => "stand-in";

        public string Title => "Stand-in";

        public string When => "";

        public string Sends => "";

        public bool ReachesOut => false;

        public ImmutableArray<Setting> DependsOn => [DatabaseSettings.Host];

        public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(0.3);

        public Setting Anchor(Answers answers) => DatabaseSettings.Host;

        public bool AppliesTo(Setup setup) => true;

        public Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation) => run(setup, cancellation);
    }
}
