using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;
using MathesarSetup.Merging;

namespace MathesarSetup.App.Running;

/// <summary>Stops and starts an installation's own containers, and listens to them. Each is the way back of the other.</summary>
public static class RunningInstallation
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Stops what runs; errors and warnings are given back.</summary>
    /// <param name="tell">Told what is done, in a sentence.</param>
    public static Task<ImmutableArray<Finding>> StopAsync(InstalledPlace place, Action<string> tell, CancellationToken cancellation = default) =>
        InPlaceAsync(place, async life =>
        {
            var (services, problem) = await life.LookAsync(cancellation);
            // Where nobody may look, what stops it says why, or how it is done.
            return problem is null && services.All(static s => s.Condition is ServiceCondition.NotMade)
                ? [LifeFinding.NotMade.Say($"Nothing of the installation in {place.Directory} is there, so nothing was stopped. If something "
                    + "answers at its address, another directory's installation does.")]
                : await life.StopAsync(tell, cancellation);
        }, cancellation);

    /// <summary>Starts what does not run, each service when what it rests on is healthy.</summary>
    /// <param name="tell">Told what is done, in a sentence.</param>
    public static Task<ImmutableArray<Finding>> StartAsync(InstalledPlace place, Action<string> tell, CancellationToken cancellation = default) =>
        InPlaceAsync(place, life => life.StartAsync(tell, s_patience, cancellation), cancellation);

    /// <summary>Follows what a container says; ends when it ends.</summary>
    /// <param name="since">From when on; null for its last lines.</param>
    public static Task<ImmutableArray<Finding>> ListenAsync(
        InstalledPlace place, string container, DateTimeOffset? since, Action<LogLine> tell, CancellationToken cancellation) =>
        InPlaceAsync(place, async life => await life.ListenAsync(container, since, tell, cancellation) is { } problem ? [problem] : [],
            cancellation);

    /// <summary>What a container said last, oldest first.</summary>
    /// <param name="since">From when on; null for any time.</param>
    /// <param name="most">How many lines at most.</param>
    public static async Task<(ImmutableArray<LogLine> Lines, ImmutableArray<Finding> Findings)> ReadLogAsync(
        InstalledPlace place, string container, DateTimeOffset? since, int most, CancellationToken cancellation)
    {
        var lines = ImmutableArray<LogLine>.Empty;
        var findings = await InPlaceAsync(place, async life =>
        {
            (lines, var problem) = await life.ReadLogAsync(container, since, most, cancellation);
            return problem is null ? [] : [problem];
        }, cancellation);
        return (WithoutLongSecrets(lines), findings);
    }

    // One that goes on over several lines is seen only where they stand together.
    private static ImmutableArray<LogLine> WithoutLongSecrets(ImmutableArray<LogLine> lines)
    {
        var texts = SecretShapes.Hide(string.Join('\n', lines.Select(static l => l.Text))).Split('\n');
        return texts.Length == lines.Length ? [.. lines.Zip(texts, static (line, text) => line with { Text = text })] : lines;
    }

    private static async Task<ImmutableArray<Finding>> InPlaceAsync(
        InstalledPlace place, Func<IInstallationLife, Task<ImmutableArray<Finding>>> act, CancellationToken cancellation)
    {
        var search = await KnownRuntimes.FindAsync(place.Setup, cancellation);
        return search.Place is { } found ? await act(found.LifeOf(place.Setup, place.Directory))
            : search.Findings is [] ? [place.ByHand] : search.Findings;
    }
}
