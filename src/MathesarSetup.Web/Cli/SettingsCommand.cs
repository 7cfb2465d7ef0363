using System.CommandLine;
using MathesarSetup.Drafts;
using MathesarSetup.Reference;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup settings</c>: every question, for people, programs, docs or editors.</summary>
internal static class SettingsCommand
{
    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command = new Command("settings", "List every setting.");
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var markdown = new Option<bool>("--markdown") { Description = "As the page docs/settings.md." };
        var schema = new Option<bool>("--schema") { Description = "As the JSON Schema of mathesar.yaml." };
        foreach (var option in new[] { json, markdown, schema })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (new[] { json, markdown, schema }.Count(result.GetValue) > 1)
            {
                result.AddError("--json, --markdown and --schema exclude each other.");
            }
        });
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(
                parsed.GetValue(json) ? SettingsJson.Write()
                : parsed.GetValue(markdown) ? SettingsPage.Write()
                : parsed.GetValue(schema) ? SettingsSchema.Text
                : SettingsList.Write());
            return Exit.Done;
        });
        return command;
    }
}
