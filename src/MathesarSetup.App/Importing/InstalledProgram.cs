using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;

namespace MathesarSetup.App.Importing;

/// <summary>
/// The program of an installation without containers, where its unit says that it lies: it knows its release better than the unit does.
/// </summary>
internal static class InstalledProgram
{
    // Where install.sh puts it, with and without a directory for each release.
    private static readonly string[] s_places = ["", "current/", "program/"];

    /// <summary>The release that the program says it is; null where none lies there, or it cannot be read.</summary>
    public static ReleaseGuess? Read(ImportReading reading)
    {
        if (TargetKinds.Find(reading.Target ?? "") is not { Home: TargetHome.Host }
            || reading.Draft.Texts.GetValueOrDefault(HostSettings.Directory.Key) is not { Length: > 1 } said)
        {
            return null;
        }

        var directory = said.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(HomeDirectory.Path, said[2..]) : said;
        foreach (var place in s_places.Select(p => Path.Join(directory, p)))
        {
            if (Text(Path.Join(place, CodeVersion.File)) is { } code && CodeVersion.Read(code) is { } version)
            {
                return new ReleaseGuess(CodeVersion.Corrected(version, File.Exists(Path.Join(place, CodeVersion.TellTale))),
                    $"{Path.Join(place, CodeVersion.File)} says so", IsExact: true);
            }
        }

        return null;
    }

    private static string? Text(string path)
    {
        try
        {
            return File.Exists(path) && !LibC.IsSpecial(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return null;
        }
    }
}
