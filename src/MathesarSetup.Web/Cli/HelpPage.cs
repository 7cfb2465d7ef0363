using System.CommandLine;
using System.CommandLine.Invocation;
using MathesarSetup.Reference;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>--help</c> prints of one verb.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    private const string SettingsWord = "mathesar-setup settings";

    // What most people say; the others are listed by settings.
    private static readonly string[] s_mostUsed =
        ["target", "access.url", "access.port", "database.mode", "database.host", "mathesar.version", "proxy.kind", "install.name"];

    // Somebody who asks for help gets it, whatever else stands there.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Print(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return Exit.Done;
    }

    private static void Print(Command command, TextWriter output)
    {
        var verb = VerbPages.Of(command.Name);
        var page = new HelpText(output);
        page.Line(command.Description ?? verb.Summary);
        page.Heading("Usage");
        page.Code($"mathesar-setup {command.Name}{string.Concat(command.Arguments.Select(static a => $" [{a.Name}]"))} [OPTIONS]"
            + (verb.TakesAnswers ? " [--SETTING VALUE ...]" : ""));
        if (command.Arguments.Count > 0)
        {
            page.Heading("Arguments");
            page.List(command.Arguments.Select(static a => new HelpLine(a.Name, a.Description ?? "")));
        }

        page.Heading("Options");
        page.List([.. command.Options.Where(static o => !o.Hidden).Select(static o => new HelpLine(Spelled(o), o.Description ?? "")),
            new("-h, --help", "Show this page.")]);
        if (verb.TakesAnswers)
        {
            page.Heading("Answers");
            page.Line("Every setting is a flag too. The most used:", HelpText.Indent);
            page.List(SettingExplanation.Flags(s_mostUsed).Select(static f => new HelpLine(f.Name, f.Text)));
            page.Line($"All of them: `{SettingsWord}`. One of them explained: `{SettingsWord} database.port`.", HelpText.Indent);
        }

        page.Examples(verb.Examples);
        if (verb.Exits is not [])
        {
            page.Heading("Exit codes");
            page.List(verb.Exits.Append(new("2", "the command line is not understood"))
                .OrderBy(static line => line.Name.Length).ThenBy(static line => line.Name, StringComparer.Ordinal));
        }
    }

    private static string Spelled(System.CommandLine.Option option) =>
        string.Join(", ", option.Aliases.Append(option.Name)
            .OrderBy(static name => name.StartsWith("--", StringComparison.Ordinal)).ThenBy(name => name != option.Name))
            + (option.HelpName is null ? "" : $" {option.HelpName}");
}
