using System.Text;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Reference;

/// <summary>The catalogue for programs.</summary>
public static class SettingsJson
{
    /// <summary>An object whose <c>settings</c> are in the order of the wizard; what does not apply is left out.</summary>
    public static string Write() => Write(Settings.All);

    /// <summary>The same for some of them.</summary>
    public static string Write(IEnumerable<Setting> settings)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ReferenceJson.Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("settings");
            foreach (var setting in settings)
            {
                json.WriteStartObject();
                Write(json, setting);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Setting setting)
    {
        json.WriteString("key", setting.Key);
        json.WriteString("title", setting.Title);
        json.WriteString("help", setting.Help);
        WriteUnlessNull(json, "why", setting.Why);
        WriteUnlessNull(json, "variable", setting.Variable);
        WriteUnlessNull(json, "step", Steps.All.FirstOrDefault(s => s.Settings.Contains(setting))?.Id);
        json.WriteString("kind", setting.Editor.GetType().Name.ToLowerInvariant());
        json.WriteBoolean("secret", setting.Secret);
        json.WriteBoolean("repeated", setting.Repeated);
        json.WriteString("change", setting.Cost switch { ChangeCost.Live => "live", ChangeCost.Restart => "restart", _ => "before-install" });
        WriteUnlessNull(json, "since", setting.Since?.ToString(3));
        WriteUnlessNull(json, "until", setting.Until?.ToString(3));
        if (setting.Editor is Editor.Choice choice)
        {
            json.WriteStartArray("choices");
            foreach (var option in choice.Options)
            {
                json.WriteStringValue(option.Text);
            }

            json.WriteEndArray();
        }

        ReferenceJson.WriteDefaultAndExample(json, setting);
    }

    private static void WriteUnlessNull(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
