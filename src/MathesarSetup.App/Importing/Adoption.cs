using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Installations;

namespace MathesarSetup.App.Importing;

/// <summary>What an installation that something else made leaves behind in the directory of its answers.</summary>
public static class Adoption
{
    /// <summary>
    /// The reading as it counts there. In its own directory its files make room; elsewhere only what was not understood goes along.
    /// </summary>
    public static ImportReading Of(ImportReading reading, bool isHere) => isHere ? reading
        : reading with { Replaced = [], Override = reading.Override is { } kept ? kept with { Path = ImportedFiles.Override } : null };

    /// <summary>Whether the files stay as they are, and only count as known from now on.</summary>
    public static bool IsInPlace(ImportReading reading) =>
        reading.Draft.Texts.GetValueOrDefault(LayoutSettings.Layout.Key) == LayoutSettings.InPlaceText;

    /// <summary>
    /// Lets the files that were read make room for generated ones, which is done before anything is written. An error forbids writing.
    /// </summary>
    public static ImmutableArray<Finding> MakeRoom(string directory, ImportReading? adopted) =>
        adopted is null ? []
        : IsInPlace(adopted) ? InstallDirectory.Open(directory).Adopt(adopted.Sources, null)
        : adopted is { Replaced.IsEmpty: true, Override: null } ? []
        : InstallDirectory.Open(directory).Adopt(adopted.Replaced, adopted.Override);
}
