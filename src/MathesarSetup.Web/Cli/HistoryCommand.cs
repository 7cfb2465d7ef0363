using System.CommandLine;
using System.Globalization;
using MathesarSetup.App.Opening;
using MathesarSetup.App.Restoring;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup history</c>: the versions of an install directory: list, compare, restore.</summary>
internal sealed class HistoryCommand
{
    private readonly Option<string?> _dir = new("--dir", "--out")
    {
        Description = "The install directory. Default: the current one if it holds an installation, else ~/mathesar.",
        HelpName = "DIR",
    };
    private readonly Option<int[]> _diff = new("--diff")
    {
        Description =
            "Show what changed between two versions; 0, or one number alone, means the files as they are now. Exit 0 for nothing, 4 for something.",
        HelpName = "NUMBER NUMBER",
        Arity = new ArgumentArity(1, 2),
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<int?> _restore = new("--restore")
    {
        Description = "Put the files back as a version has them and take away what was made since; what was there becomes a version.",
        HelpName = "NUMBER",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    public static Command Create()
    {
        var history = new HistoryCommand();
        var command = new Command("history", "List the versions of an installation's files, compare two, or restore one.")
        {
            history._dir,
            history._diff,
            history._restore,
            history._json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(history._diff) is { Length: > 0 } && result.GetValue(history._restore) is not null)
            {
                result.AddError("--diff and --restore exclude each other.");
            }
        });
        command.SetAction(history.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var history = FileHistory.Open(InstallPlace.Choose(parsed.GetValue(_dir)));
        if (history.Findings.Any(static f => f.Severity is Severity.Error))
        {
            return Say(parsed, history.Findings);
        }

        return parsed.GetValue(_diff) is { Length: > 0 } numbers ? Diff(parsed, history, numbers)
            : parsed.GetValue(_restore) is { } number ? Restore(parsed, history, number)
            : List(parsed, history);
    }

    private int List(ParseResult parsed, FileHistory history)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (!parsed.GetValue(_json))
        {
            foreach (var version in history.Versions)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{version.Number,4}  {version.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss}  {version.Reason,-8}  {version.Files.Length} files"));
            }

            return Exit.Done;
        }

        FindingOutput.PrintJson(output, json =>
        {
            json.WriteStartArray("versions");
            foreach (var version in history.Versions)
            {
                json.WriteStartObject();
                json.WriteNumber("number", version.Number);
                json.WriteString("time", version.Time);
                json.WriteString("reason", version.Reason);
                json.WriteStartArray("files");
                version.Files.Select(static f => f.Path).ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return Exit.Done;
    }

    private int Diff(ParseResult parsed, FileHistory history, int[] numbers)
    {
        var (first, second) = (history.Find(numbers[0]), history.Find(numbers.Length > 1 ? numbers[1] : 0));
        if (first is null || second is null)
        {
            return Say(parsed, [Missing(first is null ? numbers[0] : numbers[1])]);
        }

        var text = first.Diff(second);
        if (parsed.GetValue(_json))
        {
            FindingOutput.PrintJson(parsed.InvocationConfiguration.Output, json => json.WriteString("diff", text));
        }
        else
        {
            parsed.InvocationConfiguration.Output.Write(text);
        }

        return text.Length == 0 ? Exit.Done : Exit.Differences;
    }

    private int Restore(ParseResult parsed, FileHistory history, int number)
    {
        if (history.Find(number) is not { Number: > 0 } version)
        {
            return Say(parsed, [Missing(number)]);
        }

        var findings = history.Restore(version);
        if (findings.Any(static f => f.Severity is Severity.Error))
        {
            return Say(parsed, findings);
        }

        if (!parsed.GetValue(_json))
        {
            parsed.InvocationConfiguration.Output.WriteLine($"Restored: {history.Directory} as in version {number}.");
        }

        Say(parsed, findings);
        return Exit.Done;
    }

    private static Finding Missing(int number) =>
        RequestFinding.NoVersion.Say($"There is no version {number}. `mathesar-setup history` lists those that there are.");

    private int Say(ParseResult parsed, IEnumerable<Finding> findings)
    {
        if (parsed.GetValue(_json))
        {
            FindingOutput.PrintJson(parsed.InvocationConfiguration.Output, json => FindingOutput.WriteFindings(json, findings));
        }
        else
        {
            FindingOutput.Print(findings, parsed.InvocationConfiguration.Error);
        }

        return Exit.Forbidden;
    }
}
