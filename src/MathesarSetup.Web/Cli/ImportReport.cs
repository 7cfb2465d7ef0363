using System.Text.Json;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>import</c> says in the end.</summary>
internal sealed record ImportReport(ImportReading Reading, string Directory, bool IsWritten, bool Reveals)
{
    public void Print(bool asJson, TextWriter output, TextWriter errors)
    {
        if (asJson)
        {
            FindingOutput.PrintJson(output, Write);
            return;
        }

        FindingOutput.Print(Reading.Findings, errors);
        foreach (var hint in Hints())
        {
            errors.WriteLine(hint);
        }

        if (Reading.Release is { } release)
        {
            output.WriteLine($"Mathesar {release.Value}: {release.Because}.");
        }

        foreach (var (key, text) in Reading.Draft.Texts)
        {
            output.WriteLine($"{key,-28} {Shown(key, text)}");
        }

        foreach (var line in Reading.Unread)
        {
            output.WriteLine($"{(IsInPlace ? "stays as it is" : "not understood")}: {line.File}:{line.Line}: {Shown(line)}");
        }

        if (IsWritten)
        {
            output.WriteLine($"Written: {Directory}");
            output.WriteLine(IsInPlace
                ? $"Your files stay as they are. Change an answer: cd {Sh.Quote(Directory)} && mathesar-setup generate --access-port 8080"
                : $"See what would change: cd {Sh.Quote(Directory)} && mathesar-setup diff");
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        WriteUnlessNull(json, "target", Reading.Target);
        if (Reading.Release is { } release)
        {
            json.WriteStartObject("version");
            json.WriteString("value", release.Value);
            json.WriteString("because", release.Because);
            json.WriteEndObject();
        }

        json.WriteStartObject("answers");
        foreach (var (key, text) in Reading.Draft.Texts.Where(t => Reveals || !IsSecret(t.Key)))
        {
            json.WriteString(key, Shown(key, text));
        }

        json.WriteEndObject();
        json.WriteStartArray("secrets");
        Reading.Draft.Texts.Keys.Where(IsSecret).ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        FindingOutput.WriteFindings(json, Reading.Findings);
        json.WriteStartArray("unread");
        foreach (var line in Reading.Unread)
        {
            json.WriteStartObject();
            json.WriteString("file", line.File);
            json.WriteNumber("line", line.Line);
            json.WriteString("text", Shown(line));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // How to say here what the findings ask for.
    private IEnumerable<string> Hints() =>
    [
        .. Reading.Asked.Select(static key => $"Give {key} with --{SpokenKey.Spell(key)}{(IsSecret(key) ? "-file" : "")}."),
        .. Said(ImportFinding.AddressUnknown)
            ? [$"Give {AccessSettings.Url.Key} with --{SpokenKey.Spell(AccessSettings.Url.Key)}."] : Array.Empty<string>(),
        .. Said(ImportFinding.MathesarsSeveral) || Said(ImportFinding.NoService) ? ["Name the service with --service."] : Array.Empty<string>(),
        .. Said(ImportFinding.FilesSeveral) ? ["Name the files with --file, in their order."] : Array.Empty<string>(),
    ];

    private bool Said(FindingKind kind) => Reading.Findings.Any(f => f.Kind == kind);

    private static void WriteUnlessNull(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private bool IsInPlace => Adoption.IsInPlace(Reading);

    private string Shown(string key, string text) => Reveals ? text : MaskedLine.Of(key, text);

    private string Shown(Unread line) => Reveals ? line.Text : MaskedLine.Of(line);

    private static bool IsSecret(string key) => Settings.Find(key) is { Secret: true };
}
