using System.Collections.Immutable;
using System.CommandLine;
using MathesarSetup.App.Applying;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.App.Removing;
using MathesarSetup.App.Settling;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup uninstall</c>: shows what goes and what stays, and removes it once somebody has said the installation's name.</summary>
internal sealed class UninstallCommand
{
    private readonly Option<bool> _withData = new("--with-data") { Description = "The data too, for good." };
    private readonly Option<bool> _everything = new("--everything")
    {
        Description = "The data, and the files that were generated and not edited; secrets and history once no data is left.",
    };
    private readonly Option<string?> _name = new("--name")
    {
        Description = "The installation's name, so that nobody is asked for it.",
        HelpName = "NAME",
    };
    private readonly Option<bool> _noBackup = new("--no-backup") { Description = "Make no backup before data goes." };
    private readonly Option<bool> _showSql = new("--show-sql")
    {
        Description = "Print the SQL that takes Mathesar's schemas out of a database of yours; remove nothing.",
    };
    private readonly InstalledCommand _command;

    private UninstallCommand()
    {
        _command = new InstalledCommand("uninstall", "Remove Mathesar; data, secrets and files stay unless you say otherwise.", RunAsync)
        {
            Before = SettleAsync,
        };
        foreach (var option in new Option[] { _withData, _everything, _name.NotEmpty(), _noBackup, _showSql })
        {
            _command.Command.Add(option);
        }
    }

    public static Command Create() => new UninstallCommand()._command.Command;

    // What was cut off is ended first; of a removal not even the answers may be left.
    private async Task<int?> SettleAsync(string directory, ParseResult parsed, CancellationToken cancellation)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (parsed.GetValue(_showSql))
        {
            output.WriteLine(SchemaRemoval.Sql);
            return Exit.Done;
        }

        if (InterruptedRemoval.NameIn(directory) is { } name)
        {
            errors.WriteLine($"A removal of {name} was cut off here. It is gone on with first, as it was agreed to.");
            if (await ConfirmAsync(parsed, name, cancellation) is { } refused)
            {
                return refused;
            }

            var findings = await InterruptedRemoval.ContinueAsync(directory, errors.WriteLine, cancellation);
            return findings is not [] ? _command.Say(parsed, findings)
                : InstallPlace.HoldsInstallation(directory) ? null : _command.Say(parsed, []);
        }

        return await Interruption.SettleAsync(directory, told => errors.WriteLine(told.Message), cancellation) is
        { Outcome: ApplyOutcome.NeedsPerson or ApplyOutcome.Refused } stuck
            ? Math.Max(_command.Say(parsed, stuck.Findings), Exit.NeedsPerson) : null;
    }

    private async Task<int> RunAsync(InstalledPlace place, ParseResult parsed, CancellationToken cancellation)
    {
        var depth = parsed.GetValue(_everything) ? RemovalDepth.Everything : parsed.GetValue(_withData) ? RemovalDepth.Data : RemovalDepth.Running;
        var removal = await Removal.PlanAsync(place, depth, cancellation);
        if (removal.Findings is not [])
        {
            return _command.Say(parsed, removal.Findings);
        }

        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var report = new RemovalReport(removal);
        if (!_command.IsJson(parsed))
        {
            report.Show(output);
        }

        if (!removal.HasAnything)
        {
            return End(parsed, report, []);
        }

        if (await ConfirmAsync(parsed, place.Setup.Plan.Name, cancellation) is { } refused)
        {
            return refused;
        }

        if (removal.LosesData && !parsed.GetValue(_noBackup) && await BackUpAsync(place, errors, cancellation) is { } none)
        {
            return _command.Say(parsed, none);
        }

        var findings = await removal.RunAsync(errors.WriteLine, cancellation);
        return cancellation.IsCancellationRequested ? Exit.Cancelled : End(parsed, report with { IsDone = findings is [] }, findings);
    }

    // What was read back to its end lies in the directory, where no removal takes it away. Why there is none; null where there is one.
    private static async Task<ImmutableArray<Finding>?> BackUpAsync(InstalledPlace place, TextWriter errors, CancellationToken cancellation)
    {
        var result = await Backup.RunAsync(place, new BackupOrder { Tool = ProgramVersion.Text }, happened =>
        {
            if (happened.State is StepState.Started)
            {
                errors.WriteLine(happened.Message);
            }
        }, cancellation);
        if (result.Path is { } path)
        {
            errors.WriteLine($"The data is in {path}.");
            return null;
        }

        return [.. result.Findings, RemovalFinding.NoBackup.Say("Data would go for good, and no backup could be made, so nothing was removed. Settle "
            + "what stands above, or say --no-backup.")];
    }

    private int End(ParseResult parsed, RemovalReport report, ImmutableArray<Finding> findings)
    {
        ImmutableArray<Finding> all = [.. findings, .. findings is [] ? report.Left : []];
        if (_command.IsJson(parsed))
        {
            FindingOutput.PrintJson(parsed.InvocationConfiguration.Output, json => report.Write(json, all));
        }
        else
        {
            FindingOutput.Print(all, parsed.InvocationConfiguration.Error);
            if (findings is [])
            {
                parsed.InvocationConfiguration.Output.WriteLine(report.Receipt);
            }
        }

        return all.Any(static f => f.Severity is not Severity.Note) ? Exit.Forbidden : Exit.Done;
    }

    // Saying a name takes a look at what it names; a yes takes none. Null where it was said.
    private async Task<int?> ConfirmAsync(ParseResult parsed, string name, CancellationToken cancellation)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var said = parsed.GetValue(_name);
        if (said is null)
        {
            errors.Write($"Type the name of the installation, {name}, to remove it: ");
            errors.Flush();
            said = (await Task.Run(StandardStreams.Input.ReadLine, cancellation).WaitAsync(cancellation))?.Trim();
        }

        return said == name ? null : _command.Say(parsed, [RemovalFinding.OtherName.Say(
            $"Nothing was removed, because the installation's name was not said. To go on without being asked: --name {Sh.Quote(name)}")]);
    }
}
