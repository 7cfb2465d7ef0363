using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue;

/// <summary>Fixes that give a setting a value of its own type.</summary>
public static class SettingFix
{
    extension(Fix)
    {
        public static Fix To<T>(string label, Setting<T> setting, T value) where T : notnull =>
            Fix.To(label, setting.Key, setting.Codec.Format(value));

        /// <summary>The fix that leaves the question to its default.</summary>
        public static Fix TakeBack(string label, Setting setting) => Fix.To(label, setting.Key, null);
    }
}
