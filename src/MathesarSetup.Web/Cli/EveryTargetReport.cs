using System.Collections.Immutable;
using System.Text.Json;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>generate --target all</c> says in the end.</summary>
/// <param name="Outcome">written, unchanged or refused.</param>
/// <param name="Place">The directory or archive; null when nothing was tried.</param>
internal sealed record EveryTargetReport(string Outcome, string? Place, ImmutableArray<TargetPart> Parts)
{
    /// <summary>Why what they have in common could not be written.</summary>
    public ImmutableArray<Finding> Failures { get; init; } = [];

    public void Print(bool asJson, TextWriter output, TextWriter errors)
    {
        if (asJson)
        {
            FindingOutput.PrintJson(output, Write);
            return;
        }

        foreach (var change in Parts.Where(static part => part.Outcome == "refused").SelectMany(static part => part.Result!.Comparison.Changes).Where(static change => change.NeedsForce))
        {
            output.Write(change.Diff());
        }

        PrintFindings(errors);
        foreach (var part in Parts.Where(_ => Place is not null && Failures.IsEmpty))
        {
            foreach (var (path, change) in part.Files.Where(static file => file.Change != "same"))
            {
                output.WriteLine($"{change,-8}{part.Id}/{path}");
            }
        }

        foreach (var part in Parts.Where(_ => Failures.IsEmpty))
        {
            output.WriteLine(Line(part));
        }
    }

    /// <summary>Each finding once; those that are not about every target name theirs.</summary>
    public void PrintFindings(TextWriter errors) => FindingOutput.Print(Failures.Concat(
        from part in Parts
        from finding in part.Findings.Concat(part.Result?.Findings ?? [])
        group (part, finding) by (finding.Severity, finding.Key, finding.Message, finding.File, finding.Line) into same
        select same.Count() == Parts.Length ? same.First().finding : Named(same.First().finding, same.Select(static each => each.part))), errors);

    // What a single target cannot honour stops none of the others.
    private Finding Named(Finding finding, IEnumerable<TargetPart> parts) => finding with
    {
        Severity = finding.Severity is Severity.Error && Outcome != "refused" && parts.All(static part => part.Outcome == "skipped") ? Severity.Warning : finding.Severity,
        Message = $"{string.Join(", ", parts.Select(static part => part.Id))}: {finding.Message}",
    };

    private string Line(TargetPart part) => part.Outcome switch
    {
        "written" => $"Written: {Folder(part)}",
        "unchanged" => $"Nothing to do: {Folder(part)} is as it should be.",
        "skipped" => $"Skipped: {part.Id} cannot honour these answers{(Place is not null && Directory.Exists(Folder(part)) ? "; its folder stays as it was" : "")}.",
        _ => $"Not written: {Folder(part)}",
    };

    private string Folder(TargetPart part) => Path.Join(Place, part.Id);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("outcome", Outcome);
        if (Place is not null)
        {
            json.WriteString("place", Place);
        }

        json.WriteStartArray("targets");
        foreach (var part in Parts)
        {
            json.WriteStartObject();
            json.WriteString("target", part.Id);
            json.WriteString("outcome", Failures.IsEmpty ? part.Outcome : "refused");
            GenerateReport.WriteFiles(json, part.Files);
            FindingOutput.WriteFindings(json, part.Findings.Concat(part.Result?.Findings ?? []));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        FindingOutput.WriteFindings(json, Failures);
    }
}
