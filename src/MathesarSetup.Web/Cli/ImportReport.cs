using System.Text.Json;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>import</c> says in the end.</summary>
internal sealed partial record ImportReport(ImportReading Reading, string Directory, bool IsWritten, bool Reveals)
{
    public void Print(bool asJson, TextWriter output, TextWriter errors)
    {
        if (asJson)
        {
            FindingOutput.PrintJson(output, Write);
            return;
        }

        FindingOutput.Print(Reading.Findings, errors);
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
            output.WriteLine($"not understood: {line.File}:{line.Line}: {Shown(line)}");
        }

        if (IsWritten)
        {
            output.WriteLine($"Written: {Directory}");
            output.WriteLine($"See what would change: cd {Sh.Quote(Directory)} && mathesar-setup diff");
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
            json.WriteString(key, text);
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

    private static void WriteUnlessNull(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private string Shown(string key, string text) => IsSecret(key) && !Reveals ? SecretText.Mask : text;

    private string Shown(Unread line) => Reveals ? line.Text : Masked(line);

    // Nobody knows what a line that was not understood holds, so its value is shown only where its name cannot be a secret's.
    internal static string Masked(Unread line) => line.File.EndsWith(".env", StringComparison.Ordinal) && line.Text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? line.Text[..(at + 1)] + SecretText.Mask : Masked(line.Text);

    private static string Masked(string text) => Url().Replace(Secret().Replace(text, $"$1{SecretText.Mask}"), $"$1{SecretText.Mask}@");

    private static bool IsSecret(string key) => Settings.Find(key) is { Secret: true };

    [GeneratedRegex("(?i)((?:pass|secret|token|key|pwd|credential|dsn)[A-Z0-9_.-]*[\"']?\\s*[:=]\\s*).+")]
    private static partial Regex Secret();

    [GeneratedRegex("(://[^/@:\\s]*:)[^@\\s]+@")]
    private static partial Regex Url();
}
