using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Looking;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Engine.Upgrading;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.App.Upgrading;

/// <summary>An upgrade, or the way back from one, that was looked at: what it would do, what forbids it, and the way to do it.</summary>
/// <param name="Path">From the release that runs.</param>
public sealed record PlannedUpgrade(InstalledPlace Installed, UpgradePath Path)
{
    /// <summary>What is to be said; an error forbids it.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Files and what runs, as they would change; null where that was not looked at.</summary>
    public PlannedApply? Apply { get; init; }

    /// <summary>The release in the end.</summary>
    public Release To { get; init; } = Path.To;

    public IRuntimePlace? Place { get; init; }

    /// <summary>Whether there is something to do at all.</summary>
    public bool HasSomething => IsBack || Path.Kind is not UpgradeKind.Nothing;

    public bool IsForbidden => Findings.Any(static f => f.Severity is Severity.Error);

    /// <summary>Whether it goes back to the release before the last upgrade.</summary>
    public bool IsBack => Receipt is not null;

    /// <summary>Whether the migration can be tried on a copy first.</summary>
    public bool CanRehearse => !IsBack && Place is { BringsReleases: false };

    internal UpgradeReceipt? Receipt { get; init; }

    /// <summary>Tries the migration on a copy of Mathesar's records, while it goes on. Nothing is left of it.</summary>
    /// <param name="tell">Told everything that happens, on any thread, one event at a time.</param>
    public Task<ApplyResult> RehearseAsync(Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var move = Move(tell);
        return UpgradeSettlement.UnderLockAsync(move.Disk, ApplyOutcome.Refused, async () =>
        {
            var image = Apply!.Order.Setup.Plan.Web.Image!;
            await move.Control.FetchAsync(image, tell, cancellation);
            return ApplyResult.Of(ApplyOutcome.Unchanged,
                CanRehearse ? [await Rehearsal.RunAsync(move, Path.From.ToString(3), To, image, cancellation)] : []);
        }, cancellation);
    }

    /// <summary>Backs all of it up first; retention leaves that one alone.</summary>
    /// <param name="tool">The version of this program.</param>
    public Task<BackupResult> BackUpAsync(string tool, Action<ApplyEvent> tell, CancellationToken cancellation) =>
        Backup.RunAsync(Installed, new BackupOrder { Tool = tool, Purpose = BackupPurpose.BeforeUpgrade }, tell, cancellation);

    /// <summary>Does it; on failure everything is as before.</summary>
    /// <param name="tell">Told everything that happens, on any thread, one event at a time.</param>
    public Task<ApplyResult> RunAsync(Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        if (Place!.BringsReleases)
        {
            return Apply!.RunAsync(tell, cancellation);
        }

        var move = Move(tell);
        return UpgradeSettlement.UnderLockAsync(move.Disk, ApplyOutcome.Refused, async () =>
        {
            var image = Apply!.Order.Setup.Plan.Web.Image!;
            await move.Control.FetchAsync(image, tell, cancellation);
            var run = new UpgradeRun(move, Path.From.ToString(3), To, image);
            Task<ApplyResult> Rest() => Apply.RunAsync(tell, cancellation);
            return Receipt is { } receipt ? await run.BackAsync(receipt, Rest, cancellation) : await run.ForwardAsync(Rest, cancellation);
        }, cancellation);
    }

    internal ReleaseMove Move(Action<ApplyEvent> tell) => new(new Disk(System.IO.Path.TrimEndingDirectorySeparator(Installed.Directory)),
        Installed.Setup, Place!.ControlOf(Installed.Setup, Installed.Directory), Narrator.For(Installed.Setup.Plan, tell));
}
