using MathesarSetup.Catalogue;
using MathesarSetup.Installations;
using MathesarSetup.Planning.Proxies;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Podman;

/// <summary>Takes over what Podman's units run.</summary>
internal static class QuadletImport
{
    public static Recognition Knows(ImportRequest request) => request.Files.Any(QuadletReader.Knows) ? Recognition.Own : Recognition.None;

    public static ImportReading Read(TargetKind kind, ImportRequest request)
    {
        var found = QuadletReader.Read(request.Files);
        return WrittenServices.Read(kind, found, request, answers =>
        {
            SayDirectory(answers);
            SayCertificate(found, answers);
        });
    }

    // Podman keeps no name of an imported volume, and a directory is one answer for all of the data.
    private static void SayDirectory(Answering answers)
    {
        if (answers.Draft.Texts.TryGetValue(KeptSettings.MediaData.Key, out var media) && media.EndsWith("/media", StringComparison.Ordinal)
            && media[..^"media".Length] is var parent
            && answers.Draft.Texts.GetValueOrDefault(KeptSettings.DatabaseData.Key, parent + "db") == parent + "db"
            && answers.Say(TuningSettings.StoreInDirectory.Key, "directory") && answers.Say(TuningSettings.Directory.Key, parent.TrimEnd('/')))
        {
            answers.Forget(KeptSettings.MediaData.Key, KeptSettings.DatabaseData.Key, KeptSettings.CertificatesData.Key);
        }
    }

    private static void SayCertificate(FoundInstallation found, Answering answers)
    {
        foreach (var mount in found.Services.SelectMany(static s => s.Mounts))
        {
            answers.Say(mount.Target switch
            {
                Front.InnerCertificate => ProxySettings.Certificate.Key,
                Front.InnerKey => ProxySettings.CertificateKey.Key,
                _ => "",
            },
                mount.Source);
        }
    }
}
