using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Settling;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Web.Components.Layout;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup backup</c>: makes a backup while everything runs, or reads one to its end.</summary>
internal static class BackupCommand
{
    private static readonly Option<string?> s_to = new("--to")
    {
        Description = "The folder that it goes to; without it, the one of its answers.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> s_withoutSecrets = new("--without-secrets")
    {
        Description = "Leave out files with passwords and keys, and the passwords of roles.",
    };

    private static readonly Option<bool> s_prune = new("--prune")
    {
        Description = "Remove older backups of this installation that backup.keep-… does not keep; without it every backup stays.",
    };

    private static readonly Option<string?> s_verify = new("--verify")
    {
        Description = "Make none, but read this one to its end; needs no installation.",
        HelpName = "ARCHIVE",
    };

    public static Command Create()
    {
        InstalledCommand? command = null;
        command = new InstalledCommand("backup", "Back up all of Mathesar while it runs, and read the backup back.",
            (place, parsed, cancellation) => MakeAsync(command!, place, parsed, cancellation))
        {
            Before = async (_, parsed, cancellation) =>
                parsed.GetValue(s_verify) is { } archive ? await VerifyAsync(command!, parsed, archive, cancellation) : null,
            Settle = static (directory, tell, cancellation) => Interruption.SettleAsync(directory, tell, cancellation),
        };
        foreach (var option in new Option[] { s_to, s_withoutSecrets, s_prune, s_verify })
        {
            command.Command.Add(option);
        }

        return command.Command;
    }

    private static async Task<int> MakeAsync(InstalledCommand command, InstalledPlace place, ParseResult parsed, CancellationToken cancellation)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var result = await Backup.RunAsync(place, new BackupOrder
        {
            Tool = ProgramVersion.Text,
            To = parsed.GetValue(s_to) is { Length: > 0 } to ? Path.GetFullPath(to) : null,
            WithoutSecrets = parsed.GetValue(s_withoutSecrets),
            Prunes = parsed.GetValue(s_prune),
        }, happened => Tell(happened, errors), cancellation);
        if (command.IsJson(parsed))
        {
            FindingOutput.PrintJson(output, json => Write(json, result));
        }
        else
        {
            FindingOutput.Print(result.Findings, errors);
            Print(output, result);
        }

        return result.Succeeded ? Exit.Done : Exit.Forbidden;
    }

    private static void Tell(ApplyEvent happened, TextWriter errors)
    {
        if (happened.State is Engine.Apply.StepState.Started)
        {
            errors.WriteLine(happened.Message);
        }
    }

    private static void Print(TextWriter output, BackupResult result)
    {
        if (result.Manifest is { } manifest)
        {
            output.WriteLine($"Backed up: {result.Path} ({Sizes.Bytes(result.Size)})");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  Mathesar {manifest.Release}, PostgreSQL {manifest.ServerMajor}, {manifest.Parts.Length} parts"));
            result.Proofs.ToList().ForEach(proof => output.WriteLine($"  {proof}"));
            result.Removed.ToList().ForEach(removed => output.WriteLine($"Removed, as newer ones stand for it: {removed}"));
        }
    }

    private static void Write(Utf8JsonWriter json, BackupResult result)
    {
        json.WriteBoolean("good", result.Succeeded);
        json.WriteString("path", result.Path);
        json.WriteNumber("size", result.Size);
        json.WriteStartArray("proofs");
        result.Proofs.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("removed");
        result.Removed.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        FindingOutput.WriteFindings(json, result.Findings);
    }

    private static async Task<int> VerifyAsync(InstalledCommand command, ParseResult parsed, string archive, CancellationToken cancellation)
    {
        var found = await KeptBackups.VerifyAsync(Path.GetFullPath(archive), cancellation);
        if (command.IsJson(parsed))
        {
            FindingOutput.PrintJson(parsed.InvocationConfiguration.Output, json => BackupLines.Write(json, found));
        }
        else
        {
            FindingOutput.Print(new[] { found.Problem }.OfType<Finding>(), parsed.InvocationConfiguration.Error);
            parsed.InvocationConfiguration.Output.WriteLine(BackupLines.Of(found));
        }

        return found.Problem is null ? Exit.Done : Exit.Forbidden;
    }
}
