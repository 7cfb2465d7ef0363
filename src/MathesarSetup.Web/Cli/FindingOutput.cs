using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary>How findings are shown: a line each for people, an object each for programs.</summary>
internal static class FindingOutput
{
    // How far the further lines of a finding stand in.
    private const int Hang = 2;

    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Such as <c>error access.port: A port is ... (mathesar.yaml:3) (fix: Use 8000)</c>.</summary>
    public static void Print(IEnumerable<Finding> findings, TextWriter output)
    {
        var ink = Ink.Of(output);
        foreach (var finding in InOrder([.. findings]))
        {
            var place = finding.Line is null ? finding.File : $"{finding.File}:{finding.Line}";
            var about = OneLine(finding.Key ?? place ?? "");
            var fixes = string.Join(", or: ", new[] { finding.Fix, finding.OtherFix }.OfType<Fix>().Select(static f => f.Label));
            var text = finding.Message + (finding.Command is null ? "" : $" `{finding.Command}`")
                + (finding.Consent is null ? "" : $" (accept: {finding.Consent})")
                + (finding.Key is null || place is null ? "" : $" ({place})") + (fixes.Length == 0 ? "" : $" (fix: {fixes})");
            var word = Word(finding.Severity);
            var start = word.Length + (about.Length > 0 ? about.Length + 3 : 2);
            output.WriteLine(ink.Word(finding.Severity, word) + (about.Length > 0 ? $" {ink.Strong(about)}: " : ": ")
                + Wrapping.Fit(OneLine(text), output, start, Hang));
        }
    }

    /// <summary>One JSON object, whose properties <paramref name="write"/> gives.</summary>
    public static void PrintJson(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>The property <c>findings</c>; what is null is left out.</summary>
    public static void WriteFindings(Utf8JsonWriter json, IEnumerable<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", Word(finding.Severity));
            json.WriteString("code", finding.Code);
            json.WriteString("message", finding.Message);
            WriteUnlessNull(json, "setting", finding.Key);
            WriteUnlessNull(json, "file", finding.File);
            if (finding.Line is { } line)
            {
                json.WriteNumber("line", line);
            }

            WriteUnlessNull(json, "command", finding.Command);
            WriteUnlessNull(json, "consent", finding.Consent);
            WriteFix(json, "fix", finding.Fix);
            WriteFix(json, "otherFix", finding.OtherFix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFix(Utf8JsonWriter json, string name, Fix? fix)
    {
        if (fix is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("label", fix.Label);
        json.WriteStartObject("set");
        foreach (var (key, text) in fix.Set)
        {
            json.WriteString(key, Settings.Find(key) is { Secret: true } && text is { Length: > 0 } ? SecretText.Mask : text);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteUnlessNull(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    // Findings of one file stand together, in the order of its lines.
    private static IEnumerable<Finding> InOrder(Finding[] findings) => findings.All(static f => f.Line is null)
        ? findings
        : findings.GroupBy(static f => f.File ?? "", StringComparer.Ordinal).SelectMany(static file => file.OrderBy(static f => f.Line ?? 0));

    // A file's name or a key may hold what would move the cursor.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
