using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MathesarSetup.App.Opening;
using MathesarSetup.App.Restoring;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup history</c>: the versions of an install directory: list, compare, restore.</summary>
internal sealed class HistoryCommand
{
    private const int MostNamed = 3;

    private readonly Option<string?> _dir = InstallDirectoryOption.Create();
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
        command.AddRule(result =>
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
            if (history.Versions.IsEmpty)
            {
                output.WriteLine($"There are no versions in {history.Directory}: nothing was written there yet.");
            }

            foreach (var version in history.Versions)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{version.Number,4}  {version.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss}  {version.Reason,-8}  {version.Files.Length} "
                    + $"{(version.Files.Length == 1 ? "file" : "files")}{Changed(history.Changes(version))}"));
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

    // By what versions of the same minute are told apart.
    private static string Changed(VersionChanges changes)
    {
        var parts = new[] { ("new", changes.Added), ("changed", changes.Changed), ("gone", changes.Removed) }.Where(static p => p.Item2 is not [])
            .Select(static p => $"{p.Item1}: {string.Join(", ", p.Item2.Take(MostNamed))}{(p.Item2.Length > MostNamed
                ? string.Create(CultureInfo.InvariantCulture, $" and {p.Item2.Length - MostNamed} more")
                : "")}").ToArray();
        return parts is [] ? "" : $"; {string.Join("; ", parts)}";
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
            DiffText.Print(text, parsed.InvocationConfiguration.Output);
        }

        return text.Length == 0 ? Exit.Done : Exit.Differences;
    }

    private int Restore(ParseResult parsed, FileHistory history, int number)
    {
        if (history.Find(number) is not { Number: > 0 } version)
        {
            return Say(parsed, [Missing(number)]);
        }

        var result = history.Restore(version);
        if (!result.Succeeded)
        {
            return Say(parsed, result.Findings);
        }

        if (parsed.GetValue(_json))
        {
            FindingOutput.PrintJson(parsed.InvocationConfiguration.Output, json => Write(json, result));
        }
        else
        {
            Tell(parsed.InvocationConfiguration.Output, history.Directory, number, result);
            FindingOutput.Print(result.Findings, parsed.InvocationConfiguration.Error);
        }

        return Exit.Done;
    }

    private static void Tell(TextWriter output, string directory, int number, RestoreResult result)
    {
        if (!result.Done.HasChanges)
        {
            output.WriteLine($"The files in {directory} are as in version {number} already.");
            return;
        }

        output.WriteLine($"Restored: {directory} as in version {number}.");
        var lists = new[]
        {
            ("put back", result.Done.PutBack), ("taken away, a backup stays", result.Done.Goes),
            ("edited by hand since, a backup stays", result.Done.Edited),
        };
        foreach (var (what, paths) in lists.Where(static l => l.Item2 is not []))
        {
            output.WriteLine($"  {what}: {string.Join(", ", paths)}");
        }

        if (result.Undo is { } undo)
        {
            output.WriteLine($"Take it back with: mathesar-setup history --dir {Sh.Quote(directory)} --restore {undo}");
        }
    }

    private static void Write(Utf8JsonWriter json, RestoreResult result)
    {
        foreach (var (name, paths) in new[] { ("putBack", result.Done.PutBack), ("goes", result.Done.Goes), ("edited", result.Done.Edited) })
        {
            json.WriteStartArray(name);
            paths.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        if (result.Undo is { } undo)
        {
            json.WriteNumber("undo", undo);
        }

        FindingOutput.WriteFindings(json, result.Findings);
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
