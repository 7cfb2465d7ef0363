using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Installations;

/// <summary>One change that shall be brought into the files of an installation where they lie.</summary>
/// <param name="Files">The files as they lie there.</param>
/// <param name="Change">The part, as it is there and as it shall be; secret values among them.</param>
/// <param name="Own">The files that the target would generate, from which new parts are taken with their comments.</param>
public sealed record EditRequest(ImportRequest Files, InstalledChange Change, ImmutableArray<FoundFile> Own)
{
    /// <summary>The text of a file; null when there is none.</summary>
    public string? Text(string path) => Files.Files.FirstOrDefault(f => f.Path == path)?.Text;

    /// <summary>The same files with another text in one of them, which may be new.</summary>
    public ImmutableArray<FoundFile> With(string path, string text) => With(Files.Files, path, text);

    public static ImmutableArray<FoundFile> With(ImmutableArray<FoundFile> files, string path, string text) =>
        files.FirstOrDefault(f => f.Path == path) is { } present
            ? files.Replace(present, new FoundFile(path, text))
            : files.Add(new FoundFile(path, text));
}
