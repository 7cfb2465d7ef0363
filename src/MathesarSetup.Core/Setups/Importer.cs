using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;
using MathesarSetup.Merging;
using MathesarSetup.Targets.Compose;
using MathesarSetup.Targets.Docker;
using MathesarSetup.Targets.Systemd;

namespace MathesarSetup.Setups;

/// <summary>What an import is given.</summary>
/// <param name="Files">The texts of the installation, by paths below its directory.</param>
/// <param name="Directory">The name of its directory, from which Compose makes the project's name.</param>
public sealed record ImportRequest(ImmutableArray<FoundFile> Files, string Directory)
{
    /// <summary>The Compose files in their order, where several were named; null to choose as Compose does.</summary>
    public ImmutableArray<string>? ComposeFiles { get; init; }

    /// <summary>The installation's directory, where the answers will lie in another; null when they stay where they are.</summary>
    public string? From { get; init; }
}

/// <summary>Reads any existing installation into answers: a generated one, Mathesar's Compose files of every release, one without containers, pasted <c>docker run</c> lines and env files.</summary>
public static class Importer
{
    public static ImportReading Read(ImportRequest request)
    {
        var files = request.Files;
        if (files.FirstOrDefault(static f => f.Path == AnswersFile.Name) is { } own)
        {
            return Own(own, files.FirstOrDefault(static f => f.Path == AnswersFile.SecretsName));
        }

        if (request.ComposeFiles is null && OwnForms.TargetOf(files) is { } target)
        {
            return OwnForms.Read(target, files, path => Rebase(path, request.From));
        }

        if (request.ComposeFiles is not null || ComposeReader.Names([.. files.Select(static f => f.Path)], null) is not [] || files.Any(static f => f.Path == ComposeReader.EnvFile && f.Text.Contains("COMPOSE_FILE", StringComparison.Ordinal)))
        {
            return Compose(request);
        }

        if (files.FirstOrDefault(static f => DockerRunReader.Knows(f.Text)) is { } run)
        {
            var (lines, found) = DockerRunReader.Read(run, files.Remove(run), ComposeReader.ProjectName(request.Directory) is { Length: > 0 } name ? name : "mathesar");
            return Found(found, new Answering(lines), request, "docker", [], null);
        }

        if (files.FirstOrDefault(static f => InspectReader.Knows(f.Text)) is { } inspected)
        {
            return InspectReader.Read(inspected, "mathesar") is var (lines, found)
                ? Found(found, new Answering(lines), request, "docker", [], null)
                : ImportReading.Failed(ImportFindings.Nothing(inspected.Path));
        }

        return files.FirstOrDefault(BareMetalReader.Knows) is { } env
            ? BareMetalReader.Read(env, files)
            : ImportReading.Failed(ImportFindings.Nothing(request.Directory.Length > 0 ? request.Directory : files.FirstOrDefault()?.Path ?? "This"));
    }

    private static ImportReading Own(FoundFile open, FoundFile? secrets)
    {
        var readings = new[] { AnswersFile.Read(Encoding.UTF8.GetBytes(open.Text), open.Path), secrets is null ? null : AnswersFile.Read(Encoding.UTF8.GetBytes(secrets.Text), secrets.Path, isSecretHalf: true) }.OfType<AnswersReading>().ToArray();
        var draft = readings.Aggregate(Draft.Empty, static (all, reading) => reading.Draft.Texts.Aggregate(all, static (d, t) => d.With(t.Key, t.Value)));
        return new ImportReading(draft.Read().Answers.Get(RunSettings.Target), draft, [.. readings.SelectMany(static r => r.Findings)], [])
        {
            Release = draft.Texts.GetValueOrDefault(RunSettings.Version.Key) is { } version ? new ReleaseGuess(version, $"{open.Path} says so", IsExact: true) : null,
        };
    }

    private static ImportReading Compose(ImportRequest request)
    {
        var (reader, found) = ComposeReader.Read(request.Files, request.ComposeFiles, request.Directory);
        if (found is null)
        {
            return ImportReading.Failed(reader.Findings.Count > 0 ? reader.Findings.ToImmutable() : [ImportFindings.Nothing(request.Directory)]);
        }

        var names = request.ComposeFiles ?? ComposeReader.Names([.. request.Files.Select(static f => f.Path)], null);
        return Found(found, new Answering(reader.Lines), request, "compose", [.. request.Files.Where(f => (names.Contains(f.Path) && !ComposeReader.Overrides.Contains(f.Path)) || f.Path == ComposeReader.EnvFile)], found.Root);
    }

    private static ImportReading Found(FoundInstallation found, Answering answers, ImportRequest request, string target, ImmutableArray<FoundFile> replaced, FoundNode.Map? root)
    {
        var (reader, release) = InstallationReader.Read(found, answers, path => Rebase(path, request.From));
        if (reader is null)
        {
            return ImportReading.Failed(ImportFindings.NotMathesar());
        }

        answers.Say(RunSettings.Target.Key, target);
        var unread = answers.Lines.Rest();
        var (text, kept, names) = root is null || replaced is [] ? (null, [], []) : OverrideWriter.Write(root, reader.Taken.Values, answers.Lines);
        answers.Lines.Keep(names);
        var lost = unread.Where(u => !kept.Any(k => k.File == u.File && k.Line <= u.Line && u.Line <= k.Last) && u.File != ComposeReader.EnvFile && !ComposeReader.Overrides.Contains(u.File) && !OverrideWriter.IsHeading(u.Text)).ToArray();
        var present = request.Files.FirstOrDefault(static f => ComposeReader.Overrides.Contains(f.Path));
        if (unread.Length > lost.Length)
        {
            answers.Findings.Add(ImportFindings.Kept(unread.Length - lost.Length));
        }

        if (lost.Length > 0)
        {
            answers.Findings.Add(ImportFindings.Lost(lost.Length));
        }

        return new ImportReading(target, answers.Draft, [.. answers.Findings.Distinct().OrderBy(static f => f.Severity)], unread)
        {
            Release = release,
            Override = text is null ? null : present is null ? new FoundFile(ComposeReader.Overrides[0], text) : present with { Text = FileMerge.Add(present.Path, present.Text, text) },
            // What was not understood in an env file is the person's and stays in it.
            Replaced = [.. replaced.Select(f => f.Path == ComposeReader.EnvFile ? f with { Text = answers.Lines.Understood(f) } : f)],
        };
    }

    private static string Rebase(string path, string? from) =>
        from is null || path[0] is not '.' ? path
        : path is ['.', '/', ..] ? $"{from.TrimEnd('/')}{path[1..]}"
        : path is ['.', '.', '/', ..] && from.TrimEnd('/').LastIndexOf('/') is > 0 and var up ? Rebase($"./{path[3..]}", from[..up]) : path;
}
