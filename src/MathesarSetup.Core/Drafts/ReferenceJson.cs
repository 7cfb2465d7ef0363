using System.Text.Encodings.Web;
using System.Text.Json;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Drafts;

/// <summary>How the catalogue's values stand in JSON.</summary>
internal static class ReferenceJson
{
    /// <summary>For people too: indented, and with quotation marks and accents as they are. It goes into no HTML.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>A setting's text in the type that its editor asks for.</summary>
    public static void WriteText(Utf8JsonWriter json, Editor editor, string text)
    {
        switch (editor)
        {
            case Editor.Number or Editor.Choice when int.TryParse(text, out var number): json.WriteNumberValue(number); break;
            case Editor.Toggle: json.WriteBooleanValue(text == "true"); break;
            case Editor.TextList:
                json.WriteStartArray();
                foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
                {
                    json.WriteStringValue(item);
                }

                json.WriteEndArray();
                break;
            default: json.WriteStringValue(text); break;
        }
    }

    /// <summary>The default where it says something and follows from nothing else, and the example. Secrets have neither.</summary>
    public static void WriteDefaultAndExample(Utf8JsonWriter json, Setting setting)
    {
        if (setting.Secret)
        {
            return;
        }

        if (SettingDefault.Text(setting) is { Length: > 0 } text)
        {
            json.WritePropertyName("default");
            WriteText(json, setting.Editor, text);
        }

        json.WriteStartArray("examples");
        WriteText(json, setting.Editor, setting.ExampleText);
        json.WriteEndArray();
    }
}
