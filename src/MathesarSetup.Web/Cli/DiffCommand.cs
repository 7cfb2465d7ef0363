using System.CommandLine;
using MathesarSetup.App.Comparing;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup diff</c>: what <c>generate</c> would change in the directory, with dots for secrets.</summary>
internal static class DiffCommand
{
    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command = new Command("diff", "Show what generate would change: exit 0 for nothing, 4 for something. " + GenerateCommand.AnySetting);
        var answers = new AnswerOptions(command, arguments);
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        command.Add(json);
        command.SetAction(parsed =>
        {
            var reading = answers.Read(parsed);
            var (setup, findings) = reading.Settle();
            var directory = Path.TrimEndingDirectorySeparator(answers.Directory(parsed));
            var (comparison, noted) = InstallationComparison.Of(directory, reading.FilesFor(setup, directory));
            Print(parsed, parsed.GetValue(json), comparison, [.. findings, .. noted]);
            return findings.Any(f => f.Severity is Severity.Error) || comparison.IsForbidden ? Exit.Forbidden
                : comparison.HasDifferences ? Exit.Differences
                : Exit.Done;
        });
        return command;
    }

    private static void Print(ParseResult parsed, bool asJson, Comparison comparison, Finding[] findings)
    {
        var output = parsed.InvocationConfiguration;
        if (!asJson)
        {
            output.Output.Write(comparison.Diff());
            FindingOutput.Print(findings, output.Error);
            return;
        }

        FindingOutput.PrintJson(output.Output, json =>
        {
            json.WriteStartArray("files");
            foreach (var change in comparison.Changes)
            {
                json.WriteStartObject();
                json.WriteString("path", change.Path);
                json.WriteString("change", ChangeWords.Of(change.Kind));
                json.WriteString("diff", change.Diff());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            FindingOutput.WriteFindings(json, findings);
        });
    }
}
