using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.App.Assessing;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;
using MathesarSetup.Web.Components;

namespace MathesarSetup.Web.Cli;

/// <summary>
/// What <c>apply</c> says: for people the list of changes, then a line a step; for programs one JSON object a line on standard output.
/// </summary>
internal sealed class ApplyOutput(bool asJson, TextWriter output, TextWriter errors)
{
    // The column in which what is said of a step begins.
    private const int Column = 7;

    private readonly LiveLine? _live = asJson ? null : LiveLine.On(errors, TimeProvider.System);

    /// <summary>An event, on whatever thread it comes.</summary>
    public void Tell(ApplyEvent happened)
    {
        if (asJson)
        {
            Line(happened.Time, happened.Step, JsonNamingPolicy.KebabCaseLower.ConvertName(happened.State.ToString()), happened.Message,
                happened.Finding?.Code);
            return;
        }

        if (_live is null)
        {
            Step(happened, "");
        }
        else if (happened.State is StepState.Started && !IsHeading(happened))
        {
            _live.Go(happened.Step, Clean(happened.Message));
        }
        else if (happened.State is StepState.Progress && IsWatched(happened))
        {
            _live.Go(happened.Step, null, happened.Fraction);
        }
        else
        {
            var took = happened.State is StepState.Log ? "" : _live.End(happened.Step);
            _live.Print(() => Step(happened, took));
        }
    }

    // What is brought back is told step by step below it.
    private static bool IsHeading(ApplyEvent happened) => happened.Step is StepNames.RollBack or StepNames.Recover;

    // Its progress is seen by the time, or by the part that is done.
    private static bool IsWatched(ApplyEvent happened) => happened.Step.Split(' ')[0] is StepNames.Pull or StepNames.Wait;

    private void Step(ApplyEvent happened, string took)
    {
        var ink = Ink.Of(errors);
        Func<string, string> paint = happened.State switch
        {
            StepState.Done => ink.Good,
            StepState.Failed => ink.Bad,
            StepState.Undone => ink.Doubtful,
            _ => ink.Faint,
        };
        var mark = happened.State switch
        {
            StepState.Done => "done",
            StepState.Failed => "FAILED",
            StepState.Undone => "undone",
            StepState.Log => "  |",
            _ => "...",
        };
        var name = happened.State is StepState.Log ? $" {happened.Step["log ".Length..]}:" : "";
        Print($"{mark,-Column}", $"{name}{happened.Message}{took}", paint);
        if (happened is { State: StepState.Log, Finding: { } known })
        {
            Print($"{"",-Column}", known.Message, ink.Doubtful);
        }
    }

    /// <summary>Where the place was looked for, when there is none.</summary>
    public void Explain(PlaceSearch search)
    {
        foreach (var place in asJson ? [] : search.Candidates)
        {
            Print("", $"{place.Source}{(place.Address.Length == 0 ? "" : $" ({place.Address})")}: {place.Reason}");
        }
    }

    /// <summary>What would change, and what it costs.</summary>
    public void Show(IRuntimePlace place, ApplyChanges changes, Readiness readiness)
    {
        if (asJson)
        {
            return;
        }

        _live?.Rest();
        output.WriteLine(Clean($"On {place}"));
        foreach (var change in changes.Changes.Where(c => c.IsDifference || c.Thing is not ChangedThing.File))
        {
            var cost = change.Cost switch { ApplyCost.Downtime => " [downtime]", ApplyCost.Data => " [DATA]", _ => "" };
            output.WriteLine(Planned(change, cost));
        }

        var commands = changes.Changes.SelectMany(c => c.Commands).Distinct(StringComparer.Ordinal).ToArray();
        if (commands is not [])
        {
            output.WriteLine("By hand, in the install directory:");
            Array.ForEach(commands, command => output.WriteLine(Clean($"  {command}")));
        }

        // What forbids is told by the refusal.
        FindingOutput.Print(readiness.All.Where(static s => !s.IsBlocking).Select(static s => s.Finding), errors);
    }

    /// <summary>Says by which flags what checks found wrong is accepted; nothing for none.</summary>
    public void RefuseUnlessAccepted(IReadOnlyCollection<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        if (asJson)
        {
            Refuse(findings);
        }

        var flags = findings.Select(static f => $"--accept-finding {f.Code}").Distinct(StringComparer.Ordinal);
        Print("", $"Nothing was changed. {(findings.Count == 1 ? "A check found something wrong" : "Checks found things wrong")}. "
            + $"To install all the same: {string.Join(' ', flags)}");
    }

    private string Planned(ApplyChange change, string cost)
    {
        var ink = Ink.Of(output);
        var (verb, thing) = ($"{Word(change.Verb),-8}", $"{(change.Thing is ChangedThing.ClusterObject ? "object" : Word(change.Thing)),-10}");
        var text = Wrapping.Fit(Clean($"{change.Name}{cost}{(change.IsDifference ? $": {change.Why}" : "")}"), output,
            2 + verb.Length + thing.Length, 2 + verb.Length + thing.Length);
        return $"  {(change.IsDifference ? ink.Strong(verb) : ink.Faint(verb))}{thing}"
            + (cost.Length == 0 ? text
                : text.Replace(cost, change.Cost is ApplyCost.Data ? ink.Bad(cost) : ink.Doubtful(cost), StringComparison.Ordinal));
    }

    public int Refuse(IReadOnlyCollection<Finding> findings)
    {
        _live?.Rest();
        if (asJson)
        {
            foreach (var finding in findings.Where(f => f.Severity is Severity.Error))
            {
                Line(DateTimeOffset.UtcNow, "check", "failed", finding.Message, finding.Code);
            }

            Line(DateTimeOffset.UtcNow, "result", "refused", Outcomes.Sentence(ApplyOutcome.Refused),
                findings.FirstOrDefault(static f => f.Severity is Severity.Error)?.Code);
        }

        FindingOutput.Print(findings.Where(f => !asJson || f.Severity is not Severity.Error), errors);
        return Exit.Forbidden;
    }

    /// <summary>How it ended. After success: where Mathesar is, and what a person needs to know from now on.</summary>
    public int End(ApplyResult result, IPlannedRun? run)
    {
        _live?.Dispose();
        FindingOutput.Print(result.Findings, errors);
        if (result is { Succeeded: false, LastLines: [_, ..] lines } && !asJson)
        {
            Print("", "The container's last lines:");
            Array.ForEach([.. lines], line => Print("  | ", line, Ink.Of(errors).Faint));
        }

        var sentence = Outcomes.Sentence(result.Outcome);
        if (asJson)
        {
            Line(DateTimeOffset.UtcNow, "result", JsonNamingPolicy.KebabCaseLower.ConvertName(result.Outcome.ToString()), sentence,
                result.Succeeded ? null : result.Findings.FirstOrDefault()?.Code);
        }
        else
        {
            output.WriteLine(result.Succeeded ? Ink.Of(output).Good(sentence) : Ink.Of(output).Bad(sentence));
            if (result.Succeeded && run is not null)
            {
                Next(run, result);
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

    private void Next(IPlannedRun run, ApplyResult result)
    {
        var request = run.Request;
        var instructions = request.Setup.InstructionsOn(run.Programs);
        output.WriteLine($"Open it:  {Ink.Of(output).Strong(request.Setup.Plan.Url.ToString())}");
        output.WriteLine(Outcomes.LoginNote(request.Setup, result)
            ?? $"Log in as {request.Setup.Answers.Text(SecretSettings.AdminName)}; the password stands in "
                + $"{Path.Join(request.Directory, AnswersFile.SecretsName)}");
        output.WriteLine($"In {Sh.Quote(request.Directory)}:");
        foreach (var (what, command) in new[]
        {
            ("stop", instructions.Stop),
            ("log", instructions.Logs),
            ("update", request.Setup.UpdateOn(run.Programs)),
            ("back up", instructions.Backup),
        }.Where(line => line.Item2.Length > 0))
        {
            output.WriteLine($"  {what,-8} {command}");
        }
    }

    private static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private void Print(string mark, string text, Func<string, string>? paint = null) => errors.WriteLine(
        (paint is null ? mark : paint(mark)) + Wrapping.Fit(Clean(text), errors, mark.Length, mark.Length));

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
