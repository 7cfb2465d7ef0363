using System.CommandLine;
using System.CommandLine.Help;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Web.Hosting;

namespace MathesarSetup.Web.Cli;

/// <summary>What can be said after <c>mathesar-setup</c>; a verb is one line here.</summary>
internal static class Verbs
{
    private static readonly Verb[] All =
    [
        new("serve", _ => ServeCommand.Create()),
        new("validate", ValidateCommand.Create),
        new("check", CheckCommand.Create),
        new("generate", GenerateCommand.Create),
        new("diff", DiffCommand.Create),
        new("apply", ApplyCommand.Create),
        new("import", ImportCommand.Create),
        new("status", _ => StatusCommand.Create()),
        new("logs", _ => LogsCommand.Create()),
        new("stop", _ => RunningCommands.Stop()),
        new("start", _ => RunningCommands.Start()),
        new("backup", _ => BackupCommand.Create()),
        new("backups", _ => BackupsCommand.Create()),
        new("restore", RestoreCommand.Create),
        new("upgrade", _ => UpgradeCommand.Create()),
        new("bundle", BundleCommand.Create),
        new("rotate-key", _ => RotateKeyCommand.Create()),
        new("support", _ => SupportCommand.Create()),
        new("uninstall", _ => UninstallCommand.Create()),
        new("history", _ => HistoryCommand.Create()),
        new("prepare-database", PrepareDatabaseCommand.Create),
        new("settings", SettingsCommand.Create),
        new("probe", _ => ProbeCommand.Create()),
    ];

    /// <summary>In the order of the help.</summary>
    public static string[] Names => [.. All.Select(static verb => verb.Name)];

    public static int Run(string[] args)
    {
        var (output, errors) = StandardStreams.Open();
        try
        {
            return Run(args, output, errors);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // A message or a stack may hold what was typed, secrets among it; the kind and the place hold none.
            Refuse(errors, $"Mathesar Setup met something that it does not expect ({problem.GetType().Name} in "
                + $"{problem.TargetSite?.DeclaringType?.Name}.{problem.TargetSite?.Name}) and stopped. Report this line with what you did.");
            return Exit.Forbidden;
        }
    }

    // A value may start with @, which is no file of arguments here.
    internal static ParseResult Parse(string[] said) =>
        Root(Meant(said)).Parse(Meant(said), new ParserConfiguration { ResponseFileTokenReplacer = null });

    internal static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        switch (args)
        {
            case ["version" or "-V" or "--version", ..]:
                output.WriteLine(ProgramVersion.Text);
                return Exit.Done;
            case ["help" or "--help" or "-h" or "-?"]:
                RootHelp.Print(Names, output);
                return Exit.Done;
            default:
                break;
        }

        var said = FlagWords.Spelled(Meant(args));
        return IsVerb(said[0]) ? Run(Parse(said), said, output, errors)
            : Misunderstood(errors, [UsageErrors.UnknownVerb(said[0], Names)], "");
    }

    private static int Run(ParseResult parsed, string[] said, TextWriter output, TextWriter errors)
    {
        var missing = FlagWords.Missing(parsed.CommandResult.Command, said).Select(UsageErrors.WordMissing).ToArray();
        return missing is [] && parsed.Errors.Count == 0
            ? parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = errors })
            : Misunderstood(errors, missing is [] ? UsageErrors.Of(parsed, Names) : missing, $" {parsed.CommandResult.Command.Name}");
    }

    // Without a verb the wizard is meant. Help for a verb is an option of that verb; for anything else, the setting of that name.
    private static string[] Meant(string[] args) => args switch
    {
        [] or [['-', ..], ..] => ["serve", .. args],
        ["help", ['-', ..], ..] => ["serve", "--help"],
        ["help", var about, ..] => IsVerb(about) ? [about, "--help"] : IsOfSettings(about) ? ["settings", about] : [about],
        _ => args,
    };

    private static bool IsVerb(string word) => word.StartsWith('[') || Array.Exists(All, verb => verb.Name == word);

    private static bool IsOfSettings(string word) => word.Contains('.', StringComparison.Ordinal) || Settings.Find(word) is not null;

    private static int Misunderstood(TextWriter errors, IEnumerable<string> problems, string verb)
    {
        foreach (var problem in problems)
        {
            Refuse(errors, problem);
        }

        errors.WriteLine($"See: mathesar-setup{verb} --help");
        return Exit.Usage;
    }

    private static void Refuse(TextWriter errors, string message) =>
        errors.WriteLine($"{Ink.Of(errors).Bad("error")}: {Wrapping.Fit(message, errors, "error: ".Length, hang: 2)}");

    // Building every verb with all its options costs milliseconds that a script would pay on each call.
    private static RootCommand Root(string[] said)
    {
        var root = new RootCommand();
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new HelpPage();
            }
        }

        var meant = All.Where(verb => verb.Name == said[0]).ToArray();
        foreach (var verb in meant is [] ? All : meant)
        {
            root.Add(verb.Create(said));
        }

        return root;
    }

    private sealed record Verb(string Name, Func<IReadOnlyList<string>, Command> Create);
}
