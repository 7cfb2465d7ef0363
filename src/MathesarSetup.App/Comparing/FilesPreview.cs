using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Comparing;

/// <summary>
/// The files as they will lie in the directory: what a person wrote merged in, edits in place, what a take-over writes beside, and what goes.
/// </summary>
/// <param name="Files">With the very text that will be written; a file that goes has the text that it has now.</param>
/// <param name="Changes">What becomes of each file that is there or will be; none where the directory is empty.</param>
public sealed record FilesPreview(ImmutableArray<GeneratedFile> Files, ImmutableDictionary<string, FileChange> Changes)
{
    private static readonly ImmutableDictionary<string, FileChange> s_none = ImmutableDictionary<string, FileChange>.Empty;

    /// <summary>From a directory that was read once, so that no keystroke waits for the disk.</summary>
    /// <param name="files">What is to be written.</param>
    /// <param name="known">What is known of the directory beside its files.</param>
    /// <param name="said">What was said about files that somebody edited.</param>
    public static FilesPreview Of(DirectorySnapshot there, FileSet files, Decisions known, FileDecisions said)
    {
        if (there.IsEmpty)
        {
            return new FilesPreview(files.Files, s_none);
        }

        var open = there.Compare(files, known);
        var settled = said.For(open);
        var changes = (settled.IsEmpty ? open : there.Compare(files, known with { Settled = settled })).Changes
            .DistinctBy(static c => c.Path).ToImmutableDictionary(static c => c.Path, StringComparer.Ordinal);
        return new FilesPreview(
        [
            .. files.Files.Select(file => changes.TryGetValue(file.Path, out var change) ? Shown(change, file) : file),
            .. changes.Values.Where(c => files.Files.All(f => f.Path != c.Path)).OrderBy(static c => c.Path, StringComparer.Ordinal)
                .Select(static c => Shown(c, c.Wanted ?? new GeneratedFile(c.Path, "", ""))),
        ], changes);
    }

    private static GeneratedFile Shown(FileChange change, GeneratedFile file) => (change.Result ?? change.PresentText) is not { } text ? file
        : change.Wanted is not null && text == file.Content ? file
        : file with
        {
            Content = text,
            Mask = () => change.MaskedResult,
            Mode = change.Wanted is null || change.Kind is ChangeKind.Kept ? change.PresentMode ?? file.Mode : file.Mode,
        };
}
