using System.CommandLine;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.Documents.Shell;
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
            return InstalledPlace.Open(directory, ThisMachine.Read()) is { } place ? await run(place, parsed, signals.Token)
                : Say(parsed, [RequestFinding.NotInstalled.Say(InstallPlace.HoldsInstallation(directory)
                    ? $"{directory} holds answers, and no files were written from them yet. Write them, or install: mathesar-setup apply --dir "
                        + $"{Sh.Quote(directory)}"
                    : $"Mathesar Setup has installed nothing in {directory}. Say --dir with the right directory, or read what is there: "
                        + $"mathesar-setup import {Sh.Quote(directory)}")]);
        });
    }

    public Command Command { get; }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

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
