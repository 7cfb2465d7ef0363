using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>Mathesar's own migration of its records, as a program of its own beside the service, which listens nowhere.</summary>
internal static partial class Migration
{
    /// <summary>The step under which it is told.</summary>
    public const string Step = "migrate";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(30);

    // All that it says comes line by line on one stream.
    private static readonly ImmutableArray<string> s_words =
        ["sh", "-c", "cd \"${MATHESAR_SETUP_PROGRAM:-/code}\" && exec python3 -m mathesar.install 1>&2"];

    /// <summary>Runs it to its end.</summary>
    /// <param name="database">Another database than the service's own; null for that.</param>
    /// <returns>How long it took.</returns>
    /// <exception cref="StepFailure">It failed; the reason names the migration. All that it said was told.</exception>
    public static async Task<TimeSpan> RunAsync(IServiceShell shell, string? database, Narrator narrator, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_limit);
        var since = Stopwatch.GetTimestamp();
        ShellEnd end;
        try
        {
            end = await shell.RunAsync(new ShellCommand(s_words)
            {
                Variables = ["SKIP_STATIC_COLLECTION=true", "PYTHONUNBUFFERED=1", .. database is null ? [] : new[] { $"POSTGRES_DB={database}" }],
                Tell = line => narrator.Log("log migration", line, null),
                IsChanging = true,
            }, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StepFailure(UpgradeFinding.Migration.Say($"The migration did not end within {HealthWait.Words(s_limit)}."));
        }

        return end.Succeeded ? Stopwatch.GetElapsedTime(since) : throw Failed(end, narrator);
    }

    private static StepFailure Failed(ShellEnd end, Narrator narrator)
    {
        string[] lines = [.. end.Errors.Split('\n').Select(static l => l.TrimEnd()).Where(static l => l.Length > 0)];
        var begun = lines.Select(static l => Begun().Match(l)).LastOrDefault(static m => m.Success);
        var which = begun is null ? "before its first step" : $"in {begun.Groups[1].Value}";
        // What PostgreSQL adds below its error says where, and not what.
        var words = lines.LastOrDefault(static l => !Addition().IsMatch(l)) ?? end.LastWords;
        return new StepFailure(UpgradeFinding.Migration.Say(narrator.Redact($"The migration failed {which}: {words.TrimEnd('.')}.")));
    }

    [GeneratedRegex(@"^(\s|(DETAIL|HINT|CONTEXT|LINE \d+|QUERY|STATEMENT):|\^)")]
    private static partial Regex Addition();

    // Django says the name before, and OK behind it on the same line.
    [GeneratedRegex(@"Applying ([\w.]+)\.\.\.(?!.* OK\s*$)")]
    private static partial Regex Begun();
}
