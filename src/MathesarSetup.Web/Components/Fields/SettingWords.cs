using MathesarSetup.Catalogue;

namespace MathesarSetup.Web.Components.Fields;

/// <summary>How answers are called on the screen.</summary>
public static class SettingWords
{
    /// <summary>An answer as its control shows it.</summary>
    public static string Label(Setting setting, string text) => setting.Editor switch
    {
        Editor.Choice choice => choice.Options.FirstOrDefault(o => o.Text == text)?.Label ?? text,
        Editor.Toggle => text == "true" ? Words.On : Words.Off,
        _ => text,
    };
}
