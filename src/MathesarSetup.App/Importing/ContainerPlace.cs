using System.Collections.Immutable;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Installations;

namespace MathesarSetup.App.Importing;

/// <summary>Where the files lie that containers were made from: their labels tell.</summary>
/// <param name="Directory">As this process sees it.</param>
/// <param name="Files">The Compose files below it, in Compose's order; none where the labels name none.</param>
internal sealed record ContainerPlace(string Directory, ImmutableArray<string> Files)
{
    private const string ConfigFiles = "com.docker.compose.project.config_files";

    /// <summary>Whether the files are all there.</summary>
    public bool IsThere => System.IO.Directory.Exists(Directory)
        && (File.Exists(Path.Join(Directory, AnswersFile.Name))
            || (Files is not [] && Files.All(f => !f.StartsWith("../", StringComparison.Ordinal) && File.Exists(Path.Join(Directory, f)))));

    /// <summary>Null where the labels name no directory.</summary>
    public static ContainerPlace? Of(ImmutableSortedDictionary<string, string> labels, MountedPaths paths)
    {
        if ((labels.GetValueOrDefault(Labels.ComposeWorkingDirectory)
            ?? labels.GetValueOrDefault(Labels.InstallDirectory)) is not { Length: > 1 } directory
            || directory[0] is not '/')
        {
            return null;
        }

        // docker-compose 1.29 writes names below the directory, and later ones whole paths.
        var files = (labels.GetValueOrDefault(ConfigFiles) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(f => Path.GetRelativePath(directory, Path.GetFullPath(f, directory)));
        return new ContainerPlace(Path.TrimEndingDirectorySeparator(paths.Here(directory)), [.. files]);
    }

    public (ImportRequest Request, ImmutableArray<Findings.Finding> Findings) Read() => InstallationFiles.Read(Directory, Files);
}
