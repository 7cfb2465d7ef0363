using System.CommandLine;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup import</c>: from an existing installation to answers.</summary>
internal sealed class ImportCommand
{
    private readonly Argument<string?> _place = new("PLACE")
    {
        Description = "The installation: its directory, a file of it, an archive, or - for text on standard input, such as a docker run line. "
            + "Default: the current directory.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "A Compose file in the directory. Can be repeated; a later one goes over an earlier one.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _container = new("--container")
    {
        Description =
            "A container of the installation, running or not, by its name, or by a label as NAME or NAME=VALUE. Its files are found by its labels.",
        HelpName = "NAME",
    };
    private readonly Option<string?> _service = new("--service")
    {
        Description = "The service that runs Mathesar, by its name or its container's, where several could.",
        HelpName = "NAME",
    };
    private readonly Option<string?> _dir = new("--dir", "--out")
    {
        Description = "Where the answers are written. Default: the installation's directory, else as for other verbs.",
        HelpName = "DIR",
    };
    private readonly Option<bool> _inPlace = new("--in-place")
    {
        Description = "Leave the files as they are; a changed answer changes its own line in them. The default, where the files can be read whole.",
    };
    private readonly Option<bool> _rewrite = new("--rewrite")
    {
        Description = "Lay the files out anew, as generate writes them. The old ones are kept as version 1 of the history.",
    };
    private readonly Option<bool> _force = new("--force")
    {
        Description = "With --rewrite: accept the differences that no answer explains, but for those on which data or access hangs.",
    };
    private readonly Option<string[]> _accepted = new("--accept-difference")
    {
        Description = "With --rewrite: accept one difference on which data or access hangs, by the name of its part. Can be repeated.",
        HelpName = "PART",
    };
    private readonly Option<bool> _show = new("--show") { Description = "Write nothing." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly Option<bool> _reveal = new("--reveal") { Description = "Print secrets too." };
    private readonly SaidOptions _said;

    private ImportCommand(Command command, IReadOnlyList<string> arguments)
    {
        command.Add(_place.NotEmpty());
        command.Add(_files.NotEmpty());
        command.Add(_container.NotEmpty());
        command.Add(_service.NotEmpty());
        command.Add(_dir.NotEmpty());
        _said = new SaidOptions(command, arguments, "mathesar-version", "secrets-key-file", "database-password-file");
        command.Add(_inPlace);
        command.Add(_rewrite);
        command.Add(_force);
        command.Add(_accepted);
        command.Add(_show);
        command.Add(_json);
        command.Add(_reveal);
    }

    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command = new Command("import", "Read an existing installation into mathesar.yaml; say what was not understood. What its files do not "
            + "tell is said by flags.");
        var import = new ImportCommand(command, arguments);
        command.AddRule(result =>
        {
            if (result.GetValue(import._container) is not null
                && (result.GetValue(import._place) is not null || result.GetValue(import._files) is { Length: > 0 }))
            {
                result.AddError("--container and a place exclude each other.");
            }

            if (result.GetValue(import._inPlace) && result.GetValue(import._rewrite))
            {
                result.AddError("--in-place and --rewrite exclude each other.");
            }
        });
        command.SetAction(import.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var into = parsed.GetValue(_dir) is { } dir ? InstallPlace.Choose(dir) : null;
        var found = Find(parsed, into).With(new DraftSources
        {
            Directory = into ?? "",
            Variables = DraftSources.FromEnvironment(),
            Flags = _said.Read(parsed),
            Input = StandardStreams.Input,
            InputReader = parsed.GetValue(_place) is SourceFile.StandardInput ? "The place -" : null,
        });
        var target = into ?? found.Root ?? InstallPlace.Choose(null);
        found = Laid(found, parsed, target);
        var reading = parsed.GetValue(_show) ? found.Reading : found.WriteTo(target);
        new ImportReport(reading, target, IsWritten: !reading.IsForbidden && !parsed.GetValue(_show), parsed.GetValue(_reveal))
            .Print(parsed.GetValue(_json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return !reading.IsForbidden ? Exit.Done
            : reading.Findings.Where(static f => f.Severity is Severity.Error).All(InstalledDifferences.IsDecision) ? Exit.WouldOverwrite
            : Exit.Forbidden;
    }

    private ImportedInstallation Laid(ImportedInstallation found, ParseResult parsed, string target) =>
        parsed.GetValue(_rewrite) ? found.Rewritten(parsed.GetValue(_accepted) ?? [], parsed.GetValue(_force))
        : !found.CanStay(target) && !parsed.GetValue(_inPlace) ? found
        : found.CanStay(target) ? found.InPlace()
        : found.Refused(target);

    private ImportedInstallation Find(ParseResult parsed, string? into) =>
        parsed.GetValue(_container) is { } container ? InstallationImport.FromContainerAsync(container, into).GetAwaiter().GetResult()
        : parsed.GetValue(_place) is SourceFile.StandardInput
            ? InstallationImport.FromText(new FoundFile("standard input", StandardStreams.Input.ReadToEnd()), "")
        : InstallationImport.FromPlaceAsync(parsed.GetValue(_place) ?? ".", [.. parsed.GetValue(_files) ?? []], into,
            service: parsed.GetValue(_service)).GetAwaiter().GetResult();
}
