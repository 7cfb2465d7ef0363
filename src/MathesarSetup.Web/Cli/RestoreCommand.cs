using System.CommandLine;
using System.Globalization;
using MathesarSetup.App.Looking;
using MathesarSetup.App.RestoringBackups;
using MathesarSetup.App.Settling;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup restore</c>: brings back what a backup holds.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string?> s_archive = new("archive")
    {
        Description = "The backup.",
        HelpName = "ARCHIVE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> s_yes = new("--yes") { Description = "Do it; without it, only say what would be replaced." };

    private static readonly Option<bool> s_ofAnother = new("--of-another") { Description = "Take the backup of another installation." };

    public static Command Create()
    {
        InstalledCommand? command = null;
        command = new InstalledCommand("restore", "Bring back what a backup holds.",
            (place, parsed, cancellation) => RunAsync(command!, place, parsed, cancellation))
        {
            Before = static (_, parsed, _) => Task.FromResult(Unnamed(parsed)),
            Settle = static (directory, tell, cancellation) => Interruption.SettleAsync(directory, tell, cancellation),
        };
        command.Command.Add(s_archive);
        command.Command.Add(s_yes);
        command.Command.Add(s_ofAnother);
        return command.Command;
    }

    // The parser's own word for it would stand beside that of any other mistake.
    private static int? Unnamed(ParseResult parsed)
    {
        if (parsed.GetValue(s_archive) is { Length: > 0 })
        {
            return null;
        }

        parsed.InvocationConfiguration.Error.WriteLine(
            "error: Say which backup: mathesar-setup restore ARCHIVE. `mathesar-setup backups` lists them.");
        return Exit.Usage;
    }

    private static async Task<int> RunAsync(InstalledCommand command, InstalledPlace place, ParseResult parsed, CancellationToken cancellation)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var order = new RestoreOrder
        {
            Archive = Path.GetFullPath(parsed.GetValue(s_archive)!),
            Tool = ProgramVersion.Text,
            OfAnother = parsed.GetValue(s_ofAnother),
        };
        var (manifest, findings) = await RestoreBackup.LookAsync(place, order, cancellation);
        if (findings is not [])
        {
            command.Say(parsed, findings);
            return Exit.Forbidden;
        }

        Announce(errors, place, manifest!);
        if (!parsed.GetValue(s_yes))
        {
            errors.WriteLine("Nothing was changed. To restore it: --yes");
            return Exit.Differences;
        }

        var result = await RestoreBackup.RunAsync(place, order, happened => Tell(happened, errors), cancellation);
        command.Say(parsed, result.Findings);
        return result.Outcome switch
        {
            ApplyOutcome.Applied => Exit.Done,
            ApplyOutcome.NeedsPerson => Exit.NeedsPerson,
            ApplyOutcome.Cancelled => Exit.Cancelled,
            _ => Exit.Forbidden,
        };
    }

    private static void Announce(TextWriter errors, InstalledPlace place, BackupManifest manifest)
    {
        var databases = manifest.Parts.Where(static p => p.Kind is PartKind.Dump).Select(static p => p.Database);
        errors.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The backup is of {manifest.Time:yyyy-MM-dd HH:mm} UTC, of Mathesar {manifest.Release} on PostgreSQL {manifest.ServerMajor}."));
        errors.WriteLine($"These databases in {place.Directory} become as they were then: {string.Join(", ", databases)}.");
        errors.WriteLine("A backup is made first, and the databases as they are now are kept under other names.");
    }

    private static void Tell(ApplyEvent happened, TextWriter errors)
    {
        if (happened.State is StepState.Started or StepState.Undone)
        {
            errors.WriteLine(happened.Message);
        }
    }
}
