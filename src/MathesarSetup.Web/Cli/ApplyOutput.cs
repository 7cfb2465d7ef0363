using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Web.Components;

namespace MathesarSetup.Web.Cli;

/// <summary>
/// What <c>apply</c> says: for people the list of changes, then a line a step; for programs one JSON object a line on standard output.
/// </summary>
internal sealed class ApplyOutput(bool asJson, TextWriter output, TextWriter errors)
{
    /// <summary>An event, on whatever thread it comes.</summary>
    public void Tell(ApplyEvent happened)
    {
        if (asJson)
        {
            Line(happened.Time, happened.Step, JsonNamingPolicy.KebabCaseLower.ConvertName(happened.State.ToString()), happened.Message,
                happened.Finding?.Code);
            return;
        }

        var mark = happened.State switch
        {
            StepState.Done => "done",
            StepState.Failed => "FAILED",
            StepState.Undone => "undone",
            StepState.Log => "  |",
            _ => "...",
        };
        var name = happened.State is StepState.Log ? $" {happened.Step["log ".Length..]}:" : "";
        Print($"{mark,-7}{name}{happened.Message}");
        if (happened is { State: StepState.Log, Finding: { } known })
        {
            Print($"       {known.Message}");
        }
    }

    /// <summary>Where an engine was looked for, when there is none.</summary>
    public void Explain(EngineSearch search)
    {
        foreach (var place in asJson ? [] : search.Candidates)
        {
            Print($"{place.Source}{(place.Endpoint.Length == 0 ? "" : $" ({place.Endpoint})")}: {place.Reason}");
        }
    }

    /// <summary>What would change, and what it costs.</summary>
    public void Show(EngineInfo engine, ApplyChanges changes, IReadOnlyCollection<Finding> findings)
    {
        if (asJson)
        {
            return;
        }

        output.WriteLine($"On {engine}");
        foreach (var change in changes.Changes.Where(c => c.IsDifference || c.Thing is not ChangedThing.File))
        {
            var cost = change.Cost switch { ApplyCost.Downtime => " [downtime]", ApplyCost.Data => " [DATA]", _ => "" };
            output.WriteLine(Clean(
                $"  {Word(change.Verb),-8}{Word(change.Thing),-10}{change.Name}{cost}{(change.IsDifference ? $": {change.Why}" : "")}"));
        }

        var commands = changes.Changes.SelectMany(c => c.Commands).Distinct(StringComparer.Ordinal).ToArray();
        if (commands is not [])
        {
            output.WriteLine("By hand, in the install directory:");
            Array.ForEach(commands, command => output.WriteLine(Clean($"  {command}")));
        }

        FindingOutput.Print(findings.Concat(changes.Findings.Where(f => f.Severity is not Severity.Error)), errors);
    }

    public int Refuse(IReadOnlyCollection<Finding> findings)
    {
        if (asJson)
        {
            foreach (var finding in findings.Where(f => f.Severity is Severity.Error))
            {
                Line(DateTimeOffset.UtcNow, "check", "failed", finding.Message, finding.Code);
            }
        }

        FindingOutput.Print(findings.Where(f => !asJson || f.Severity is not Severity.Error), errors);
        return Exit.Forbidden;
    }

    /// <summary>How it ended. After success: where Mathesar is, and what a person needs to know from now on.</summary>
    public int End(ApplyResult result, ApplyRequest? request)
    {
        FindingOutput.Print(result.Findings, errors);
        if (result is { Succeeded: false, LastLines: [_, ..] lines } && !asJson)
        {
            Print("The container's last lines:");
            Array.ForEach([.. lines], line => Print($"  | {line}"));
        }

        var sentence = Outcomes.Sentence(result.Outcome);
        if (asJson)
        {
            Line(DateTimeOffset.UtcNow, "result", JsonNamingPolicy.KebabCaseLower.ConvertName(result.Outcome.ToString()), sentence,
                result.Succeeded ? null : result.Findings.FirstOrDefault()?.Code);
        }
        else
        {
            output.WriteLine(sentence);
            if (result.Succeeded && request is not null)
            {
                Next(request, result);
            }
        }

        return result.Outcome switch
        {
            ApplyOutcome.Applied or ApplyOutcome.Unchanged => Exit.Done,
            ApplyOutcome.NeedsPerson => Exit.NeedsPerson,
            ApplyOutcome.Cancelled => Exit.Cancelled,
            _ => Exit.Forbidden,
        };
    }

    private void Next(ApplyRequest request, ApplyResult result)
    {
        var instructions = request.Setup.Instructions;
        output.WriteLine($"Open it:  {request.Setup.Plan.Url}");
        output.WriteLine(Outcomes.LoginNote(request.Setup, result)
            ?? $"Log in as {request.Setup.Answers.Text(SecretSettings.AdminName)}; the password stands in "
                + $"{Path.Join(request.Directory, AnswersFile.SecretsName)}");
        output.WriteLine($"In {Sh.Quote(request.Directory)}:");
        foreach (var (what, command) in new[]
        {
            ("stop", instructions.Stop),
            ("log", instructions.Logs),
            ("update", instructions.Update),
            ("back up", instructions.Backup),
        }.Where(line => line.Item2.Length > 0))
        {
            output.WriteLine($"  {what,-8} {command}");
        }
    }

    private static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private void Print(string line) => errors.WriteLine(Clean(line));

    // Logs and names may hold what would move the cursor.
    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) && c != '\t' ? '?' : c));

    private void Line(DateTimeOffset time, string step, string state, string message, string? code)
    {
        output.WriteLine(JsonSerializer.Serialize(new Event(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), step, state,
            message, code), EventJson.Default.Event));
        output.Flush();
    }

    internal sealed record Event(string Time, string Step, string State, string Message, string? Code);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApplyOutput.Event))]
internal sealed partial class EventJson : JsonSerializerContext;
