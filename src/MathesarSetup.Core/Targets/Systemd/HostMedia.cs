using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Reads where a program of the machine keeps uploads, so that they are found again.</summary>
internal static class HostMedia
{
    private const string Usual = "/.media";

    private const string Below = "/media";

    // Beside the program is the default; in a directory of its own it has a name of its own.
    public static void Read(ImmutableDictionary<string, FoundText> variables, Answering answers)
    {
        if (variables.GetValueOrDefault("MEDIA_ROOT") is not { Value.Length: > 0 } media)
        {
            return;
        }

        var path = media.Value.TrimEnd('/');
        var directory = answers.Draft.Texts.GetValueOrDefault(HostSettings.Directory.Key);
        if (path.EndsWith(Usual, StringComparison.Ordinal) && path[..^Usual.Length] == directory)
        {
            answers.Mark(media);
        }
        else if (path.EndsWith(Below, StringComparison.Ordinal) && answers.Say(TuningSettings.StoreInDirectory.Key, "directory"))
        {
            answers.Say(TuningSettings.Directory.Key, path[..^Below.Length], media);
        }
    }
}
