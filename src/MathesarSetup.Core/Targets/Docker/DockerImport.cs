using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Docker;

/// <summary>
/// Takes over containers that were started one by one: from pasted <c>docker run</c> lines, or as <c>docker inspect</c> prints them.
/// </summary>
internal static class DockerImport
{
    private const string UsualName = "mathesar";

    public static Recognition Knows(ImportRequest request) =>
        Lines(request) is not null || Inspected(request) is not null ? Recognition.Possible : Recognition.None;

    public static ImportReading Read(TargetKind kind, ImportRequest request)
    {
        if (Lines(request) is { } run)
        {
            var (lines, found, findings) =
                DockerRunReader.Read(run, request.Files.Remove(run), request.ProjectName is { Length: > 0 } name ? name : UsualName);
            return Read(kind, request, lines, found, findings);
        }

        var inspected = Inspected(request)!;
        return InspectReader.Read(inspected, UsualName) is { } containers
            ? Read(kind, request, containers.Lines, containers.Found, [])
            : ImportReading.Failed(ImportFindings.Nothing(inspected.Path));
    }

    private static ImportReading Read(
        TargetKind kind, ImportRequest request, ReadLines lines, FoundInstallation found, ImmutableArray<Finding> findings)
    {
        var answers = new Answering(lines);
        answers.Findings.AddRange(findings);
        var (reader, release) = InstallationReader.Read(found, answers, request);
        if (reader is null)
        {
            var unknown = answers.Findings.Where(static f => f.Kind == ImportFinding.RunUnknown)
                .Select(static f => f with { Severity = Severity.Error }).ToArray();
            return ImportReading.Failed(unknown is [] ? [.. answers.Findings] : [.. unknown]);
        }

        answers.Say(RunSettings.Target.Key, kind.Id);
        var unread = answers.Lines.Rest();
        return FoundServices.Reading(kind, answers, release, unread, unread.Count(static u => u.File != DotEnv.FileName));
    }

    private static FoundFile? Lines(ImportRequest request) => request.Files.FirstOrDefault(static f => DockerRunReader.Knows(f.Text));

    private static FoundFile? Inspected(ImportRequest request) => request.Files.FirstOrDefault(static f => InspectReader.Knows(f.Text));
}
