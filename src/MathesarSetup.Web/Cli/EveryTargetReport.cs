using System.Text.Json;
using MathesarSetup.App.Writing;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>generate --target all</c> says in the end.</summary>
internal sealed class EveryTargetReport(EveryTargetResult result)
{
    public void Print(bool asJson, TextWriter output, TextWriter errors)
    {
        if (asJson)
        {
            FindingOutput.PrintJson(output, Write);
            return;
        }

        foreach (var change in result.Parts.Where(static part => part.Outcome == "refused").SelectMany(static part => part.Result!.Comparison.Changes)
            .Where(static change => change.NeedsForce))
        {
            DiffText.Print(change.Diff(), output);
        }

        PrintFindings(errors);
        foreach (var part in result.Parts.Where(_ => result.Place is not null && result.Failures.IsEmpty))
        {
            foreach (var (path, change) in part.Files.Where(static file => file.Change is not ChangeKind.Same))
            {
                output.WriteLine(ChangeWords.Line(ChangeWords.Of(change), $"{part.Id}/{path}", output));
            }
        }

        foreach (var part in result.Parts.Where(_ => result.Failures.IsEmpty))
        {
            output.WriteLine(Line(part));
        }
    }

    /// <summary>Each finding once; those that are not about every target name theirs.</summary>
    public void PrintFindings(TextWriter errors) => FindingOutput.Print(result.Failures.Concat(
        from part in result.Parts
        from finding in part.Findings.Concat(part.Result?.Findings ?? [])
        group (part, finding) by (finding.Severity, finding.Key, finding.Message, finding.File, finding.Line) into same
        select same.Count() == result.Parts.Length ? same.First().finding : Named(same.First().finding, same.Select(static each => each.part))),
        errors);

    // What a single target cannot honour stops none of the others.
    private Finding Named(Finding finding, IEnumerable<TargetPart> parts) => finding with
    {
        Severity = finding.Severity is Severity.Error && result.Outcome != "refused" && parts.All(static part => part.Outcome == "skipped")
            ? Severity.Warning
            : finding.Severity,
        Message = $"{string.Join(", ", parts.Select(static part => part.Id))}: {finding.Message}",
    };

    private string Line(TargetPart part) => part.Outcome switch
    {
        "written" => $"Written: {Folder(part)}",
        "unchanged" => $"Nothing to do: {Folder(part)} is as it should be.",
        "skipped" =>
            $"Skipped: {part.Id} cannot honour these "
                + $"answers{(result.Place is not null && Directory.Exists(Folder(part)) ? "; its folder stays as it was" : "")}.",
        _ => $"Not written: {Folder(part)}",
    };

    private string Folder(TargetPart part) => Path.Join(result.Place, part.Id);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("outcome", result.Outcome);
        if (result.Place is not null)
        {
            json.WriteString("place", result.Place);
        }

        json.WriteStartArray("targets");
        foreach (var part in result.Parts)
        {
            json.WriteStartObject();
            json.WriteString("target", part.Id);
            json.WriteString("outcome", result.Failures.IsEmpty ? part.Outcome : "refused");
            GenerateReport.WriteFiles(json, part.Files.Select(static file => (file.Path, ChangeWords.Of(file.Change))));
            FindingOutput.WriteFindings(json, part.Findings.Concat(part.Result?.Findings ?? []));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        FindingOutput.WriteFindings(json, result.Failures);
    }
}
