using MathesarSetup.Catalogue;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Takes over an installation without containers: a generated one, or one that Mathesar's own installer or a person made.</summary>
internal static class HostImport
{
    public static Recognition Knows(ImportRequest request) =>
        HostReader.Knows(request.Files) ? Recognition.Own
        : request.Files.Any(BareMetalReader.Knows) ? Recognition.Possible
        : Recognition.None;

    public static ImportReading Read(TargetKind kind, ImportRequest request) =>
        HostReader.Knows(request.Files)
            ? Generated(kind, request)
            : BareMetalReader.Read(kind, request.Files.First(BareMetalReader.Knows), request.Files);

    private static ImportReading Generated(TargetKind kind, ImportRequest request)
    {
        var answers = new Answering(new ReadLines());
        HostReader.Read(request.Files, answers);
        var release = answers.Draft.Texts.TryGetValue(RunSettings.Version.Key, out var version)
            ? new ReleaseGuess(version, "its unit says so", IsExact: true)
            : null;
        answers.Findings.Add(ImportFindings.Release(release));
        if (release is null)
        {
            answers.LeaveReleaseOpen();
        }

        return WrittenServices.Reading(kind, answers, request.Files, release);
    }
}
