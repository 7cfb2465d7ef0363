using System.Collections.Immutable;
using MathesarSetup.App.Opening;
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
    /// <param name="service">The service that runs Mathesar, where several could; null to tell it by its image.</param>
    public static async Task<ImportedInstallation> FromPlaceAsync(
        string place, ImmutableArray<string> composeFiles, string? into, string? service = null, CancellationToken cancellation = default)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place));
        var (request, findings) = InstallationFiles.Read(place, composeFiles);
        var root = Directory.Exists(full)
            ? full : Archive.KindOf(full) is null && request.ComposeFiles is not null ? Path.GetDirectoryName(full) : null;
        request = request with { Service = service };
        var reading = request.Files.IsEmpty && findings.Any(static f => f.Severity is Severity.Error)
            ? ImportReading.Failed()
            : await AskedAsync(Importer.Read(
                request with { From = root is not null && into is not null && root != Path.TrimEndingDirectorySeparator(into) ? root : null }),
                root, cancellation);
        var open = root is null ? [] : ReadableSecrets.Of(ReadableSecrets.Holding(reading.Draft, root,
            request.Files.Select(static f => KeyValuePair.Create(f.Path, f.Text))));
        return new ImportedInstallation(reading with { Findings = [.. findings, .. reading.Findings, .. open] }, root,
            root == full && File.Exists(Path.Join(full, AnswersFile.Name)));
    }

    /// <summary>From files that were read before and may have been edited since.</summary>
    public static ImportReading Again(ImmutableArray<FoundFile> files, string name, ImmutableArray<string>? composeFiles) =>
        Importer.Read(new ImportRequest(files, name) { ComposeFiles = composeFiles });

    /// <summary>From a text alone, such as a <c>docker run</c> line.</summary>
    /// <param name="name">The installation's name where the text gives none.</param>
    public static ImportedInstallation FromText(FoundFile text, string name) =>
        Importer.Read(new ImportRequest([text], name)) is var reading && reading.Findings.All(static f => f.Kind != ImportFinding.NothingFound)
            ? new(reading, null)
            : new(ImportReading.Failed(ImportFinding.NothingFound.Say("The text is neither a Compose file nor a docker run line, the output of "
                + "docker inspect, or an env file of Mathesar. Give one of these whole.")), null);

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
