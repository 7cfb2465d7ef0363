using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Importing;

/// <summary>Reads an existing installation from wherever it is, for the command line and the wizard alike.</summary>
public static class InstallationImport
{
    /// <summary>From a directory, a file of it, or an archive; what its files do not tell is asked of what runs from them.</summary>
    /// <param name="composeFiles">Compose files that were chosen, a later one over an earlier one; none for the usual ones.</param>
    /// <param name="into">The directory that the answers are for; null for that of the files.</param>
    public static async Task<ImportedInstallation> FromPlaceAsync(
        string place, ImmutableArray<string> composeFiles, string? into, CancellationToken cancellation = default)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place));
        var (request, findings) = InstallationFiles.Read(place);
        var root = Directory.Exists(full)
            ? full : Archive.KindOf(full) is null && request.ComposeFiles is not null ? Path.GetDirectoryName(full) : null;
        request = composeFiles is []
            ? request
            : request with { ComposeFiles = [.. composeFiles.Select(static f => f.StartsWith("./", StringComparison.Ordinal) ? f[2..] : f)] };
        var reading = request.Files.IsEmpty && findings.Any(static f => f.Severity is Severity.Error)
            ? ImportReading.Failed()
            : await AskedAsync(Importer.Read(
                request with { From = root is not null && into is not null && root != Path.TrimEndingDirectorySeparator(into) ? root : null }),
                root, cancellation);
        return new ImportedInstallation(reading with { Findings = [.. findings, .. reading.Findings] }, root,
            root == full && File.Exists(Path.Join(full, AnswersFile.Name)));
    }

    /// <summary>From a text alone, such as a <c>docker run</c> line.</summary>
    /// <param name="name">The installation's name where the text gives none.</param>
    public static ImportedInstallation FromText(FoundFile text, string name) => new(Importer.Read(new ImportRequest([text], name)), null);

    /// <summary>From the containers that belong to one, and from the files that they were made from.</summary>
    /// <param name="nameOrLabel">A name, an id, a label, or <c>label=value</c>.</param>
    /// <param name="into">The directory that the answers are for; null for that of the files.</param>
    public static async Task<ImportedInstallation> FromContainerAsync(string nameOrLabel, string? into, CancellationToken cancellation = default)
    {
        var (reading, directory) = await ContainerImporter.ReadAsync(nameOrLabel, into, cancellation);
        return new ImportedInstallation(reading, directory, directory is not null && FoundPlace.At(directory) is { IsOwn: true });
    }

    /// <summary>The containers that run Mathesar, or did; none when there is no engine.</summary>
    public static Task<ImmutableArray<FoundContainer>> ListContainersAsync(CancellationToken cancellation = default) =>
        ContainerImporter.ListAsync(cancellation);

    private static async Task<ImportReading> AskedAsync(ImportReading reading, string? root, CancellationToken cancellation) =>
        root is null ? reading : await ContainerImporter.AskAsync(reading, root, cancellation);
}
