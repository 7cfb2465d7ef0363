using MathesarSetup.App.Opening;
using MathesarSetup.Installations;

namespace MathesarSetup.App.Importing;

/// <summary>What lies in a directory that somebody opened or chose: an installation of ours, one of somebody else's, or something else.</summary>
/// <param name="Reading">What was read of an installation that something else made; null where there is none.</param>
public sealed record PlaceLook(DirectoryFacts Facts, ImportReading? Reading)
{
    /// <summary>Looks, and changes nothing.</summary>
    public static PlaceLook At(string directory)
    {
        var facts = DirectoryFacts.Read(directory);
        var reading = facts.Holds is DirectoryHolds.Other or DirectoryHolds.Ours && FoundPlace.At(facts.Path) is { IsOwn: false }
            ? FoundPlace.Read(facts.Path) : null;
        return new PlaceLook(reading is null ? facts : facts with { Holds = DirectoryHolds.Foreign }, reading);
    }

    /// <summary>The files in which it stands, the first ones first.</summary>
    public string[] Files => Reading is null ? [] : [.. (Reading.Sources.IsEmpty ? Reading.Replaced : Reading.Sources).Select(static f => f.Path)];
}
