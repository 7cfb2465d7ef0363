using System.Collections.Immutable;
using System.CommandLine;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Looking;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup status</c>: how an installation is, seen from inside and from its address; changes nothing.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        InstalledCommand? command = null;
        command = new InstalledCommand("status", "Say how Mathesar is: exit 0 if it is healthy, else 1.", async (place, parsed, cancellation) =>
        {
            var report = await LookAsync(place, cancellation);
            cancellation.ThrowIfCancellationRequested();
            var output = parsed.InvocationConfiguration;
            if (command!.IsJson(parsed))
            {
                FindingOutput.PrintJson(output.Output, report.Write);
            }
            else
            {
                report.Print(output.Output);
                FindingOutput.Print(report.Findings, output.Error);
            }

            return report.IsHealthy ? Exit.Done : Exit.Forbidden;
        });
        return command.Command;
    }

    /// <summary>How it is now.</summary>
    public static async Task<StatusReport> LookAsync(InstalledPlace place, CancellationToken cancellation)
    {
        var asked = place.AskAsync(cancellation);
        var state = await place.LookAsync(cancellation);
        var database = state.Services is null ? null : await place.AskDatabaseAsync(cancellation);
        ImmutableArray<ApplyChange> differs = state.Services is null ? [] : await place.DiffersAsync(cancellation);
        return new StatusReport(place, state, await asked, place.Pending(place.Reading.Settle().Setup), differs)
        {
            Database = database,
            Backup = KeptBackups.Newest(place)?.Manifest,
            Findings = [.. new[] { state.Problem }.OfType<Finding>(),
                .. place.Reading.Findings.Where(static f => f.Severity is Severity.Error)],
        };
    }
}
