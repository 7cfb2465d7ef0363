using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.App.RotatingKey;

/// <summary>
/// A new secret key, without a stored connection lost: what is stored is brought to it, then files and services get it. A run that was cut off is
/// settled by the next one, which brings what is stored to the key that the files have.
/// </summary>
/// <param name="tell">Told everything that happens.</param>
public sealed class KeyRotation(InstalledPlace place, Action<ApplyEvent> tell)
{
    private readonly Disk _disk = new(place.Directory);
    private readonly RenewedKeys _renewed = new();

    private SecretText Present => place.Setup.Answers.Get(SecretSettings.Key);

    /// <summary>Opens what is there and does it. A change of the key that was cut off is brought to its end instead.</summary>
    public static async Task<RotationResult> RunAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation) =>
        InstalledPlace.Open(directory, ThisMachine.Read()) is { } place ? await new KeyRotation(place, tell).RunAsync(cancellation)
            : new RotationResult(ApplyOutcome.Refused, [LifeFinding.NotMade.Say($"Nothing is installed in {directory}.")]);

    /// <summary>Brings what is stored to the key that the files have, where a change was cut off; null where none was.</summary>
    public static async Task<ApplyResult?> SettleAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        if (KeyJournal.Load(new Disk(directory)) is null || InstalledPlace.Open(directory, ThisMachine.Read()) is not { } place)
        {
            return null;
        }

        var rotation = new KeyRotation(place, tell);
        return await rotation.TryAsync(found => rotation.SettleAsync(found, cancellation), cancellation) is { } settled
            ? new ApplyResult(settled.Outcome, settled.Findings, []) : ApplyResult.Of(ApplyOutcome.RolledBack, KeyFinding.CutOff.At());
    }

    private async Task<RotationResult> RunAsync(CancellationToken cancellation) =>
        (await TryAsync(async found => await SettleAsync(found, cancellation) ?? await RotateAsync(found, cancellation), cancellation))!;

    private async Task<RotationResult?> TryAsync(Func<IRuntimePlace, Task<RotationResult?>> run, CancellationToken cancellation)
    {
        try
        {
            var search = await KnownRuntimes.FindAsync(place.Setup, cancellation);
            if (search.Place is not { } found)
            {
                return new RotationResult(ApplyOutcome.Refused, search.Findings is [] ? [place.ByHand] : search.Findings);
            }

            return await run(found);
        }
        catch (StepFailure problem)
        {
            return new RotationResult(ApplyOutcome.Refused, problem.Findings);
        }
        catch (FindingException problem)
        {
            return new RotationResult(ApplyOutcome.NeedsPerson, [problem.Finding]);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return new RotationResult(ApplyOutcome.Refused, [FileFindings.From(problem, place.Directory)]);
        }
    }

    // What a run left that was cut off; null where nothing is left, or all is as before it.
    private async Task<RotationResult?> SettleAsync(IRuntimePlace found, CancellationToken cancellation)
    {
        if (KeyJournal.Load(_disk) is not { } journal)
        {
            return null;
        }

        var isNew = Present.Reveal() == journal.Key;
        if (!isNew && Present.Reveal() != journal.Former)
        {
            return new RotationResult(ApplyOutcome.NeedsPerson, [KeyFinding.Third.At()]);
        }

        var (from, to) = isNew ? (journal.Former, journal.Key) : (journal.Key, journal.Former);
        return await TryRenewAsync(found, place.Setup, new SecretText(from), new SecretText(to), cancellation) is { } problem
                ? new RotationResult(ApplyOutcome.NeedsPerson, [Unsettled(problem)])
            : isNew ? Done() : null;
    }

    private async Task<RotationResult> RotateAsync(IRuntimePlace found, CancellationToken cancellation)
    {
        var former = Present;
        var key = new SecretText(ThisMachine.Read().Alphanumeric(50));
        if (place.Pending(place.Reading.Settle().Setup) is { IsEmpty: false } pending)
        {
            return new RotationResult(ApplyOutcome.Refused, [KeyFinding.Pending.Say("Answers were changed and not installed yet, and a new key would "
                + $"bring them about with it: {string.Join(", ", pending)}. Install or take back those first: mathesar-setup apply.")]);
        }

        var reading = place.Reading with { Draft = place.Reading.Draft.With(SecretSettings.Key, key.Reveal()) };
        var order = ApplyOrder.Of(reading, reading.Settle().Setup, place.Directory) with
        {
            Accepted = Acceptance.None with { LostConnections = true },
        };
        if (Errors(await order.PlanAsync(found, cancellation)) is { IsEmpty: false } errors)
        {
            return new RotationResult(ApplyOutcome.Refused, errors);
        }

        var applied = await BeginAsync(found, former, key, cancellation) ?? await ApplyAsync(order, found, cancellation);
        if (!applied.Succeeded)
        {
            return await BackAsync(found, applied, former, key);
        }

        // What somebody entered meanwhile has the former key.
        return await TryRenewAsync(found, order.Setup, former, key, CancellationToken.None) is { } left
            ? new RotationResult(ApplyOutcome.NeedsPerson, [Unsettled(left)]) : Done();
    }

    // Null where what is stored has the new key.
    private async Task<ApplyResult?> BeginAsync(IRuntimePlace found, SecretText former, SecretText key, CancellationToken cancellation)
    {
        try
        {
            await RenewAsync(found, place.Setup, former, key, cancellation, new KeyJournal(former.Reveal(), key.Reveal()));
            return null;
        }
        catch (StepFailure problem) when (KeyJournal.Load(_disk) is not null)
        {
            return new ApplyResult(ApplyOutcome.RolledBack, problem.Findings, []);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && KeyJournal.Load(_disk) is not null)
        {
            return new ApplyResult(ApplyOutcome.Cancelled, [], []);
        }
    }

    private async Task<ApplyResult> ApplyAsync(ApplyOrder order, IRuntimePlace found, CancellationToken cancellation)
    {
        try
        {
            var planned = await order.PlanAsync(found, cancellation);
            return Errors(planned) is { IsEmpty: false } errors ? new ApplyResult(ApplyOutcome.Refused, errors, [])
                : await planned.RunAsync(tell, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new ApplyResult(ApplyOutcome.Cancelled, [], []);
        }
    }

    // Who could not go on has the former files, and so the former key.
    private async Task<RotationResult> BackAsync(IRuntimePlace found, ApplyResult applied, SecretText former, SecretText key) =>
        applied.Outcome is ApplyOutcome.NeedsPerson ? new RotationResult(applied.Outcome, applied.Findings)
        : await TryRenewAsync(found, place.Setup, key, former, CancellationToken.None) is { } left
            ? new RotationResult(ApplyOutcome.NeedsPerson, [Unsettled(left), .. applied.Findings])
        : new RotationResult(applied.Outcome is ApplyOutcome.Refused ? ApplyOutcome.RolledBack : applied.Outcome, applied.Findings);

    private async Task RenewAsync(IRuntimePlace found, Setup setup, SecretText from, SecretText to, CancellationToken cancellation,
        KeyJournal? begun = null)
    {
        using var writing = DirectoryLock.Take(_disk);
        await using var shell = await found.For(Acceptance.None, place.Directory).ControlOf(setup, place.Directory)
            .InsideAsync(ServiceRole.Web, cancellation);
        begun?.Save(_disk);
        var narrator = Narrator.For(setup.Plan, tell);
        narrator.Started(StepNames.Stored, "Bringing what Mathesar stores to the key.");
        var keys = new StoredKeys(new MathesarShell(shell)
        {
            IsBuiltIn = setup.Answers.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn,
        });
        _renewed.Add(await keys.RenewAsync(from, to, cancellation));
        narrator.Done(StepNames.Stored, "What Mathesar stores fits the key.");
    }

    private async Task<StepFailure?> TryRenewAsync(IRuntimePlace found, Setup setup, SecretText from, SecretText to, CancellationToken cancellation)
    {
        try
        {
            await RenewAsync(found, setup, from, to, cancellation);
            KeyJournal.Forget(_disk);
            return null;
        }
        catch (StepFailure problem)
        {
            return problem;
        }
    }

    private RotationResult Done() => new(ApplyOutcome.Applied, _renewed.Findings, _renewed.Passwords, _renewed.Cells);

    private static Finding Unsettled(StepFailure problem) => KeyFinding.Unsettled.Say("What Mathesar stores could not be brought to the key that the "
        + $"files have: {problem.Findings[0].Message} Start Mathesar and its database, and run the same command again.", SecretSettings.Key.Key);

    private static ImmutableArray<Finding> Errors(PlannedApply planned) =>
        [.. planned.Changes.Findings.Where(static f => f.Severity is Severity.Error)];
}
