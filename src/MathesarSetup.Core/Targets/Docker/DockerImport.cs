using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
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
            return Read(kind, request,
                DockerRunReader.Read(run, request.Files.Remove(run), request.ProjectName is { Length: > 0 } name ? name : UsualName));
        }

        var inspected = Inspected(request)!;
        return InspectReader.Read(inspected, UsualName) is { } containers
            ? Read(kind, request, containers)
            : ImportReading.Failed(ImportFindings.Nothing(inspected.Path));
    }

    private static ImportReading Read(TargetKind kind, ImportRequest request, (ReadLines Lines, FoundInstallation Found) containers)
    {
        var answers = new Answering(containers.Lines);
        var (reader, release) = InstallationReader.Read(containers.Found, answers, request.Rebase);
        if (reader is null)
        {
            return ImportReading.Failed(ImportFindings.NotMathesar());
        }

        answers.Say(RunSettings.Target.Key, kind.Id);
        var unread = answers.Lines.Rest();
        return FoundServices.Reading(kind, answers, release, unread, unread.Count(static u => u.File != DotEnv.FileName));
    }

    private static FoundFile? Lines(ImportRequest request) => request.Files.FirstOrDefault(static f => DockerRunReader.Knows(f.Text));

    private static FoundFile? Inspected(ImportRequest request) => request.Files.FirstOrDefault(static f => InspectReader.Knows(f.Text));
}
