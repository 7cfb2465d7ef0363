using System.Collections.Immutable;
using System.CommandLine;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Workspace;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup import</c>: from an existing installation to answers.</summary>
internal sealed class ImportCommand
{
    private const string StandardInput = "-";

    private readonly Argument<string?> _place = new("PLACE") { Description = "The installation: its directory, a file of it, an archive, or - for text on standard input, such as a docker run line. Default: the current directory.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _files = new("--file", "-f") { Description = "A Compose file in the directory. Can be repeated; a later one goes over an earlier one.", HelpName = "FILE" };
    private readonly Option<string?> _container = new("--container") { Description = "A container of the installation, running or not, by its name, or by a label as NAME or NAME=VALUE. Its files are found by its labels.", HelpName = "NAME" };
    private readonly Option<string?> _dir = new("--dir", "--out") { Description = "Where the answers are written. Default: the installation's directory, else as for other verbs.", HelpName = "DIR" };
    private readonly Option<string?> _key = new("--secrets-key-file") { Description = "A file with the secret key, or - for standard input, where the installation's own cannot be read.", HelpName = "PATH" };
    private readonly Option<string?> _version = new("--mathesar-version") { Description = "The release that runs, where the files do not tell.", HelpName = "RELEASE" };
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
            if (result.GetValue(import._container) is not null && (result.GetValue(import._place) is not null || result.GetValue(import._files) is { Length: > 0 }))
            {
                result.AddError("--container and a place exclude each other.");
            }
        });
        command.SetAction(import.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (reading, target, isSame) = parsed.GetValue(_container) is { } container ? FromContainer(parsed, container) : FromPlace(parsed);
        var written = reading.IsForbidden || parsed.GetValue(_show) ? [] : Write(reading, target, isSame);
        reading = reading with { Findings = [.. reading.Findings, .. written] };
        if (!reading.IsForbidden && !parsed.GetValue(_show))
        {
            new KnownDirectories().Remember(target);
        }

        new ImportReport(reading, target, IsWritten: !reading.IsForbidden && !parsed.GetValue(_show), parsed.GetValue(_reveal)).Print(parsed.GetValue(_json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return reading.IsForbidden ? Exit.Forbidden : Exit.Done;
    }

    private (ImportReading Reading, string Target, bool IsSame) FromContainer(ParseResult parsed, string container)
    {
        var into = parsed.GetValue(_dir) is { } dir ? InstallPlace.Choose(dir) : null;
        var (reading, root) = ContainerImporter.ReadAsync(container, into).GetAwaiter().GetResult();
        var target = into ?? root ?? InstallPlace.Choose(null);
        return (Said(parsed, reading), target, root == target);
    }

    private (ImportReading Reading, string Target, bool IsSame) FromPlace(ParseResult parsed)
    {
        var (request, root, findings) = Find(parsed);
        var target = parsed.GetValue(_dir) is { } dir ? InstallPlace.Choose(dir) : root ?? InstallPlace.Choose(null);
        var reading = request.Files.IsEmpty && findings.Any(static f => f.Severity is Severity.Error)
            ? ImportReading.Failed()
            : Said(parsed, Asked(Importer.Read(request with { From = root is not null && root != target ? root : null }), root));
        return (reading with { Findings = [.. findings, .. reading.Findings] }, target, root == target);
    }

    private static ImportReading Asked(ImportReading reading, string? root) => root is null ? reading : ContainerImporter.AskAsync(reading, root).GetAwaiter().GetResult();

    private (ImportRequest Request, string? Root, ImmutableArray<Finding> Findings) Find(ParseResult parsed)
    {
        var place = parsed.GetValue(_place) ?? ".";
        if (place == StandardInput)
        {
            return (new ImportRequest([new FoundFile("standard input", Console.In.ReadToEnd())], ""), null, []);
        }

        var (request, findings) = InstallationFiles.Read(place);
        var full = Path.GetFullPath(place);
        var root = Directory.Exists(full) ? full : Archive.KindOf(full) is null && request.ComposeFiles is not null ? Path.GetDirectoryName(full) : null;
        return (parsed.GetValue(_files) is { Length: > 0 } chosen ? request with { ComposeFiles = [.. chosen.Select(static f => f.StartsWith("./", StringComparison.Ordinal) ? f[2..] : f)] } : request, root, findings);
    }

    // What is said beside the installation counts before what was found in it.
    private ImportReading Said(ParseResult parsed, ImportReading reading)
    {
        if (parsed.GetValue(_version) is { } version)
        {
            reading = reading.With(new ReleaseGuess(version, "it was said", IsExact: true));
        }

        if (parsed.GetValue(_key) is not { } path)
        {
            return reading;
        }

        var (text, problem) = SourceFile.ReadSecret(path, Console.In);
        return problem is not null
            ? reading with { Findings = [.. reading.Findings, problem] }
            : reading.WithKey(text!);
    }

    private static ImmutableArray<Finding> Write(ImportReading reading, string target, bool isSame)
    {
        var holdsAnswers = File.Exists(Path.Join(target, AnswersFile.Name));
        if (isSame ? holdsAnswers : InstallPlace.HoldsInstallation(target))
        {
            return isSame ? [] : [CommandLineFinding.InstalledAlready.Say($"{target} holds answers already. Change those, or import into another directory with --dir.")];
        }

        var setup = Setup.Of(reading.Draft.Settle(ThisMachine.Read()));
        var answers = setup.Files.Where(static f => f.Path is AnswersFile.Name or AnswersFile.SecretsName).ToImmutableArray();
        return InstallDirectory.Open(target).Adopt(isSame ? reading.Replaced : [], isSame || reading.Override is null ? reading.Override : reading.Override with { Path = ImportedFiles.Override }, answers);
    }
}
