using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Apply;

/// <summary>
/// From files to a healthy Mathesar, with a way back. Every method reports what happens as findings and results; none throws for what the world does.
/// </summary>
public static class Applier
{
    /// <summary>Why a target is not for an engine, and what to run instead; null when it is.</summary>
    public static Finding? RefusalOf(Setup setup) =>
        setup.Target.Kind.IsMadeByApi ? null : ApplyFindings.OtherTarget(setup);

    /// <summary>Says what applying would do. Changes nothing.</summary>
    public static async Task<ApplyChanges> CompareAsync(ApplyRequest request, CancellationToken cancellation = default)
    {
        if (RefusalOf(request.Setup) is { } refusal)
        {
            return Nothing(refusal);
        }

        if (request.Setup.IsBlocked)
        {
            return Nothing([.. request.Setup.Findings.Where(static f => f.Severity is Severity.Error)]);
        }

        try
        {
            using var engine = new EngineConnection(request.Engine.Endpoint);
            return await CompareAsync(request, engine, new Disk(request.Directory), cancellation);
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return Nothing(ApplyFindings.From(problem, request.Engine.Endpoint, request.Directory));
        }
    }

    /// <summary>
    /// Does it: pulls, writes, makes and starts, and waits until Mathesar is healthy and claimed; else everything is as before. Cancelling rolls back
    /// too.
    /// </summary>
    /// <param name="tell">Told everything that happens, on any thread, one event at a time.</param>
    public static async Task<ApplyResult> RunAsync(ApplyRequest request, Action<ApplyEvent> tell, CancellationToken cancellation = default)
    {
        using var engine = new EngineConnection(request.Engine.Endpoint);
        return await RunAsync(request, engine, new Disk(request.Directory), tell, cancellation);
    }

    /// <summary>Whether a run or a write in this directory was cut off, so that <see cref="RecoverAsync"/> has something to do.</summary>
    public static bool IsUnfinished(string directory) => Recovery.IsNeeded(new Disk(directory));

    /// <summary>Finishes or rolls back a run or a write that was cut off, on the engine that it ran on. Null when there was none.</summary>
    public static Task<ApplyResult?> RecoverAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation = default) =>
        RecoverAsync(new Disk(Path.TrimEndingDirectorySeparator(directory)), static endpoint => new EngineConnection(endpoint), tell, cancellation);

    internal static Task<ApplyResult?> RecoverAsync(
        Disk disk, Func<Uri, EngineConnection> connect, Action<ApplyEvent> tell, CancellationToken cancellation) =>
        Settlement.RecoverAsync(disk, () => Recovery.IsNeeded(disk), () => SettleAsync(disk, Narrator.For(null, tell), connect, cancellation));

    internal static async Task<ApplyResult> RunAsync(
        ApplyRequest request, EngineConnection engine, Disk disk, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var narrator = Narrator.For(request.Setup.Plan, tell);
        try
        {
            return await Settlement.UnderLockAsync(disk, request, () => CompareAsync(request, cancellation),
                () => SettleAsync(disk, narrator, engine.To, cancellation),
                () => new ApplyRun(request, engine, disk, narrator).RunAsync(cancellation));
        }
        catch (Exception problem) when (ApplyFindings.IsWorlds(problem))
        {
            return cancellation.IsCancellationRequested ? ApplyResult.Of(ApplyOutcome.Cancelled)
                : ApplyResult.Of(ApplyOutcome.Refused, ApplyFindings.From(problem, engine.Endpoint, request.Directory));
        }
    }

    internal static async Task<ApplyChanges> CompareAsync(ApplyRequest request, EngineConnection engine, Disk disk, CancellationToken cancellation)
    {
        (Comparison Files, WantedState Asked) read;
        try
        {
            var files = Comparer.Compare(disk, request.Files, request.Decisions);
            var versions = request.Setup.Target.IsComposeProject
                ? WrittenVersions.Read(request, disk, files)
                : WrittenVersions.OfNames(request, disk);
            read = (files, WantedState.Of(request, HandWritten.Read(request, disk, files, versions), versions));
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return Nothing(FileFindings.FromReading(problem, request.Directory));
        }

        var (holdings, wanted) = await EngineHoldings.ReadAsync(engine, request, read.Asked, cancellation);
        var told = await RunningRelease.OfAsync(engine, wanted, holdings, cancellation);
        try
        {
            var remembered = FormerState.Of(request, wanted, holdings, disk, told);
            var changes = ApplyPlanner.Of(request, wanted, holdings, read.Files, remembered);
            return changes with
            {
                Findings = [.. changes.Findings, .. !changes.Plan!.StartsMathesar || !request.Engine.IsLocal ? []
                    : await ExistingRecords.LookAsync(request,
                        new(remembered.SecretKey, remembered.Release is not null, remembered.HadMathesar), cancellation)],
            };
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return Nothing(FileFindings.FromReading(problem, request.Directory));
        }
    }

    // What an earlier run left is ended before anything new begins.
    private static async Task<ApplyResult?> SettleAsync(
        Disk disk, Narrator narrator, Func<Uri, EngineConnection> connect, CancellationToken cancellation)
    {
        if (disk.Exists(StateFolder.UnitJournal) || disk.Exists(StateFolder.ClusterJournal) || disk.Exists(StateFolder.HostJournal))
        {
            // Another kind of place tries them.
            throw new FindingException(FileFindings.OnTrial(disk.Root));
        }

        if (Recovery.IsOnTrial(disk))
        {
            return await ApplyRecovery.RunAsync(disk, narrator, connect, cancellation);
        }

        return Recovery.Run(disk) is { } ended ? ApplyResult.Of(ApplyOutcome.RolledBack, ended) : null;
    }

    private static ApplyChanges Nothing(params ImmutableArray<Finding> findings) => new([], new Comparison([], findings), findings);
}
