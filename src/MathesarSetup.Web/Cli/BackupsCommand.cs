using System.CommandLine;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Opening;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup backups</c>: the backups in a folder, each read to its end.</summary>
internal sealed class BackupsCommand
{
    private readonly Option<string?> _dir = InstallDirectoryOption.Create();
    private readonly Option<string?> _to = new("--to")
    {
        Description = "The folder in which they lie; without it, the one of its answers.",
        HelpName = "DIR",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    public static Command Create()
    {
        var listing = new BackupsCommand();
        var command = new Command("backups", "List the backups, each read to its end.") { listing._dir, listing._to, listing._json };
        command.SetAction((parsed, _) => listing.RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        using var signals = new SignalCancellation();
        var folder = parsed.GetValue(_to) is { Length: > 0 } to ? Path.GetFullPath(to) : Backup.FolderOf(InstallPlace.Choose(parsed.GetValue(_dir)));
        try
        {
            var (backups, findings) = await KeptBackups.ListAsync(folder, signals.Token);
            Say(parsed, folder, backups, findings);
            return findings.Length > 0 || backups.Any(static b => b.Problem is not null) ? Exit.Forbidden : Exit.Done;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return Exit.Cancelled;
        }
    }

    private void Say(ParseResult parsed, string folder, IReadOnlyCollection<FoundBackup> backups, IReadOnlyCollection<Finding> findings)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            FindingOutput.PrintJson(output, json =>
            {
                json.WriteStartArray("backups");
                foreach (var found in backups)
                {
                    json.WriteStartObject();
                    BackupLines.Write(json, found);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                FindingOutput.WriteFindings(json, findings);
            });
            return;
        }

        FindingOutput.Print([.. findings, .. backups.Select(static b => b.Problem).OfType<Finding>()], parsed.InvocationConfiguration.Error);
        if (backups.Count == 0 && findings.Count == 0)
        {
            output.WriteLine($"There are no backups in {folder}. To make one: mathesar-setup backup");
        }

        backups.ToList().ForEach(found => output.WriteLine(BackupLines.Of(found)));
    }
}
