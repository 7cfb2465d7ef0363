using System.CommandLine;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Assessing;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup validate</c>: what is wrong with the answers; writes nothing.</summary>
internal static class ValidateCommand
{
    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command =
            new Command("validate", "Say what is wrong with the answers: exit 0 if nothing forbids writing, else 1.");
        var answers = new AnswerOptions(command, arguments);
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var live = new Option<bool>("--live")
        {
            Description = "Try the answers in the world too, as check does, and hold them against the directory and the engine.",
        };
        command.Add(json);
        command.Add(live);
        command.SetAction(async (parsed, cancellation) =>
        {
            var reading = answers.Read(parsed);
            var (setup, findings) = reading.Settle();
            if (parsed.GetValue(live))
            {
                var order = ApplyOrder.Of(reading, setup, answers.Directory(parsed));
                findings = [.. (await Assessment.OfAsync(order, [.. findings], cancellation)).All.Select(static s => s.Finding)];
            }

            var output = parsed.InvocationConfiguration;
            if (parsed.GetValue(json))
            {
                FindingOutput.PrintJson(output.Output, writer => FindingOutput.WriteFindings(writer, findings));
            }
            else
            {
                FindingOutput.Print(findings, output.Error);
                output.Output.WriteLine($"{answers.Source(parsed)}: {Summary(findings)}");
            }

            return findings.Any(f => f.Severity is Severity.Error) ? Exit.Forbidden : Exit.Done;
        });
        return command;
    }

    private static string Summary(IReadOnlyCollection<Finding> findings) => string.Join(", ", new[]
    {
        Count(findings, Severity.Error, "error"), Count(findings, Severity.Warning, "warning"), Count(findings, Severity.Note, "note"),
    });

    private static string Count(IEnumerable<Finding> findings, Severity severity, string word) =>
        findings.Count(f => f.Severity == severity) is var number && number == 1 ? $"1 {word}" : $"{number} {word}s";
}
