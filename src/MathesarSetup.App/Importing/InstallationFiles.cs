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
    /// <param name="composeFiles">Compose files that were chosen, a later one over an earlier one; none for the usual ones.</param>
    public static (ImportRequest Request, ImmutableArray<Finding> Findings) Read(string path, params ImmutableArray<string> composeFiles)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(full))
        {
            return ReadDirectory(full, null, composeFiles);
        }

        if (!File.Exists(full))
        {
            return (new ImportRequest([], Path.GetFileName(full)),
                [DraftFinding.NotFound.Say("There is no such file or directory. Check the name.") with { File = path }]);
        }

        if (LibC.IsSpecial(full))
        {
            return (new ImportRequest([], Path.GetFileName(full)), [FileFindings.Special(path)]);
        }

        var name = Path.GetFileName(full);
        return Archive.KindOf(name) is { } kind ? ArchiveReader.Read(full, kind) : ReadDirectory(Path.GetDirectoryName(full)!, name, composeFiles);
    }

    // A single file is read with what Compose reads beside it.
    private static (ImportRequest Request, ImmutableArray<Finding> Findings) ReadDirectory(
        string root, string? single, ImmutableArray<string> composeFiles)
    {
        var files = ImmutableArray.CreateBuilder<FoundFile>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var name in Names(root, single))
        {
            Add(root, name, isWanted: single is null || name == single, files, findings);
        }

        // A directory under a name that is only tried is no file.
        foreach (var name in Tried(root, single).Where(name => !Directory.Exists(Path.Join(root, name))))
        {
            Add(root, name, isWanted: false, files, findings);
        }

        var chosen = composeFiles is not [] ? composeFiles : single is not null && IsCompose(single) ? [single] : default(ImmutableArray<string>?);
        var request = new ImportRequest(files.ToImmutable(), Path.GetFileName(root)) { ComposeFiles = chosen };
        return (WithMentioned(request, root, files, findings), findings.ToImmutable());
    }

    // What is brought may name more.
    private static ImportRequest WithMentioned(
        ImportRequest request, string root, ImmutableArray<FoundFile>.Builder files, ImmutableArray<Finding>.Builder findings)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        while (files.Count < MostFiles && KnownTargets.Mentioned(request).Concat(files.SelectMany(static f => Mentioned(f.Text)))
            .Where(name => files.All(f => f.Path != name) && findings.All(f => f.File != name) && asked.Add(name)).ToArray() is { Length: > 0 } names)
        {
            foreach (var name in names)
            {
                Add(root, name, isWanted: false, files, findings);
            }

            request = request with { Files = files.ToImmutable() };
        }

        return request;
    }

    private static IEnumerable<string> Names(string root, string? single)
    {
        var names = Directory.EnumerateFiles(root).Select(static file => Path.GetFileName(file)!).Where(static name => Readable().IsMatch(name))
            .Order(StringComparer.Ordinal).Take(MostFiles);
        return single is null ? names
            : IsCompose(single) ? names.Where(name => name == single || !IsCompose(name) && name is not (AnswersFile.Name or AnswersFile.SecretsName))
            : [single,
                .. names.Where(name => name != single && name.EndsWith(".env", StringComparison.Ordinal)
                    && !single.EndsWith(".env", StringComparison.Ordinal))];
    }

    // Nothing says that they are there.
    private static IEnumerable<string> Tried(string root, string? single) => single is not null && !IsCompose(single) ? []
        : s_known.Concat(KnownTargets.Folders.Concat(DropIns(root)).SelectMany(folder => Units(root, folder)));

    private static IEnumerable<string> Units(string root, string folder) => !Directory.Exists(Path.Join(root, folder)) ? [] :
        Directory.EnumerateFiles(Path.Join(root, folder)).Select(file => $"{folder}/{Path.GetFileName(file)}")
            .Where(static name => Unit().IsMatch(name)).Order(StringComparer.Ordinal).Take(MostFiles);

    // What changes a unit lies in a folder beside it, named after the unit or after its kind.
    private static IEnumerable<string> DropIns(string root) => KnownTargets.Folders.Prepend("")
        .Where(folder => Directory.Exists(Path.Join(root, folder)))
        .SelectMany(folder => Directory.EnumerateDirectories(Path.Join(root, folder)).Select(Path.GetFileName)
            .Where(static name => DropInFolder().IsMatch(name!)).Order(StringComparer.Ordinal).Take(MostFiles)
            .Select(name => folder.Length == 0 ? name! : $"{folder}/{name}"));

    private static bool IsCompose(string name) =>
        (name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal))
            && name is not (AnswersFile.Name or AnswersFile.SecretsName or "sso.yml" or "file_storage.yml");

    private static void Add(
        string root, string name, bool isWanted, ImmutableArray<FoundFile>.Builder files, ImmutableArray<Finding>.Builder findings)
    {
        try
        {
            var (place, below) = Placed(root, name);
            if (DiskFile.Read(place, below) is not { } file)
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

    // A file may name others outside of the directory.
    private static (string Root, string Path) Placed(string root, string name)
    {
        if (RelativePath.IsCanonical(name))
        {
            return (root, name);
        }

        var full = Path.GetFullPath(name.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(HomeDirectory.Path, name[2..]) : name, root);
        return (Path.GetDirectoryName(full) ?? "/", Path.GetFileName(full));
    }

    // Where a command says that variables lie.
    private static IEnumerable<string> Mentioned(string text) =>
        Files().Matches(text).Select(static m => m.Groups[1].Value)
            .Concat(VariableFiles().Matches(text).SelectMany(static m => Tails(m.Groups[1].Value)))
            .Select(static name => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name).Where(RelativePath.IsCanonical);

    [GeneratedRegex(@"^(\.env|.*\.(env|ya?ml|json|service|container|pod|kube|volume|network|image|build)|Caddyfile|Kustomization)$")]
    private static partial Regex Readable();

    [GeneratedRegex(@"\.(container|service|pod|kube|volume|network|image|build|caddy|conf)$")]
    private static partial Regex Unit();

    [GeneratedRegex(@"^([^/]+\.)?(container|pod|kube|volume|network|image|build|service)\.d$")]
    private static partial Regex DropInFolder();

    [GeneratedRegex(@"--env-file[ =]([^\s""']+)")]
    private static partial Regex Files();

    // A unit names the whole path; here the file is looked for by each of its ends.
    private static IEnumerable<string> Tails(string path) =>
        path.Split('/') is var parts
            ? Enumerable.Range(0, parts.Length).Select(i => string.Join('/', parts[i..])).Where(static t => t.Length > 0)
            : [];

    [GeneratedRegex(@"(?m)^EnvironmentFile=-?""?([^\s""]+)")]
    private static partial Regex VariableFiles();
}
