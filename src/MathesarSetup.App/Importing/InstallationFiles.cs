using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Importing;

/// <summary>
/// Reads the texts of an installation that is imported: a directory, single files of it, or an archive. Follows no links and reads nothing large.
/// </summary>
internal static partial class InstallationFiles
{
    private const int MostFiles = 200;

    private static readonly string[] s_known =
    [
        CodeVersion.File, CodeVersion.TellTale, ".secrets/secret_key.txt", "msar/secrets/secret_key.txt", "env", .. KnownTargets.FurtherFiles,
    ];

    /// <summary>What lies at a path, with findings about what could not be read.</summary>
    /// <param name="path">A directory, a file, or an archive.</param>
    public static (ImportRequest Request, ImmutableArray<Finding> Findings) Read(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(full))
        {
            return ReadDirectory(full, null);
        }

        if (!File.Exists(full))
        {
            return (new ImportRequest([], Path.GetFileName(full)),
                [DraftFinding.NotFound.Say("There is no such file or directory. Check the name.") with { File = path }]);
        }

        var name = Path.GetFileName(full);
        return Archive.KindOf(name) is { } kind ? ArchiveReader.Read(full, kind) : ReadDirectory(Path.GetDirectoryName(full)!, name);
    }

    // A single file is read with what Compose reads beside it.
    private static (ImportRequest Request, ImmutableArray<Finding> Findings) ReadDirectory(string root, string? single)
    {
        var files = ImmutableArray.CreateBuilder<FoundFile>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var name in Names(root, single))
        {
            Add(root, name, isWanted: single is null || name == single, files, findings);
        }

        foreach (var name in files.SelectMany(static f => Mentioned(f.Text))
            .Where(name => RelativePath.IsCanonical(name) && files.All(f => f.Path != name)).Distinct(StringComparer.Ordinal).ToArray())
        {
            Add(root, name, isWanted: false, files, findings);
        }

        var request = new ImportRequest(files.ToImmutable(), Path.GetFileName(root));
        return (single is null || !IsCompose(single) ? request : request with { ComposeFiles = [single] }, findings.ToImmutable());
    }

    private static IEnumerable<string> Names(string root, string? single)
    {
        var names = Directory.EnumerateFiles(root).Select(static file => Path.GetFileName(file)!).Where(static name => Readable().IsMatch(name))
            .Order(StringComparer.Ordinal).Take(MostFiles).Concat(s_known).Concat(KnownTargets.Folders.SelectMany(folder => Units(root, folder)));
        return single is null ? names
            : IsCompose(single) ? names.Where(name => name == single || !IsCompose(name) && name is not (AnswersFile.Name or AnswersFile.SecretsName))
            : [single,
                .. names.Where(name => name != single && name.EndsWith(".env", StringComparison.Ordinal)
                    && !single.EndsWith(".env", StringComparison.Ordinal))];
    }

    private static IEnumerable<string> Units(string root, string folder) => !Directory.Exists(Path.Join(root, folder)) ? [] :
        Directory.EnumerateFiles(Path.Join(root, folder)).Select(file => $"{folder}/{Path.GetFileName(file)}")
            .Where(static name => Unit().IsMatch(name)).Order(StringComparer.Ordinal).Take(MostFiles);

    private static bool IsCompose(string name) =>
        (name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal))
            && name is not (AnswersFile.Name or AnswersFile.SecretsName or "sso.yml" or "file_storage.yml");

    private static void Add(
        string root, string name, bool isWanted, ImmutableArray<FoundFile>.Builder files, ImmutableArray<Finding>.Builder findings)
    {
        try
        {
            if (DiskFile.Read(root, name) is not { } file)
            {
                return;
            }

            if (file.Content.Length > AnswersFile.LargestBytes)
            {
                findings.Add(AnswersFile.TooLarge(name));
            }
            else if (Utf8Text.Of(file.Content) is { } text)
            {
                files.Add(new FoundFile(name, text));
            }
            else if (isWanted)
            {
                findings.Add(DraftFinding.NotUtf8.At() with { File = name });
            }
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            findings.Add(FileFindings.FromReading(problem, name) with { Severity = isWanted ? Severity.Error : Severity.Warning });
        }
    }

    // Where a Compose file says that a key or variables lie.
    private static IEnumerable<string> Mentioned(string text) =>
        Keys().Matches(text).Select(static m => $"{m.Groups[1].Value.TrimEnd('/')}/secret_key.txt")
            .Concat(Files().Matches(text).Select(static m => m.Groups[1].Value))
            .Concat(ComposeFile().Matches(text).SelectMany(static m => m.Groups[1].Value.Split(':')))
            .Select(static name => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name);

    [GeneratedRegex(@"^(\.env|.*\.(env|ya?ml|service|container)|Caddyfile)$")]
    private static partial Regex Readable();

    [GeneratedRegex(@"\.(container|service)$")]
    private static partial Regex Unit();

    [GeneratedRegex(@"([^\s""':]+):/code/\.secrets")]
    private static partial Regex Keys();

    [GeneratedRegex(@"(?:env_file:\s*|--env-file[ =])([^\s""']+)")]
    private static partial Regex Files();

    [GeneratedRegex(@"(?m)^COMPOSE_FILE=[""']?([^\s""']+)")]
    private static partial Regex ComposeFile();
}
