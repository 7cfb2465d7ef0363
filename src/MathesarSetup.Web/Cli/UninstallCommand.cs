using System.Collections.Immutable;
using System.CommandLine;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Removing;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup uninstall</c>: shows what goes and what stays, and removes it once somebody has typed the installation's name.</summary>
internal sealed class UninstallCommand
{
    private readonly Option<bool> _withData = new("--with-data") { Description = "The data too, for good." };
    private readonly Option<bool> _everything = new("--everything")
    {
        Description = "The data, and the files that were generated and not edited, with secrets and history.",
    };
    private readonly Option<string?> _confirm = new("--confirm")
    {
        Description = "The installation's name, so that nobody is asked for it.",
        HelpName = "NAME",
    };
    private readonly InstalledCommand _command;

    private UninstallCommand()
    {
        _command = new InstalledCommand("uninstall", "Remove Mathesar; data, secrets and files stay unless you say otherwise.", RunAsync);
        _command.Command.Add(_withData);
        _command.Command.Add(_everything);
        _command.Command.Add(_confirm.NotEmpty());
    }

    public static Command Create() => new UninstallCommand()._command.Command;

    private async Task<int> RunAsync(InstalledPlace place, ParseResult parsed, CancellationToken cancellation)
    {
        var depth = parsed.GetValue(_everything) ? RemovalDepth.Everything : parsed.GetValue(_withData) ? RemovalDepth.Data : RemovalDepth.Running;
        var removal = await Removal.PlanAsync(place, depth, cancellation);
        if (removal.IsForbidden)
        {
            return _command.Say(parsed, removal.Findings);
        }

        var (output, errors, isQuiet) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, _command.IsJson(parsed));
        if (!isQuiet)
        {
            Show(removal, output);
            FindingOutput.Print(removal.Findings, errors);
        }

        if (!removal.HasAnything)
        {
            return isQuiet ? End(parsed, removal, []) : Tell(output, $"There is nothing to remove. {Way(removal)}");
        }

        var name = place.Setup.Plan.Name;
        if (!await IsConfirmedAsync(parsed, name, cancellation))
        {
            errors.WriteLine($"Nothing was removed. To go on without being asked: --confirm {Sh.Quote(name)}");
            return Exit.Forbidden;
        }

        var findings = await removal.RunAsync(doing => errors.WriteLine(doing), cancellation);
        return cancellation.IsCancellationRequested ? Exit.Cancelled : End(parsed, removal, findings);
    }

    private int End(ParseResult parsed, Removal removal, ImmutableArray<Finding> findings)
    {
        if (_command.IsJson(parsed))
        {
            FindingOutput.PrintJson(parsed.InvocationConfiguration.Output, json =>
            {
                json.WriteStartArray("removed");
                (findings is [] ? Names(removal.Goes).Concat(removal.FilesGo) : []).ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
                json.WriteStartArray("stays");
                Names(removal.Stays).Concat(removal.FilesStay).ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
                FindingOutput.WriteFindings(json, [.. removal.Findings, .. findings]);
            });
        }
        else
        {
            FindingOutput.Print(findings, parsed.InvocationConfiguration.Error);
        }

        return findings.Any(static f => f.Severity is not Severity.Note) ? Exit.Forbidden
            : _command.IsJson(parsed) ? Exit.Done
            : Tell(parsed.InvocationConfiguration.Output, $"Removed. {Way(removal)}");
    }

    private static int Tell(TextWriter output, string text)
    {
        output.WriteLine(text);
        return Exit.Done;
    }

    private static string Way(Removal removal) => removal.Depth is RemovalDepth.Everything
        ? removal.FilesStay is [] ? "" : $"What you edited stays: {string.Join(", ", removal.FilesStay)} in {removal.Place.Directory}."
        : $"Bring it back{(removal.Depth is RemovalDepth.Data ? ", with no data," : "")} with: mathesar-setup apply --dir "
            + $"{Sh.Quote(removal.Place.Directory)}. What the directory still holds goes with --everything.";

    private static void Show(Removal removal, TextWriter output)
    {
        var ink = Ink.Of(output);
        var goes = Names(removal.Goes).Concat(removal.FilesGo.Select(static f => $"file {f}"))
            .Concat(removal.Depth is RemovalDepth.Everything ? ["all versions, backups and drafts that this program keeps of it"] : []);
        foreach (var line in goes)
        {
            output.WriteLine($"{ink.Removed("goes ")}  {line}");
        }

        var stays = Names(removal.Stays).Concat(removal.FilesStay.Select(static f => $"file {f}, which you edited"))
            .Concat(removal.Depth is RemovalDepth.Everything ? [] : [$"the files in {removal.Place.Directory}, with answers, secrets and history"]);
        foreach (var line in stays)
        {
            output.WriteLine($"stays  {line}");
        }
    }

    private static IEnumerable<string> Names(ImmutableArray<Belonging> things) =>
        things.Select(static t => $"{t.Kind.ToString().ToLowerInvariant()} {t.Name}{(t.IsData ? ", which holds data" : "")}");

    // Typing a name takes a look at what it names; a yes takes none.
    private async Task<bool> IsConfirmedAsync(ParseResult parsed, string name, CancellationToken cancellation)
    {
        if (parsed.GetValue(_confirm) is { } said)
        {
            return said == name;
        }

        var errors = parsed.InvocationConfiguration.Error;
        errors.Write($"Type the name of the installation, {name}, to remove it: ");
        errors.Flush();
        return (await Task.Run(StandardStreams.Input.ReadLine, cancellation).WaitAsync(cancellation))?.Trim() == name;
    }
}
