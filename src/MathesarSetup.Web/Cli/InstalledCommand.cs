using System.Collections.Immutable;
using System.CommandLine;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary>A verb about an installation that is there: its directory, its form of output, and how it ends.</summary>
internal sealed class InstalledCommand
{
    private readonly Option<string?> _dir = InstallDirectoryOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    public InstalledCommand(string name, string summary, Func<InstalledPlace, ParseResult, CancellationToken, Task<int>> run)
    {
        Command = new Command(name, summary) { _dir, _json };
        Command.SetAction(async (parsed, _) =>
        {
            using var signals = new SignalCancellation();
            var directory = InstallPlace.Choose(parsed.GetValue(_dir));
            try
            {
                if (Before is { } before && await before(directory, parsed, signals.Token) is { } end)
                {
                    return end;
                }

                if (Settle is { } settle && await SettleAsync(settle, directory, parsed, signals.Token) is { } unsettled)
                {
                    return unsettled;
                }

                return InstalledPlace.Open(directory, ThisMachine.Read()) is { } place ? await run(place, parsed, signals.Token)
                    : Say(parsed, Missing(directory));
            }
            catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
            {
                return Exit.Cancelled;
            }
        });
    }

    public Command Command { get; }

    /// <summary>What is done in the directory before anything is read there; it may be all that is to be done, and then says how it ended.</summary>
    public Func<string, ParseResult, CancellationToken, Task<int?>>? Before { get; init; }

    /// <summary>How what was cut off in the directory is put in order before the verb looks at it; null where it does not matter.</summary>
    public Func<string, Action<ApplyEvent>, CancellationToken, Task<ApplyResult?>>? Settle { get; init; }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    // Null where nothing was cut off, or all is in order again.
    private async Task<int?> SettleAsync(Func<string, Action<ApplyEvent>, CancellationToken, Task<ApplyResult?>> settle,
        string directory, ParseResult parsed, CancellationToken cancellation)
    {
        var errors = parsed.InvocationConfiguration.Error;
        if (await settle(directory, told => errors.WriteLine(told.Message), cancellation) is not { } settled)
        {
            return null;
        }

        if (settled.Outcome is ApplyOutcome.NeedsPerson or ApplyOutcome.Refused)
        {
            Say(parsed, settled.Findings);
            return settled.Outcome is ApplyOutcome.NeedsPerson ? Exit.NeedsPerson : Exit.Forbidden;
        }

        FindingOutput.Print(settled.Findings, errors);
        return null;
    }

    // What cannot be read is not known to hold nothing.
    private static ImmutableArray<Finding> Missing(string directory)
    {
        var reading = DraftSources.ReadAt(directory, ThisMachine.Read());
        var unreadable = reading.Findings.Where(static f => f.Severity is Severity.Error)
            .ToImmutableArray();
        return unreadable is not [] ? unreadable : [RequestFinding.NotInstalled.Say(InstallPlace.HoldsInstallation(directory)
            ? $"{directory} holds answers or what is left of an installation, and no files that were written from them. Bring missing files back "
                + $"(mathesar-setup history --dir {Sh.Quote(directory)}), or install."
            : $"Mathesar Setup has installed nothing in {directory}, or this user may not look into it. Say --dir with the right directory, or "
                + $"read what is there: mathesar-setup import {Sh.Quote(directory)}")];
    }

    /// <summary>Says what was found in the form that was asked for.</summary>
    /// <returns>The exit code: forbidden where there is anything worse than a note.</returns>
    public int Say(ParseResult parsed, IReadOnlyCollection<Finding> findings)
    {
        if (IsJson(parsed))
        {
            FindingOutput.PrintJson(parsed.InvocationConfiguration.Output, json => FindingOutput.WriteFindings(json, findings));
        }
        else
        {
            FindingOutput.Print(findings, parsed.InvocationConfiguration.Error);
        }

        return findings.Any(static f => f.Severity is not Severity.Note) ? Exit.Forbidden : Exit.Done;
    }
}
