using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Planning.Proxies;
using MathesarSetup.Targets.Helm;
using MathesarSetup.Targets.Kubernetes;
using MathesarSetup.Targets.Podman;
using MathesarSetup.Targets.Systemd;

namespace MathesarSetup.Setups;

/// <summary>Reads the files that targets other than Compose write: Podman's units, systemd's, manifests, and Helm's values.</summary>
internal static partial class OwnForms
{
    private const string InstallScript = "install.sh";

    /// <summary>The target whose files these are; null when they are none's.</summary>
    public static string? TargetOf(ImmutableArray<FoundFile> files) =>
        files.Any(QuadletReader.Knows) ? "podman"
        : HostReader.Knows(files) ? "systemd"
        : files.Any(HelmReader.Knows) ? "helm"
        : files.Any(ManifestReader.Knows) ? "kubernetes"
        : null;

    /// <param name="rebase">What a path below the installation's directory is called from where the answers will lie.</param>
    public static ImportReading Read(string target, ImmutableArray<FoundFile> files, Func<string, string> rebase)
    {
        var answers = new Answering(new ReadLines());
        var (isRead, release) = target == "systemd" ? ReadHost(files, answers) : ReadServices(target, files, answers, rebase);
        if (!isRead)
        {
            return ImportReading.Failed(ImportFindings.NotMathesar());
        }

        // The address that people type stands in the script alone.
        if (files.FirstOrDefault(static f => f.Path == InstallScript) is { } script && Address().Match(script.Text) is { Success: true } address)
        {
            answers.Say(AccessSettings.Url.Key, address.Groups[1].Value);
            answers.WithoutHost();
        }

        answers.Say(RunSettings.Target.Key, target);
        return new ImportReading(target, answers.Draft, [.. answers.Findings.Append(ImportFindings.WrittenAnew()).Distinct().OrderBy(static f => f.Severity)], []) { Release = release };
    }

    private static (bool IsRead, ReleaseGuess? Release) ReadHost(ImmutableArray<FoundFile> files, Answering answers)
    {
        HostReader.Read(files, answers);
        var release = answers.Draft.Texts.TryGetValue(RunSettings.Version.Key, out var version) ? new ReleaseGuess(version, "its unit says so", IsExact: true) : null;
        answers.Findings.Add(ImportFindings.Release(release));
        if (release is null)
        {
            answers.LeaveReleaseOpen();
        }

        return (true, release);
    }

    private static (bool IsRead, ReleaseGuess? Release) ReadServices(string target, ImmutableArray<FoundFile> files, Answering answers, Func<string, string> rebase)
    {
        var (found, facts) = target switch
        {
            "podman" => (QuadletReader.Read(files), (ClusterFacts?)null),
            "helm" => HelmReader.Read(files),
            _ => ManifestReader.Read(files),
        };
        if (found is null || InstallationReader.Read(found, answers, rebase) is not { Reader: not null } read)
        {
            return (false, null);
        }

        facts?.Say(answers);
        if (target == "podman")
        {
            SayDirectory(answers);
            SayCertificate(found, answers);
        }

        return (true, read.Release);
    }

    // Podman keeps no name of an imported volume, and a directory is one answer for all of the data.
    private static void SayDirectory(Answering answers)
    {
        if (answers.Draft.Texts.TryGetValue(KeptSettings.MediaData.Key, out var media) && media.EndsWith("/media", StringComparison.Ordinal) && media[..^"media".Length] is var parent
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
            answers.Say(mount.Target switch { Front.InnerCertificate => ProxySettings.Certificate.Key, Front.InnerKey => ProxySettings.CertificateKey.Key, _ => "" }, mount.Source);
        }
    }

    [GeneratedRegex(@"(?m)^url='?(https?://[^\s']+)'?$")]
    private static partial Regex Address();
}
