using System.Collections.Immutable;
using System.Diagnostics;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks;

/// <summary>Runs checks side by side, each within its limit. Whatever goes wrong in one becomes a finding.</summary>
public static class CheckRunner
{
    // A check that minds its token ends by itself at the limit and can say what it waited for; this is for one that does not.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs those that apply, all at once, and gives the results in their order.</summary>
    /// <exception cref="OperationCanceledException">The caller no longer wants the results.</exception>
    public static async Task<ImmutableArray<CheckResult>> RunAsync(IEnumerable<ICheck> checks, Setup setup, CancellationToken cancellation) =>
        [.. await Task.WhenAll(checks.Where(check => check.AppliesTo(setup)).Select(check => RunAsync(check, setup, cancellation)))];

    /// <summary>Runs one check that applies.</summary>
    /// <exception cref="OperationCanceledException">The caller no longer wants the result.</exception>
    public static async Task<CheckResult> RunAsync(ICheck check, Setup setup, CancellationToken cancellation)
    {
        if (Errors(check, setup) is { IsEmpty: false } errors)
        {
            return new CheckResult(check, CheckEnd.Held, "", errors, TimeSpan.Zero);
        }

        var start = Stopwatch.GetTimestamp();
        var outcome = await TryAsync(check, setup, cancellation);
        var findings = outcome.Findings.OrderBy(f => f.Severity).ToImmutableArray();
        return new CheckResult(check, End(findings), outcome.Said, findings, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Runs a check whatever the rules say about the answers.</summary>
    internal static async Task<CheckOutcome> TryAsync(ICheck check, Setup setup, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(check.Limit);
        var token = limited.Token;
        try
        {
            return await Task.Run(() => check.RunAsync(setup, token), token).WaitAsync(check.Limit + s_grace, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (FindingException refused)
        {
            return CheckOutcome.Of(refused.Finding);
        }
        catch (Exception problem) when (problem is OperationCanceledException or TimeoutException)
        {
            return CheckOutcome.Of(CheckFinding.TimeLimit.Say($"{check.Title}: nothing was decided within {check.Limit.TotalSeconds:0} s, so the "
                + "attempt ended. Try again; if it stays so, something on the way answers too slowly.",
                check.Anchor(setup.Answers).Key));
        }
        catch (Exception problem)
        {
            // The message may hold what was typed; the kind holds nothing.
            return CheckOutcome.Of(CheckFinding.Failed.Say(
                $"{check.Title}: the check itself failed ({problem.GetType().Name}), so nothing can be said. Report this line with what you did.",
                check.Anchor(setup.Answers).Key));
        }
        finally
        {
            // The waiting may have ended first, and the link between the two tokens with it.
            await limited.CancelAsync();
        }
    }

    private static ImmutableArray<Finding> Errors(ICheck check, Setup setup) =>
        [.. setup.Findings.Where(f => f.Severity is Severity.Error && f.Key is { } key && Settings.Find(key) is { } setting
            && check.DependsOn.Contains(setting))];

    private static CheckEnd End(ImmutableArray<Finding> findings) => findings is [] ? CheckEnd.Passed : findings[0].Severity switch
    {
        Severity.Error => CheckEnd.Failed,
        Severity.Warning => CheckEnd.Warned,
        _ => CheckEnd.Passed,
    };
}
