using System.Text.Json;
using MathesarSetup.App.Upgrading;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Web.Cli;

/// <summary>What an upgrade would mean, for people and for programs.</summary>
internal sealed class UpgradeReport(PlannedUpgrade planned, TextWriter output, TextWriter errors)
{
    public void Print(bool asJson)
    {
        if (asJson)
        {
            FindingOutput.PrintJson(output, Write);
            return;
        }

        PrintPath();
        if (planned.Apply is { } apply)
        {
            DiffText.Print(apply.Changes.Files, all: false, output);
        }

        FindingOutput.Print(planned.Findings, errors);
    }

    /// <summary>From which release to which, and what changes on the way.</summary>
    public void PrintPath()
    {
        var (from, to) = (planned.Path.From.ToString(3), planned.To);
        output.WriteLine(planned.HasSomething
            ? $"Mathesar {from} runs. {(planned.IsBack ? "Before the last upgrade it was" : "The wanted release is")} {to}."
            : $"Mathesar {from} runs, which is the newest release that this program knows ({Releases.Newest}), or newer.");
        foreach (var stop in planned.Path.Stops)
        {
            output.WriteLine($"  {stop.Release,-8} {Wrapping.Fit(stop.Note, output, 11, 11)}");
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("release", planned.Path.From.ToString(3));
        json.WriteString("newest", Releases.Newest.ToString());
        json.WriteString("to", planned.To.ToString());
        json.WriteBoolean("something", planned.HasSomething);
        json.WriteStartArray("stops");
        foreach (var stop in planned.Path.Stops)
        {
            json.WriteStartObject();
            json.WriteString("release", stop.Release.ToString());
            json.WriteString("note", stop.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var change in planned.Apply?.Changes.Files.Changes.Where(static c => c.IsDifference) ?? [])
        {
            json.WriteStringValue(change.Path);
        }

        json.WriteEndArray();
        FindingOutput.WriteFindings(json, planned.Findings);
    }
}
