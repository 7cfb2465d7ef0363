using System.CommandLine;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Reference;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup settings</c>: every question, for people, programs, docs or editors.</summary>
internal static class SettingsCommand
{
    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command = new Command("settings", "List every setting, or explain one or those of a group.");
        var about = new Argument<string?>("KEY")
        {
            Description = "A setting, such as database.port, --database-port or MATHESAR_SETUP_DATABASE_PORT; or a group, such as database.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(about.NotEmpty());
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var markdown = new Option<bool>("--markdown") { Description = "As the page docs/settings.md." };
        var schema = new Option<bool>("--schema") { Description = "As the JSON Schema of mathesar.yaml." };
        foreach (var option in new[] { json, markdown, schema })
        {
            command.Add(option);
        }

        command.AddRule(result =>
        {
            if (new[] { json, markdown, schema }.Count(result.GetValue) > 1)
            {
                result.AddError("--json, --markdown and --schema exclude each other.");
            }

            if (result.GetValue(about) is { } key)
            {
                if (new[] { markdown, schema }.Any(result.GetValue))
                {
                    result.AddError("--markdown and --schema are about all settings: leave the key out.");
                }
                else if (SettingsAsked.Of(key).IsEmpty)
                {
                    result.AddError(SettingsAsked.Unknown(key));
                }
            }
        });
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(about) is { } key && !parsed.GetValue(json))
            {
                SettingsAsked.Print(key, output);
                return Exit.Done;
            }

            output.Write(
                parsed.GetValue(json) ? SettingsJson.Write(parsed.GetValue(about) is { } only ? SettingsAsked.Of(only) : Settings.All)
                : parsed.GetValue(markdown) ? SettingsPage.Write()
                : parsed.GetValue(schema) ? SettingsSchema.Text
                : SettingsList.Write());
            return Exit.Done;
        });
        return command;
    }
}
