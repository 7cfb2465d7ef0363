using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Opening;

/// <summary>Tells files of secrets that other users of the machine can read.</summary>
public static class ReadableSecrets
{
    // A shorter one stands in many a file by chance.
    private const int Short = 6;

    private const UnixFileMode OfOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>A warning for each of these files that is there and that everybody can read or write.</summary>
    public static IEnumerable<Finding> Of(IEnumerable<string> paths) => OperatingSystem.IsWindows() ? [] :
        paths.Distinct(StringComparer.Ordinal).Where(static path => (Mode(path) & OfOthers) != 0).Select(static path =>
            RequestFinding.ReadableSecret.Say(
                $"This file holds secrets, and everybody on this machine can read it. Close it: chmod 600 {Sh.Quote(path)}") with
            { File = path });

    /// <summary>The files of a directory in which one of the secret answers stands.</summary>
    /// <param name="files">By path, relative to the directory.</param>
    public static IEnumerable<string> Holding(Draft answers, string directory, IEnumerable<KeyValuePair<string, string>> files)
    {
        var secrets = answers.Texts.Where(static t => t.Value.Length >= Short && Settings.Find(t.Key) is { Secret: true }).Select(static t => t.Value)
            .ToArray();
        // A password such as "mathesar" stands in every text of ours.
        return files.Where(static file => file.Key is not (AnswersFile.Name or AnswersFile.SchemaName))
            .Where(file => secrets.Any(secret => file.Value.Contains(secret, StringComparison.Ordinal)))
            .Select(file => Path.Join(directory, file.Key));
    }

    private static UnixFileMode Mode(string path)
    {
        try
        {
            return File.Exists(path) ? File.GetUnixFileMode(path) : UnixFileMode.None;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return UnixFileMode.None;
        }
    }
}
