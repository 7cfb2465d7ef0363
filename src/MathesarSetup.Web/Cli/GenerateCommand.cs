using System.CommandLine;
using MathesarSetup.App.Opening;
using MathesarSetup.App.Writing;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup generate</c>: from answers to files in a directory, in an archive or on the screen.</summary>
internal sealed class GenerateCommand
{
    private readonly Option<string?> _archive = new("--archive")
    {
        Description = "Write one archive instead of a directory; the name ends in .tar.gz or .zip.",
        HelpName = "FILE",
    };
    private readonly Option<bool> _stdout = new("--stdout") { Description = "Show the files instead of writing them, with dots for secrets." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that were edited by hand too; each is kept as a backup." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly AnswerOptions _answers;

    private GenerateCommand(Command command, IReadOnlyList<string> arguments)
    {
        _answers = new AnswerOptions(command, arguments);
        command.Add(_archive.NotEmpty());
        command.Add(_stdout);
        command.Add(_force);
        command.Add(_json);
        command.AddRule(result =>
        {
            if (result.GetValue(_archive) is { } archive && (InstallationFileWriter.KindOf(archive) is null || result.GetValue(_stdout)))
            {
                result.AddError(result.GetValue(_stdout)
                    ? "--archive and --stdout exclude each other."
                    : $"--archive {archive}: the name has to end in .tar.gz or .zip.");
            }
        });
        command.SetAction(Run);
    }

    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command = new Command("generate", "Write the files of an installation.");
        _ = new GenerateCommand(command, arguments);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var reading = _answers.Read(parsed);
        if (reading.Draft.Texts.GetValueOrDefault(RunSettings.Target.Key) == EveryTarget.Id)
        {
            return RunForAll(parsed, EveryTargetRun.Of(reading, _answers.Directory(parsed)));
        }

        var (setup, findings) = reading.Settle();
        if (findings.Any(f => f.Severity is Severity.Error))
        {
            // What a person set in files that stay theirs wants a decision, as edits by hand do.
            var isDecision = findings.Where(static f => f.Severity is Severity.Error).All(InPlaceFinding.IsDecision);
            return Report(parsed, new GenerateReport("refused", null, [], findings), isDecision ? Exit.WouldOverwrite : Exit.Forbidden);
        }

        if (parsed.GetValue(_stdout))
        {
            Show(setup.Files, parsed.InvocationConfiguration.Output);
            FindingOutput.Print(findings, parsed.InvocationConfiguration.Error);
            return Exit.Done;
        }

        return parsed.GetValue(_archive) is { } archive ? Pack(parsed, setup, findings, archive) : Write(parsed, reading, setup, findings);
    }

    private int RunForAll(ParseResult parsed, EveryTargetRun run)
    {
        var output = parsed.InvocationConfiguration.Output;
        var errors = parsed.InvocationConfiguration.Error;
        if (parsed.GetValue(_stdout) && !run.IsRefused)
        {
            Show(run.Files, output);
            new EveryTargetReport(run.Shown(null)).PrintFindings(errors);
            return Exit.Done;
        }

        var result = parsed.GetValue(_archive) is { } archive ? run.Pack(archive, parsed.GetValue(_force)) : run.Write(parsed.GetValue(_force));
        new EveryTargetReport(result).Print(parsed.GetValue(_json), output, errors);
        return Exit.Of(result.Worst);
    }

    private int Write(ParseResult parsed, DraftReading reading, Setup setup, IReadOnlyCollection<Finding> findings)
    {
        var directory = Path.TrimEndingDirectorySeparator(_answers.Directory(parsed));
        var result = InstallationFileWriter.Write(directory, setup, reading.FilesFor(setup, directory), parsed.GetValue(_force));
        var report = new GenerateReport(
            result.Outcome switch { WriteOutcome.Written => "written", WriteOutcome.Unchanged => "unchanged", _ => "refused" },
            directory,
            [.. result.Comparison.Changes.Select(c => (c.Path, ChangeWords.Of(c.Kind)))],
            [.. findings, .. result.Findings])
        {
            // A person who is told that edits are in the way wants to see them.
            Diff = result.Outcome is WriteOutcome.NeedsForce
                ? string.Concat(result.Comparison.Changes.Where(c => c.NeedsForce).Select(c => c.Diff()))
                : "",
            Next = result.Succeeded ? $"cd {Sh.Quote(directory)} && {setup.InstructionsOn(MachinePrograms.Seen()).Start}" : null,
        };
        return Report(parsed, report, Exit.Of(result.Outcome));
    }

    private int Pack(ParseResult parsed, Setup setup, IReadOnlyCollection<Finding> findings, string path)
    {
        var (outcome, problem) = InstallationFileWriter.Pack(setup.Files, path, setup.Plan.Name, parsed.GetValue(_force));
        return Report(
            parsed,
            new GenerateReport(problem is null ? "written" : "refused", path,
                [.. setup.Files.Select(f => (f.Path, ChangeWords.Of(ChangeKind.Create)))], problem is null ? findings : [.. findings, problem]),
            Exit.Of(outcome));
    }

    private int Report(ParseResult parsed, GenerateReport report, int exit)
    {
        report.Print(parsed.GetValue(_json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return exit;
    }

    private static void Show(IEnumerable<GeneratedFile> files, TextWriter output)
    {
        foreach (var file in files)
        {
            output.WriteLine($"==> {file.Path} <==");
            output.WriteLine(file.Masked);
        }
    }
}
