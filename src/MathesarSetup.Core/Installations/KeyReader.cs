using MathesarSetup.Catalogue;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Installations;

/// <summary>Finds the secret key where no variable says it: with another one, every stored database password would be lost.</summary>
internal static class KeyReader
{
    // Stands in public files of Mathesar 0.1.4 to 0.4.0, which use it when none is set.
    private const string Legacy = PublishedSecrets.LegacyKey;

    private const string FileName = "secret_key.txt";

    public static void Read(FoundService web, FoundInstallation found, ReleaseGuess? release, Answering answers)
    {
        if (answers.Draft.Texts.ContainsKey(SecretSettings.Key.Key) || answers.IsUnknown(SecretSettings.Key))
        {
            return;
        }

        var mount = web.Mounts.FirstOrDefault(static m => m.Target.TrimEnd('/') == ContainerPaths.Secrets);
        var path = mount is null
            ? null
            : $"{(mount.Source.StartsWith("./", StringComparison.Ordinal) ? mount.Source[2..] : mount.Source).TrimEnd('/')}/{FileName}";
        if (path is not null && found.Files.GetValueOrDefault(path) is { } file && answers.Say(SecretSettings.Key.Key, file.Text.Trim()))
        {
            return;
        }

        if (Version.TryParse(release?.Value, out var version) && !new Release(version).MakesKey)
        {
            answers.Say(SecretSettings.Key.Key, Legacy);
            answers.Findings.Add(ImportFindings.LegacyKey());
        }
        else
        {
            answers.Findings.Add(ImportFindings.KeyUnread(path ?? $"the container, in {ContainerPaths.Secrets}/{FileName}"));
        }
    }
}
