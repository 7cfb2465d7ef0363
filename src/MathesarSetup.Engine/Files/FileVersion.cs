using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Engine.Files;

/// <summary>The files of an installation as they were at one moment.</summary>
/// <param name="Number">Counts from 1; a later version has a higher number.</param>
/// <param name="Time">When it was kept, UTC.</param>
/// <param name="Reason">What was done: <c>written</c>, <c>found</c> (as somebody left the files), <c>restored</c>.</param>
public sealed record FileVersion(int Number, DateTimeOffset Time, string Reason, ImmutableArray<VersionedFile> Files)
{
    /// <summary>What changed from this version to another, in unified form. Secrets are dots unless <paramref name="reveal"/>.</summary>
    public string Diff(FileVersion later, bool reveal = false) => string.Concat(
        Files.Concat(later.Files).Select(static f => f.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(path => VersionedFile.Diff(Find(path), later.Find(path), reveal, IsTheirs(path) || later.IsTheirs(path))));

    /// <summary>What this version has otherwise than the one before it; null for the first.</summary>
    public VersionChanges Since(FileVersion? former) => new(
        [.. Files.Where(f => former?.Find(f.Path) is null).Select(static f => f.Path)],
        [.. Files.Where(f => former?.Find(f.Path) is { } was && (was.Text, was.Mode) != (f.Text, f.Mode)).Select(static f => f.Path)],
        [.. (former?.Files ?? []).Where(f => Find(f.Path) is null).Select(static f => f.Path)]);

    private VersionedFile? Find(string path) => Files.FirstOrDefault(f => f.Path == path);

    // Files that stay somebody else's have copies too, and no line of them was generated.
    private bool IsTheirs(string path) => path is not (AnswersFile.Name or AnswersFile.SecretsName) && Find(AnswersFile.Name) is { } answers
        && LayoutSettings.IsInPlace(AnswersFile.Read(answers.Content, answers.Path).Draft.Read().Answers);

    /// <summary>Whether every file is the same.</summary>
    internal bool IsSameAs(IEnumerable<VersionedFile> files) =>
        Files.OrderBy(static f => f.Path, StringComparer.Ordinal).SequenceEqual(files.OrderBy(static f => f.Path, StringComparer.Ordinal));
}

/// <summary>In what a version differs from the one before it, by the names of files.</summary>
public sealed record VersionChanges(ImmutableArray<string> Added, ImmutableArray<string> Changed, ImmutableArray<string> Removed);

/// <summary>One file of a version.</summary>
/// <param name="Text">Its content; base64 where <paramref name="IsBinary"/>.</param>
/// <param name="Generated">What had been generated last, by which edits are told; null when it was somebody's own.</param>
public sealed record VersionedFile(string Path, int Mode, string Text, bool IsBinary, string? Generated)
{
    private const int ForOthers = 0x24;

    public override string ToString() => Path;

    internal byte[] Content => IsBinary ? Convert.FromBase64String(Text) : System.Text.Encoding.UTF8.GetBytes(Text);

    internal static VersionedFile Of(string path, byte[] content, UnixFileMode mode, string? generated) => Utf8Text.Of(content) is { } text
        ? new VersionedFile(path, (int)mode, text, IsBinary: false, generated)
        : new VersionedFile(path, (int)mode, Convert.ToBase64String(content), IsBinary: true, generated);

    /// <param name="isTheirs">Whether it stays somebody else's, so that no line was generated.</param>
    internal static string Diff(VersionedFile? before, VersionedFile? after, bool reveal, bool isTheirs)
    {
        var (old, @new) = (before?.Text ?? "", after?.Text ?? "");
        var lines = LineDiff.Between(old, @new);
        var isPrivate = (((before?.Mode ?? ForOthers) & (after?.Mode ?? ForOthers)) & ForOthers) == 0;
        return UnifiedDiff.Text(before?.Path, after?.Path,
            reveal ? lines : (isTheirs ? new Masking((before ?? after)!.Path, isPrivate)
                : new Masking((before ?? after)!.Path, isPrivate, before?.Generated, after?.Generated)).Hide(lines, old, @new));
    }
}
