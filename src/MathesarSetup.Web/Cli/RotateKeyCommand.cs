using System.CommandLine;
using MathesarSetup.App.RotatingKey;
using MathesarSetup.App.Settling;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup rotate-key</c>: a new secret key, without losing what Mathesar stores by it.</summary>
internal static class RotateKeyCommand
{
    private const string Summary = "Give Mathesar a new secret key, and keep every stored connection.";

    public static Command Create()
    {
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it; without this, say what would be done." };
        InstalledCommand? command = null;
        command = new InstalledCommand("rotate-key", Summary, async (place, parsed, cancellation) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (!parsed.GetValue(yes))
            {
                errors.WriteLine("A new secret key is made. Stored passwords and files in cells are brought to it, then Mathesar is started anew "
                    + "with it, and everybody logs in again. Files in cells that neither a stored role nor Mathesar's own may change do not open "
                    + "any more then; which columns those are is said afterwards. Say --yes to do it.");
                return Exit.Differences;
            }

            var result = await KeyRotation.RunAsync(place.Directory, happened =>
            {
                if (happened.State is StepState.Started or StepState.Undone)
                {
                    errors.WriteLine(happened.Message);
                }
            }, cancellation);
            command!.Say(parsed, result.Findings);
            if (result.Outcome is ApplyOutcome.Applied && !command.IsJson(parsed))
            {
                output.WriteLine($"Mathesar has a new secret key: {result.Passwords} stored passwords and {result.Cells} cells with files were "
                    + "brought to it. Keep a copy of mathesar.secrets.yaml with your backups.");
            }

            return result.Outcome switch
            {
                ApplyOutcome.Applied or ApplyOutcome.Unchanged => Exit.Done,
                ApplyOutcome.Cancelled => Exit.Cancelled,
                ApplyOutcome.NeedsPerson => Exit.NeedsPerson,
                _ => Exit.Forbidden,
            };
        })
        {
            Settle = static (directory, tell, cancellation) => Interruption.SettleRunsAsync(directory, tell, cancellation),
        };
        command.Command.Add(yes);
        return command.Command;
    }
}
