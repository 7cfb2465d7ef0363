using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
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

    private static readonly Option<bool> s_forget = new("--forget")
    {
        Description = "Remove what earlier restores kept of the databases of before; without --yes, only say what and how large it is.",
    };

    public static Command Create(IReadOnlyList<string> arguments)
    {
        InstalledCommand? command = null;
        SaidOptions? said = null;
        command = new InstalledCommand("restore", "Bring back what a backup holds.",
            (place, parsed, cancellation) => parsed.GetValue(s_forget)
                ? ForgetLines.RunAsync(command!, place, parsed, parsed.GetValue(s_yes), cancellation)
                : RunAsync(command!, place, parsed, cancellation))
        {
            Before = (directory, parsed, cancellation) => parsed.GetValue(s_forget) ? Task.FromResult<int?>(null)
                : Unnamed(parsed) is { } unnamed ? Task.FromResult<int?>(unnamed)
                : ElsewhereAsync(command!, said!.Read(parsed), directory, parsed, cancellation),
            Settle = static (directory, tell, cancellation) => Interruption.SettleAsync(directory, tell, cancellation),
        };
        said = new SaidOptions(command.Command, arguments);
        command.Command.Add(s_archive);
        command.Command.Add(s_yes);
        command.Command.Add(s_ofAnother);
        command.Command.Add(s_forget);
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

    // Where nothing is yet, or what is there is of a restore that was cut off.
    private static async Task<int?> ElsewhereAsync(
        InstalledCommand command, ImmutableArray<SaidText> said, string directory, ParseResult parsed, CancellationToken cancellation)
    {
        if (InstallPlace.HoldsInstallation(directory) && !Arrival.IsUnfinished(directory))
        {
            if (said is [])
            {
                return null;
            }

            parsed.InvocationConfiguration.Error.WriteLine($"error: {directory} holds an installation, whose answers stay. "
                + "Answers are said for a restore into an empty directory; change others with mathesar-setup apply.");
            return Exit.Usage;
        }

        return await ArrivalLines.RunAsync(command, new ArrivalOrder
        {
            Archive = Path.GetFullPath(parsed.GetValue(s_archive)!),
            Directory = directory,
            Said = new DraftSources
            {
                Directory = directory,
                Flags = said,
                Variables = DraftSources.FromEnvironment(),
                Input = StandardStreams.Input,
            },
        }, parsed, parsed.GetValue(s_yes), cancellation);
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
        return Code(result);
    }

    /// <summary>The exit code of a restore.</summary>
    public static int Code(ApplyResult result) => result.Outcome switch
    {
        ApplyOutcome.Applied => Exit.Done,
        ApplyOutcome.NeedsPerson => Exit.NeedsPerson,
        ApplyOutcome.Cancelled => Exit.Cancelled,
        _ => Exit.Forbidden,
    };

    /// <summary>What a backup is of.</summary>
    public static string Of(BackupManifest manifest) => string.Create(CultureInfo.InvariantCulture,
        $"The backup is of {manifest.Time:yyyy-MM-dd HH:mm} UTC, of Mathesar {manifest.Release} on PostgreSQL {manifest.ServerMajor}.");

    private static void Announce(TextWriter errors, InstalledPlace place, BackupManifest manifest)
    {
        errors.WriteLine(Of(manifest));
        errors.WriteLine($"These databases in {place.Directory} become as they were then: {DatabaseNames.Of(manifest)}.");
        errors.WriteLine("A backup is made first, and the databases as they are now are kept under other names.");
    }

    /// <summary>Says what begins, and what is undone.</summary>
    public static void Tell(ApplyEvent happened, TextWriter errors)
    {
        if (happened.State is StepState.Started or StepState.Undone)
        {
            errors.WriteLine(happened.Message);
        }
    }
}
