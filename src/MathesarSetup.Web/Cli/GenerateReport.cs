using System.Text.Json;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>generate</c> says in the end.</summary>
/// <param name="Outcome">written, unchanged or refused.</param>
/// <param name="Place">The directory or archive; null when nothing was tried.</param>
internal sealed record GenerateReport(
    string Outcome, string? Place, IReadOnlyCollection<(string Path, string Change)> Files, IReadOnlyCollection<Finding> Findings)
{
    /// <summary>What stands in the way, with dots for secrets.</summary>
    public string Diff { get; init; } = "";

    /// <summary>The command that starts it; null when there is nothing to start.</summary>
    public string? Next { get; init; }

    public void Print(bool asJson, TextWriter output, TextWriter errors)
    {
        if (asJson)
        {
            FindingOutput.PrintJson(output, json =>
            {
                json.WriteString("outcome", Outcome);
                if (Place is not null)
                {
                    json.WriteString("place", Place);
                }

                WriteFiles(json, Files);
                FindingOutput.WriteFindings(json, Findings);
            });
            return;
        }

        DiffText.Print(Diff, output);
        FindingOutput.Print(Findings, errors);
        if (Outcome != "refused")
        {
            foreach (var (path, change) in Files.Where(f => f.Change != "same"))
            {
                output.WriteLine(ChangeWords.Line(change, path, output));
            }

            output.WriteLine(Outcome == "written" ? $"{Ink.Of(output).Good("Written")}: {Place}" : $"Nothing to do: {Place} is as it should be.");
            if (Next is not null)
            {
                output.WriteLine($"Start it with: {Ink.Of(output).Strong(Next)}");
            }
        }
    }

    /// <summary>The property <c>files</c>.</summary>
    public static void WriteFiles(Utf8JsonWriter json, IEnumerable<(string Path, string Change)> files)
    {
        json.WriteStartArray("files");
        foreach (var (path, change) in files)
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteString("change", change);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
