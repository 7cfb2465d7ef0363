using System.Text;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents;

namespace MathesarSetup.Drafts;

/// <summary>The JSON Schema (draft 2020-12) of <c>mathesar.yaml</c> and its secret half.</summary>
public static class SettingsSchema
{
    private static readonly Lazy<string> s_text = new(static () => EmbeddedFile.Text(AnswersFile.SchemaName));

    /// <summary>The whole schema, indented, ending in a line feed: docs/mathesar.schema.json, as it was when this was built.</summary>
    public static string Text => s_text.Value;

    /// <summary>Makes it from the catalogue, which takes longer than all else that a cold start does.</summary>
    internal static string Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ReferenceJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "The answers of Mathesar Setup");
            json.WriteString("type", "object");
            json.WriteBoolean("additionalProperties", false);
            json.WriteStartObject("properties");
            json.WriteStartObject(AnswersFile.VersionKey);
            json.WriteString("title", "The form of this file");
            json.WriteNumber("const", AnswersFile.Version);
            json.WriteEndObject();
            WriteChildren(json, [.. Settings.All.Select(s => (s.Key.Split('.'), s))], 0);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void WriteChildren(Utf8JsonWriter json, (string[] Path, Setting Setting)[] settings, int depth)
    {
        foreach (var group in settings.Where(s => s.Path[depth] != "*").GroupBy(s => s.Path[depth], StringComparer.Ordinal))
        {
            json.WriteStartObject(group.Key);
            if (group.First() is var first && first.Path.Length == depth + 1)
            {
                WriteSetting(json, first.Setting);
            }
            else
            {
                WriteGroup(json, [.. group], depth + 1);
            }

            json.WriteEndObject();
        }
    }

    // An empty group is null in YAML, as it is when all of its lines are commented out.
    private static void WriteGroup(Utf8JsonWriter json, (string[] Path, Setting Setting)[] settings, int depth)
    {
        WriteTypes(json, "object", "null");
        var named = settings.Where(s => s.Path[depth] == "*").ToArray();
        if (named.Length == 0)
        {
            json.WriteBoolean("additionalProperties", false);
            json.WriteStartObject("properties");
            WriteChildren(json, settings, depth);
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("propertyNames");
        json.WriteString("pattern", "^[^.]{1,60}$");
        json.WriteEndObject();
        json.WriteStartObject("additionalProperties");
        WriteGroup(json, named, depth + 1);
        json.WriteEndObject();
    }

    private static void WriteSetting(Utf8JsonWriter json, Setting setting)
    {
        json.WriteString("title", setting.Title);
        json.WriteString("description", setting.Why is null ? setting.Help : $"{setting.Help}\n\n{setting.Why}");
        switch (setting.Editor)
        {
            case Editor.Number number:
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", number.Least);
                json.WriteNumber("maximum", number.Most);
                break;
            case Editor.Toggle:
                json.WriteString("type", "boolean");
                break;
            case Editor.Choice choice:
                json.WriteStartArray("enum");
                foreach (var option in choice.Options)
                {
                    ReferenceJson.WriteText(json, choice, option.Text);
                }

                json.WriteEndArray();
                break;
            case Editor.TextList:
                WriteTypes(json, "array", "string");
                json.WriteStartObject("items");
                WriteTypes(json, "string", "number");
                json.WriteEndObject();
                break;
            default:
                // YAML takes 1.5 and 2024 for numbers, and the program takes them as they are written.
                WriteTypes(json, "string", "number");
                break;
        }

        ReferenceJson.WriteDefaultAndExample(json, setting);
    }

    private static void WriteTypes(Utf8JsonWriter json, params ReadOnlySpan<string> types)
    {
        json.WriteStartArray("type");
        foreach (var type in types)
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
    }
}
