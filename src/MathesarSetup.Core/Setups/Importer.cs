using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;
using MathesarSetup.Targets;

namespace MathesarSetup.Setups;

/// <summary>Reads any existing installation into answers: by its own files of answers, or by the target that knows its files best.</summary>
public static class Importer
{
    public static ImportReading Read(ImportRequest request) =>
        request.Files.FirstOrDefault(static f => f.Path == AnswersFile.Name) is { } own
        ? Own(own, request.Files)
        : KnownTargets.ReaderOf(request) is { } target ? Read(target, request)
        : ImportReading.Failed(ImportFindings.Nothing(request.Directory.Length > 0
            ? request.Directory
            : request.Files.FirstOrDefault()?.Path ?? "This"));

    // Files may stay where the target can tell all that they run, and so see what an edit changes.
    // A file outside of the directory is somebody else's, and only read.
    private static ImportReading Read(ITarget target, ImportRequest request) => target.Read(request) is var reading
        && target.Observe(request) is null ? reading with { Sources = [], ChosenFiles = request.ComposeFiles } : reading with
        {
            Sources = reading.Sources.RemoveAll(static f => f.Path is ['/' or '~', ..] || f.Path.Split('/').Contains("..")),
            ChosenFiles = request.ComposeFiles ?? reading.ChosenFiles,
        };

    private static ImportReading Own(FoundFile open, ImmutableArray<FoundFile> files)
    {
        var secrets = files.FirstOrDefault(static f => f.Path == AnswersFile.SecretsName);
        var readings =
            new[] { AnswersFile.Read(Encoding.UTF8.GetBytes(open.Text), open.Path), secrets is null
                ? null
                : AnswersFile.Read(Encoding.UTF8.GetBytes(secrets.Text), secrets.Path, isSecretHalf: true) }
                .OfType<AnswersReading>().ToArray();
        var draft = readings.Aggregate(Draft.Empty,
            static (all, reading) => reading.Draft.Texts.Aggregate(all, static (d, t) => d.With(t.Key, t.Value)));
        var standing = StandingSecrets.Of([.. files.Select(static f => new StandingFile(f.Path, null, f.Text))], draft);
        draft = draft.With(standing.Found.Texts);
        return new ImportReading(draft.Read().Answers.Get(RunSettings.Target), draft,
            [.. readings.SelectMany(static r => r.Findings), .. standing.Findings], [])
        {
            Release = draft.Texts.GetValueOrDefault(RunSettings.Version.Key) is { } version
                ? new ReleaseGuess(version, $"{open.Path} says so", IsExact: true)
                : null,
        };
    }
}
