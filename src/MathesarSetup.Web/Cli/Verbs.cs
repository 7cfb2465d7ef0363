using System.CommandLine;
using MathesarSetup.Catalogue;
using MathesarSetup.Web.Hosting;

namespace MathesarSetup.Web.Cli;

/// <summary>What can be said after <c>mathesar-setup</c>; a verb is one line here.</summary>
internal static class Verbs
{
    private static readonly Verb[] All =
    [
        new("serve", _ => ServeCommand.Create()),
        new("generate", GenerateCommand.Create),
        new("validate", ValidateCommand.Create),
        new("check", CheckCommand.Create),
        new("prepare-database", PrepareDatabaseCommand.Create),
        new("diff", DiffCommand.Create),
        new("apply", ApplyCommand.Create),
        new("import", _ => ImportCommand.Create()),
        new("history", _ => HistoryCommand.Create()),
        new("settings", SettingsCommand.Create),
        new("probe", _ => ProbeCommand.Create()),
    ];

    public static int Run(string[] args)
    {
        var said = args is [] || (args[0].StartsWith('-') && !IsForTheProgram(args[0])) ? ["serve", .. args] : args;
        try
        {
            return Run(Parse(said));
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // A message or a stack may hold what was typed, secrets among it; the kind and the place hold none.
            Console.Error.WriteLine($"error: Mathesar Setup met something that it does not expect ({problem.GetType().Name} in "
                + $"{problem.TargetSite?.DeclaringType?.Name}.{problem.TargetSite?.Name}) and stopped. Report this line with what you did.");
            return Exit.Forbidden;
        }
    }

    // A value may start with @, which is no file of arguments here.
    internal static ParseResult Parse(string[] said) => Root(said).Parse(said, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static int Run(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }

        var unknown = parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith("--", StringComparison.Ordinal));
        foreach (var error in unknown is null ? parsed.Errors.Select(e => e.Message) : [UnknownFlag(unknown)])
        {
            Console.Error.WriteLine($"error: {error}");
        }

        Console.Error.WriteLine($"See: mathesar-setup {parsed.CommandResult.Command.Name} --help");
        return Exit.Usage;
    }

    // Building every verb with all its options costs milliseconds that a script would pay on each call.
    private static RootCommand Root(string[] args)
    {
        var root = new RootCommand("Sets up Mathesar: in the browser (serve, the default) or from the command line.");
        var meant = All.Where(verb => verb.Name == args[0]).ToArray();
        foreach (var verb in meant is [] ? All : meant)
        {
            root.Add(verb.Create(args));
        }

        return root;
    }

    // What stands behind the equals sign may be a secret.
    private static string UnknownFlag(string said)
    {
        var flag = said.Split('=')[0];
        return UnknownKey.NearestFlag(flag[2..]) is { } near ? $"There is no flag {flag}. The nearest is --{near}." : $"There is no flag {flag}.";
    }

    private static bool IsForTheProgram(string arg) => arg is "--help" or "-h" or "-?" or "--version";

    private sealed record Verb(string Name, Func<IReadOnlyList<string>, Command> Create);
}
