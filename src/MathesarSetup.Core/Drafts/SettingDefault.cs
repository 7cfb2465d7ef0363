using MathesarSetup.Catalogue;

namespace MathesarSetup.Drafts;

/// <summary>What a setting is when nobody has answered anything.</summary>
internal static class SettingDefault
{
    /// <summary>The name that stands in for one that the user chooses.</summary>
    public const string SampleName = "google";

    /// <summary>The default's text; null for a secret, and for one that stands under a chosen name and repeats that name.</summary>
    public static string? Text(Setting setting) =>
        setting.Secret ? null
        : !setting.Repeated ? Answers.None.DefaultText(setting)
        : Answers.None.DefaultText(setting, [.. Enumerable.Repeat(SampleName, setting.Key.Count(c => c == '*'))]) is var text
            && text == SampleName ? null
        : text;
}
