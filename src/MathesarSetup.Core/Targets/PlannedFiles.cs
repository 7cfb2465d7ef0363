using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets;

/// <summary>The plan's own files, as every target writes them.</summary>
public static class PlannedFiles
{
    public static ImmutableArray<GeneratedFile> Of(Plan plan) =>
        [
        .. plan.Files.Select(
            f => new GeneratedFile(f.Path, f.Content, f.About) { Mode = f.IsSecret ? GeneratedFile.Private : GeneratedFile.Readable }),
    ];

    /// <summary>
    /// A short fingerprint of the files that a service mounts, so that an engine sees when one changed; null when there are none. Secret files are
    /// left out: a fingerprint in a readable file could be guessed from.
    /// </summary>
    public static string? Fingerprint(Plan plan, Service service)
    {
        var texts = MountedBy(plan, service).Where(f => !f.IsSecret).Select(f => f.Content).ToArray();
        return texts is [] ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts))))[..12];
    }

    /// <summary>The plan's files that a service mounts, alone or with their folder.</summary>
    public static IEnumerable<PlannedFile> MountedBy(Plan plan, Service service) => service.Mounts.OfType<Mount.Bind>()
        .SelectMany(mount =>
            plan.Files.Where(f => f.IsMounted
                && ("./" + f.Path == mount.Source || ("./" + f.Path).StartsWith(mount.Source + "/", StringComparison.Ordinal))));
}
