using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Reference;

/// <summary>The catalogue as a list for the terminal.</summary>
public static class SettingsList
{
    /// <summary>One setting a line: key, default, title; a headline for each step of the wizard.</summary>
    public static string Write()
    {
        var output = new StringBuilder();
        var keys = Settings.All.Max(s => s.Key.Length);
        foreach (var step in Steps.All)
        {
            output.Append(output.Length > 0 ? "\n" : "").Append(step.Title).Append('\n');
            foreach (var setting in step.Settings)
            {
                var fallback = setting.Secret ? "(secret)" : SettingDefault.Text(setting) ?? "";
                output.Append("  ").Append(setting.Key.PadRight(keys)).Append("  ").Append(setting.Title)
                    .Append(fallback.Length > 0 ? $" [{fallback}]" : "").Append('\n');
            }
        }

        return output.Append(
            """

            A key is a flag and a variable too: database.port is --database-port and MATHESAR_SETUP_DATABASE_PORT.
            A star stands for a name of yours. In brackets stands the default. --markdown tells more.

            """).ToString();
    }
}
