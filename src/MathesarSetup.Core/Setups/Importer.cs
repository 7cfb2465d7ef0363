using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;

namespace MathesarSetup.Setups;

/// <summary>Reads any existing installation into answers: by its own files of answers, or by the target that knows its files best.</summary>
public static class Importer
{
    public static ImportReading Read(ImportRequest request) =>
        request.Files.FirstOrDefault(static f => f.Path == AnswersFile.Name) is { } own
        ? Own(own, request.Files.FirstOrDefault(static f => f.Path == AnswersFile.SecretsName))
        : KnownTargets.ReaderOf(request) is { } target ? target.Read(request)
        : ImportReading.Failed(ImportFindings.Nothing(request.Directory.Length > 0
            ? request.Directory
            : request.Files.FirstOrDefault()?.Path ?? "This"));

    private static ImportReading Own(FoundFile open, FoundFile? secrets)
    {
        var readings =
            new[] { AnswersFile.Read(Encoding.UTF8.GetBytes(open.Text), open.Path), secrets is null
                ? null
                : AnswersFile.Read(Encoding.UTF8.GetBytes(secrets.Text), secrets.Path, isSecretHalf: true) }
                .OfType<AnswersReading>().ToArray();
        var draft = readings.Aggregate(Draft.Empty,
            static (all, reading) => reading.Draft.Texts.Aggregate(all, static (d, t) => d.With(t.Key, t.Value)));
        return new ImportReading(draft.Read().Answers.Get(RunSettings.Target), draft, [.. readings.SelectMany(static r => r.Findings)], [])
        {
            Release = draft.Texts.GetValueOrDefault(RunSettings.Version.Key) is { } version
                ? new ReleaseGuess(version, $"{open.Path} says so", IsExact: true)
                : null,
        };
    }
}
