using System.CommandLine;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup import</c>: from an existing installation to answers.</summary>
internal sealed class ImportCommand
{
    private const string StandardInput = "-";

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
    private readonly Option<string?> _dir = new("--dir", "--out")
    {
        Description = "Where the answers are written. Default: the installation's directory, else as for other verbs.",
        HelpName = "DIR",
    };
    private readonly Option<string?> _key = new("--secrets-key-file")
    {
        Description = "A file with the secret key, or - for standard input, where the installation's own cannot be read.",
        HelpName = "PATH",
    };
    private readonly Option<string?> _version = new("--mathesar-version")
    {
        Description = "The release that runs, where the files do not tell.",
        HelpName = "RELEASE",
    };
    private readonly Option<bool> _show = new("--show") { Description = "Write nothing." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly Option<bool> _reveal = new("--reveal") { Description = "Print secrets too." };

    public static Command Create()
    {
        var import = new ImportCommand();
        var command = new Command("import", "Read an existing installation into mathesar.yaml; say what was not understood.")
        {
            import._place, import._files, import._container, import._dir, import._key, import._version, import._show, import._json, import._reveal,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(import._container) is not null
                && (result.GetValue(import._place) is not null || result.GetValue(import._files) is { Length: > 0 }))
            {
                result.AddError("--container and a place exclude each other.");
            }
        });
        command.SetAction(import.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var into = parsed.GetValue(_dir) is { } dir ? InstallPlace.Choose(dir) : null;
        var found = Find(parsed, into).With(parsed.GetValue(_version), parsed.GetValue(_key), Console.In);
        var target = into ?? found.Root ?? InstallPlace.Choose(null);
        var reading = parsed.GetValue(_show) ? found.Reading : found.WriteTo(target);
        new ImportReport(reading, target, IsWritten: !reading.IsForbidden && !parsed.GetValue(_show), parsed.GetValue(_reveal))
            .Print(parsed.GetValue(_json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return reading.IsForbidden ? Exit.Forbidden : Exit.Done;
    }

    private ImportedInstallation Find(ParseResult parsed, string? into) =>
        parsed.GetValue(_container) is { } container ? InstallationImport.FromContainerAsync(container, into).GetAwaiter().GetResult()
        : parsed.GetValue(_place) is StandardInput ? InstallationImport.FromText(new FoundFile("standard input", Console.In.ReadToEnd()), "")
        : InstallationImport.FromPlaceAsync(parsed.GetValue(_place) ?? ".", [.. parsed.GetValue(_files) ?? []], into).GetAwaiter().GetResult();
}
