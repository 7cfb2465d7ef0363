using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MathesarSetup.App.Checking;
using MathesarSetup.Engine.Checks;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup check</c>: tries in the world what can be tried; installs nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command =
            new Command("check", "Try the answers in the world: exit 0 if nothing stands in the way, else 1.");
        var answers = new AnswerOptions(command, arguments);
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        command.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (setup, _) = answers.Read(parsed).Settle();
            var results = await AnswerChecks.RunAsync(setup, answers.Directory(parsed), cancellation);
            Print(parsed, parsed.GetValue(json), results);
            return results.Any(r => r.End is CheckEnd.Failed or CheckEnd.Held) ? Exit.Forbidden : Exit.Done;
        });
        return command;
    }

    private static void Print(ParseResult parsed, bool asJson, ImmutableArray<CheckResult> results)
    {
        var output = parsed.InvocationConfiguration;
        if (asJson)
        {
            FindingOutput.PrintJson(output.Output, writer =>
            {
                Write(writer, results);
                FindingOutput.WriteFindings(writer, AnswerChecks.Findings(results));
            });
            return;
        }

        FindingOutput.Print(AnswerChecks.Findings(results), output.Error);
        Print(results, output.Output);
        if (results is [])
        {
            output.Output.WriteLine("There is nothing to try with these answers.");
        }
    }

    /// <summary>A line for each.</summary>
    public static void Print(IEnumerable<CheckResult> results, TextWriter output)
    {
        var ink = Ink.Of(output);
        foreach (var result in results)
        {
            var word = $"{Word(result.End),-8}";
            var text = string.Create(CultureInfo.InvariantCulture,
                $"{result.Check.Id}: {(result.Said.Length > 0 ? result.Said : result.Check.Title)} ({result.Took.TotalSeconds:0.0} s)");
            output.WriteLine((result.End switch
            {
                CheckEnd.Passed => ink.Good(word),
                CheckEnd.Warned => ink.Doubtful(word),
                CheckEnd.Failed => ink.Bad(word),
                _ => ink.Faint(word),
            }) + Wrapping.Fit(text, output, word.Length, word.Length));
        }
    }

    /// <summary>The property <c>checks</c>.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<CheckResult> results)
    {
        json.WriteStartArray("checks");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("id", result.Check.Id);
            json.WriteString("end", Word(result.End));
            json.WriteString("said", result.Said);
            json.WriteString("sends", result.Check.Sends);
            json.WriteNumber("milliseconds", (long)result.Took.TotalMilliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Word(CheckEnd end) => end switch
    {
        CheckEnd.Passed => "ok",
        CheckEnd.Warned => "warning",
        CheckEnd.Failed => "failed",
        _ => "held",
    };
}
