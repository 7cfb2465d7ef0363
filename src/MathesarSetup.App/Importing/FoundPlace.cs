using System.Collections.Immutable;
using MathesarSetup.App.Opening;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Importing;

/// <summary>An installation that can be offered for change.</summary>
/// <param name="Directory">Absolute.</param>
/// <param name="IsOwn">Whether it was generated, so that it is opened and not read from its files.</param>
public sealed record FoundPlace(string Directory, bool IsOwn)
{
    /// <summary>
    /// The directory that is worked in, where something else made it; the one that the program was started in; then those that the user worked in
    /// before.
    /// </summary>
    public static ImmutableArray<FoundPlace> Look(string directory, IEnumerable<string> knownDirectories) =>
    [
        .. new[] { directory, Environment.CurrentDirectory }.Select(At).OfType<FoundPlace>()
            .Concat(knownDirectories.Select(static d => new FoundPlace(d, IsOwn: true)))
            .Where(p => !(p.IsOwn && p.Directory == directory)).DistinctBy(static p => p.Directory),
    ];

    /// <summary>What lies at a directory; null when it is no installation.</summary>
    public static FoundPlace? At(string directory) =>
        File.Exists(Path.Join(directory, AnswersFile.Name)) ? new FoundPlace(directory, IsOwn: true)
        // Its memory alone, beside the files of before: the version that was found has been put back.
        : Read(directory) is not null ? new FoundPlace(directory, IsOwn: false)
        : InstallPlace.HoldsInstallation(directory) ? new FoundPlace(directory, IsOwn: true)
        : null;

    /// <summary>Why nothing may be made at a directory: an installation lies there that nobody has read yet. Null when none does.</summary>
    public static Finding? Occupied(string directory) =>
        !InstallPlace.HoldsInstallation(directory) && Look(directory) is { } found
            && (found is { Target: not null, Draft.Texts.IsEmpty: false } || found.Findings.Any(static f => f.Kind == ImportFinding.RunByAnother))
            ? RequestFinding.ImportFirst.Say($"{directory} holds an installation of Mathesar that was made otherwise, "
                + "and a new one beside it would come up with new secrets and without its data. "
                + "Read it first, on the wizard's first page or by mathesar-setup import, or choose another directory.")
            : null;

    /// <summary>What an installation says that something else made; null when there is none at a directory, or it cannot be read.</summary>
    /// <param name="composeFiles">Compose files that were chosen; null for the usual ones.</param>
    public static ImportReading? Read(string directory, ImmutableArray<string>? composeFiles = null) =>
        Look(directory, composeFiles) is { Target: not null } reading ? reading : null;

    private static ImportReading? Look(string directory, ImmutableArray<string>? composeFiles = null)
    {
        try
        {
            return System.IO.Directory.Exists(directory) && InstallationFiles.Read(directory).Request is { Files: not [] } request
                ? Importer.Read(request with { ComposeFiles = composeFiles ?? request.ComposeFiles })
                : null;
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }
}
