using System.CommandLine;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Assessing;
using MathesarSetup.App.Bundling;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Settling;
using MathesarSetup.App.Upgrading;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup upgrade</c>: to a newer release, tried on a copy before, and back.</summary>
internal sealed class UpgradeCommand
{
    private readonly Option<bool> _check = new("--check") { Description = "Say what there is to do, and do nothing: exit 4 for something." };
    private readonly Option<string?> _to = new("--to")
    {
        Description = "The release that is wanted. Default: the newest that this program knows.",
        HelpName = "RELEASE",
    };
    private readonly Option<bool> _rehearse = new("--rehearse")
    {
        Description = "Try the migration on a copy of Mathesar's records, and stop there.",
    };
    private readonly Option<bool> _noRehearsal = new("--no-rehearsal") { Description = "Do not try the migration on a copy before." };
    private readonly Option<bool> _noBackup = new("--no-backup") { Description = "Make no backup before." };
    private readonly Option<bool> _back = new("--back") { Description = "Go back to the release before the last upgrade, with the records of then." };
    private readonly Option<bool> _unknown = new("--unknown-release") { Description = "Accept a release that this program does not know." };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask before changing anything." };
    private readonly Option<string?> _bundle = BundleCommand.FromBundle();
    private readonly InstalledCommand _command;

    private UpgradeCommand()
    {
        _command = new InstalledCommand("upgrade", "Bring Mathesar to a newer release; on failure everything is as before.", RunAsync);
        foreach (var option in new System.CommandLine.Option[] { _check, _to, _rehearse, _noRehearsal, _noBackup, _back, _unknown, _yes, _bundle })
        {
            _command.Command.Add(option);
        }

        _command.Command.AddRule(result =>
        {
            if (result.GetValue(_to) is { } said && Releases.Find(said) is null)
            {
                result.AddError($"--to {said}: there is no such release. The newest that is known is {Releases.Newest}.");
            }

            if (result.GetValue(_back) && (result.GetValue(_to) is not null || result.GetValue(_rehearse)))
            {
                result.AddError("--back goes with neither --to nor --rehearse.");
            }

            if (result.GetValue(_bundle) is not null && (result.GetValue(_back) || result.GetValue(_check)))
            {
                result.AddError("--bundle goes with neither --back nor --check.");
            }
        });
    }

    public static Command Create() => new UpgradeCommand()._command.Command;

    private async Task<int> RunAsync(InstalledPlace place, ParseResult parsed, CancellationToken cancellation)
    {
        var output = new ApplyOutput(_command.IsJson(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var settled = await Interruption.SettleAsync(place.Directory, output.Tell, cancellation);
        if (settled is { Outcome: ApplyOutcome.NeedsPerson or ApplyOutcome.Refused })
        {
            return output.End(settled, null);
        }

        // What was cut off may have left other files than were read.
        place = settled is null ? place : InstalledPlace.Open(place.Directory, ThisMachine.Read()) ?? place;
        var to = parsed.GetValue(_to);
        if (parsed.GetValue(_bundle) is { } file)
        {
            var loaded = await Bundle.LoadAsync(file, place.Setup, needsAll: false, output.Tell, cancellation);
            if (!loaded.Succeeded)
            {
                return output.Refuse(loaded.Findings);
            }

            to ??= loaded.Manifest!.Release;
        }

        var planned = parsed.GetValue(_back) ? await Upgrade.LookBackAsync(place, cancellation)
            : await Upgrade.LookAsync(place, new UpgradeWish(to is null ? null : Releases.Find(to), parsed.GetValue(_unknown)),
                cancellation);
        var report = new UpgradeReport(planned, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (parsed.GetValue(_check))
        {
            report.Print(_command.IsJson(parsed));
            return planned.IsForbidden ? Exit.Forbidden : planned.HasSomething ? Exit.Differences : Exit.Done;
        }

        return planned.IsForbidden ? output.Refuse(planned.Findings)
            : planned.HasSomething ? await RunAsync(planned, report, output, parsed, cancellation)
            : output.End(new ApplyResult(ApplyOutcome.Unchanged, [], []), null);
    }

    private async Task<int> RunAsync(
        PlannedUpgrade planned, UpgradeReport report, ApplyOutput output, ParseResult parsed, CancellationToken cancellation)
    {
        var apply = planned.Apply!;
        if (!_command.IsJson(parsed))
        {
            report.PrintPath();
        }

        if (parsed.GetValue(_rehearse))
        {
            return End(await planned.RehearseAsync(output.Tell, cancellation), output, parsed);
        }

        output.Show(apply.Place, apply.Changes, Readiness.Of(apply.Order.Setup.Answers, planned.Findings, [], apply.Changes.Files.Findings,
            apply.Changes.Findings));
        if (!parsed.GetValue(_yes) && !await Consent.AskAsync(parsed.InvocationConfiguration.Error, "Do this?", "--yes", cancellation))
        {
            return Exit.Forbidden;
        }

        if (planned.CanRehearse && !parsed.GetValue(_noRehearsal)
            && await planned.RehearseAsync(output.Tell, cancellation) is { Succeeded: false } failed)
        {
            return output.End(failed, null);
        }

        if (!parsed.GetValue(_noBackup)
            && await planned.BackUpAsync(ProgramVersion.Text, output.Tell, cancellation) is { Succeeded: false } missing)
        {
            return output.Refuse(missing.Findings);
        }

        return output.End(await planned.RunAsync(output.Tell, cancellation), apply.Run);
    }

    private int End(ApplyResult rehearsed, ApplyOutput output, ParseResult parsed) =>
        rehearsed.Succeeded ? Told(rehearsed, parsed) : output.End(rehearsed, null);

    private int Told(ApplyResult rehearsed, ParseResult parsed)
    {
        _ = _command.Say(parsed, rehearsed.Findings);
        return Exit.Done;
    }
}
