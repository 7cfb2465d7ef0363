using MathesarSetup.App.Opening;

namespace MathesarSetup.Web.Cli;

/// <summary>What the program says of itself: <c>--help</c> and <c>--version</c>.</summary>
internal static class RootHelp
{
    private static readonly HelpLine[] s_words =
    [
        new("help", "Show this page, or with a verb or a setting behind it, that one's."),
        new("version", "Show which Mathesar Setup this is."),
    ];

    private static readonly HelpLine[] s_variables =
    [
        new($"{DraftSources.VariablePrefix}KEY", "An answer, such as MATHESAR_SETUP_ACCESS_PORT."),
        new(DraftSources.SuperuserUrl, "For prepare-database: who may make roles and databases."),
        new("DOCKER_HOST, DOCKER_CONTEXT", "Which engine is meant, as for docker."),
        new("XDG_STATE_HOME", "Where drafts of the wizard lie; else ~/.local/state."),
        new("NO_COLOR, FORCE_COLOR", "No colours, or colours in a pipe too; CLICOLOR and CLICOLOR_FORCE are known as well."),
    ];

    private static readonly HelpLine[] s_exits =
    [
        new("0", "done; for diff: nothing would change"),
        new("1", "findings forbid it, a check failed, or it failed and changed nothing"),
        new("2", "the command line is not understood"),
        new("3", "something that you edited would be lost"),
        new("4", "diff: something would change; upgrade --check, and restore, rotate-key without --yes: there is something to do"),
        new("5", "apply, upgrade, restore, rotate-key: it failed, and a person has to settle something"),
        new("130", "Ctrl+C; after apply and upgrade everything is as before, what others broke off is done once more"),
    ];

    public static void Print(IEnumerable<string> verbs, TextWriter output)
    {
        var page = new HelpText(output);
        page.Line("Mathesar Setup installs Mathesar, and changes an installation: in the browser, or here with the same abilities.");
        page.Heading("Usage");
        page.Code("mathesar-setup [VERB] [OPTIONS]");
        page.Line("Without a verb it opens the wizard in the browser.", HelpText.Indent);
        foreach (var group in verbs.Select(static verb => (verb, page: VerbPages.Of(verb))).GroupBy(static v => v.page.Group))
        {
            page.Heading(group.Key);
            page.List([.. group.Select(static v => new HelpLine(v.verb, v.page.Summary)), .. group.Key == VerbPages.LookUp ? s_words : []]);
        }

        page.Heading("Answers");
        page.Line("Every setting can be said in four places. The first that says it counts:", HelpText.Indent);
        page.List(new("a flag", "--database-port 5433, or --set database.port=5433"),
            new("a variable", $"{DraftSources.VariablePrefix}DATABASE_PORT=5433"),
            new("mathesar.yaml", "database: { port: 5433 }"), new("the default", "5432"));
        page.Line("`mathesar-setup settings` lists them, and `mathesar-setup settings database.port` explains one.", HelpText.Indent);
        page.Examples(
        [
            new("mathesar-setup", "open the wizard"),
            new("mathesar-setup apply --dir ./tables --access-port 8080", "install without a browser, after showing what will be done"),
            new("mathesar-setup import ./mathesar --show", "see what is read of an installation that is there"),
        ]);
        page.Heading("Environment");
        page.List(s_variables);
        page.Heading("Exit codes");
        page.List(s_exits);
        page.Heading("More");
        page.Line("`mathesar-setup help VERB` tells of one verb. docs/command-line.md, beside the source, tells all of this at length; "
            + "https://docs.mathesar.org is about Mathesar itself.", HelpText.Indent);
    }
}
