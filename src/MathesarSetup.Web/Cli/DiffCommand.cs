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
        var command = new Command("diff", "Show what generate would change: exit 0 for nothing, 4 for something.");
        var answers = new AnswerOptions(command, arguments);
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var all = new Option<bool>("--all") { Description = "Show the schema for editors line by line too." };
        command.Add(json);
        command.Add(all);
        command.SetAction(parsed =>
        {
            var reading = answers.Read(parsed);
            var (setup, findings) = reading.Settle();
            var directory = Path.TrimEndingDirectorySeparator(answers.Directory(parsed));
            var (comparison, noted) = InstallationComparison.Of(directory, setup, reading.FilesFor(setup, directory));
            Print(parsed, parsed.GetValue(json), parsed.GetValue(all), comparison, [.. findings, .. noted]);
            return findings.Any(f => f.Severity is Severity.Error) || comparison.IsForbidden ? Exit.Forbidden
                : comparison.HasDifferences ? Exit.Differences
                : Exit.Done;
        });
        return command;
    }

    private static void Print(ParseResult parsed, bool asJson, bool all, Comparison comparison, Finding[] findings)
    {
        var output = parsed.InvocationConfiguration;
        if (!asJson)
        {
            DiffText.Print(comparison, all, output.Output);
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
