using System.Collections.Immutable;

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
            .Select(path => VersionedFile.Diff(Files.FirstOrDefault(f => f.Path == path), later.Files.FirstOrDefault(f => f.Path == path), reveal)));

    /// <summary>Whether every file is the same.</summary>
    internal bool IsSameAs(IEnumerable<VersionedFile> files) =>
        Files.OrderBy(static f => f.Path, StringComparer.Ordinal).SequenceEqual(files.OrderBy(static f => f.Path, StringComparer.Ordinal));
}

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

    internal static string Diff(VersionedFile? before, VersionedFile? after, bool reveal)
    {
        var lines = LineDiff.Between(before?.Text ?? "", after?.Text ?? "");
        var isPrivate = (((before?.Mode ?? ForOthers) & (after?.Mode ?? ForOthers)) & ForOthers) == 0;
        return UnifiedDiff.Text(before?.Path, after?.Path, reveal ? lines : new Masking(isPrivate).Hide(lines));
    }
}
