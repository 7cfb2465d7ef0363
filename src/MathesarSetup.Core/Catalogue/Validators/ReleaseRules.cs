using System.Text.RegularExpressions;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about what a release of Mathesar reads and needs.</summary>
internal static partial class ReleaseRules
{
    public static IEnumerable<Finding> Check(Answers a)
    {
        var release = a.Get(RunSettings.Version);
        if (release.Version > Releases.Newest.Version)
        {
            yield return Finding.Warning("mathesar.too-new", $"Mathesar {release} is newer than this program, which makes for it what {Releases.Newest} takes. Read its release notes first, or use a newer Mathesar Setup.", RunSettings.Version.Key);
        }

        foreach (var (setting, key) in Settings.All.Where(s => s.Since > release.Version).SelectMany(s => Answered(a, s)))
        {
            yield return Finding.Warning("mathesar.too-old", $"Mathesar {release} does not read this; {setting.Since!.ToString(3)} is the first that does. The answer has no effect until you choose a newer release.", key,
                Fix.To($"Use Mathesar {Releases.Newest}", RunSettings.Version.Key, Releases.Newest.ToString()));
        }

        if (!RunSettings.OnHost(a) && Tag().Match(a.Get(RunSettings.Image)) is { Success: true } match && Releases.Find(match.Groups[1].Value) is { } named && named != release)
        {
            yield return Finding.Warning("mathesar.image-differs", $"The image says {named} and the release says {release}. Files and health checks are made for {release}.", RunSettings.Image.Key,
                Fix.To($"Set the release to {named}", RunSettings.Version.Key, named.ToString()));
        }
    }

    private static IEnumerable<(Setting Setting, string Key)> Answered(Answers a, Setting setting) =>
        a.AnsweredKeys.Where(k => Settings.Find(k) == setting && (setting.Repeated || (setting.AskedWhen(a) && a.Text(setting) != a.DefaultText(setting)))).Select(k => (setting, k));

    [GeneratedRegex(@":v?([0-9]+\.[0-9]+\.[0-9]+)$")]
    private static partial Regex Tag();
}
