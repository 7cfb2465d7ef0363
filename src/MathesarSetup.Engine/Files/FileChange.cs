using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Merging;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>What writing would do to one file.</summary>
public enum ChangeKind
{
    /// <summary>It is not there yet.</summary>
    Create,

    /// <summary>It is as it was last generated, and would be replaced.</summary>
    Change,

    /// <summary>It has the wanted content already.</summary>
    Same,

    /// <summary>The content is right and the mode is not.</summary>
    ModeOnly,

    /// <summary>It was edited, and what is new fits in beside it: the edits stay.</summary>
    Merge,

    /// <summary>It was edited where the new one differs too: somebody has to decide, or force takes the new one there and keeps a backup.</summary>
    EditedByHand,

    /// <summary>Somebody else wrote it: replaced by force alone, with a backup.</summary>
    Foreign,

    /// <summary>It was generated once, nobody edited it, and it is no longer wanted.</summary>
    Remove,

    /// <summary>It was generated once, was edited since, and is no longer wanted: it stays, even by force.</summary>
    KeepEdited,

    /// <summary>Somebody decided that it stays as it lies there.</summary>
    Kept,
}

/// <summary>One file: what lies on the disk, what is wanted, and what follows.</summary>
public sealed class FileChange
{
    private static readonly UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    internal FileChange(string path, ChangeKind kind, GeneratedFile? wanted, DiskFile? present)
    {
        Path = path;
        Kind = kind;
        Wanted = wanted;
        Present = present;
    }

    /// <summary>Relative to the install directory.</summary>
    public string Path { get; }

    public ChangeKind Kind { get; }

    /// <summary>The file as generated now; null when it is no longer wanted.</summary>
    public GeneratedFile? Wanted { get; }

    /// <summary>The edited file and the new one in one, with the conflicts between them; null when there is nothing to merge.</summary>
    public Merged? Merge { get; internal init; }

    /// <summary>What the file holds once it is written; null when it is no longer wanted.</summary>
    public string? Result => Kind switch
    {
        ChangeKind.KeepEdited or ChangeKind.Kept => PresentText,
        ChangeKind.Remove => null,
        _ => SettledText ?? Merge?.Text(Choice.New) ?? Wanted?.Content,
    };

    /// <summary>What the file on the disk holds; null when there is none or it is no text.</summary>
    public string? PresentText => Present is null ? null : Utf8Text.Of(Present.Content);

    /// <summary>The mode of the file on the disk; null when there is none.</summary>
    public UnixFileMode? PresentMode => Present?.Mode;

    /// <summary>Whether writing would lose what a person wrote, so that it needs force.</summary>
    public bool NeedsForce => !IsAgreed && LosesEdits;

    /// <summary>Whether the file on the disk is not as wanted.</summary>
    public bool IsDifference => Kind is not (ChangeKind.Same or ChangeKind.KeepEdited or ChangeKind.Kept or ChangeKind.Merge)
        || (Kind is ChangeKind.Merge && !(Present!.Holds(ResultBytes!) && Present.Mode == Wanted!.Mode));

    /// <summary>Whether the file on the disk was read to make the wanted one.</summary>
    internal bool IsSource => Present is not null && Wanted?.Source is { } source && Present.Holds(Encoding.UTF8.GetBytes(source));

    /// <summary>Whether something that a person wrote makes room, so that a backup is kept.</summary>
    internal bool LosesEdits => Kind is ChangeKind.EditedByHand or ChangeKind.Foreign;

    /// <summary>Whether it is a file of the person's own that taking over writes beside the generated ones.</summary>
    public bool IsBeside { get; internal init; }

    /// <summary>
    /// The text that lies there after writing, for the screen: dots for secrets, and for what a person wrote where it may be one. A file that goes
    /// is shown as it is.
    /// </summary>
    public string MaskedResult => (Result ?? PresentText) is not { } text ? ""
        : Wanted is null or { IsTheirs: true } ? ShownLines.Of(Path, text)
        : Masking.Whole(text, Wanted.Baseline ?? Wanted.Content, Wanted.Masked);

    internal DiskFile? Present { get; }

    /// <summary>The file as it was last generated; null when it was not.</summary>
    internal string? Former { get; init; }

    /// <summary>Whether a person decided that the new one may take its place.</summary>
    internal bool IsAgreed { get; init; }

    /// <summary>By what a decision knows the content that it was about; empty where there is no file.</summary>
    internal string Mark => Present is null ? "" : Disk.Hash(Present.Content);

    /// <summary>What a person decided the file to hold.</summary>
    internal string? SettledText { get; init; }

    internal byte[]? WantedBytes => Wanted is null ? null : Encoding.UTF8.GetBytes(Wanted.Content);

    // What the next merge starts from.
    internal byte[]? BaselineBytes => Wanted?.Baseline is { } baseline ? Encoding.UTF8.GetBytes(baseline) : WantedBytes;

    internal byte[]? ResultBytes => Result is null ? null : Encoding.UTF8.GetBytes(Result);

    /// <summary>Every line, old and new, in the order of reading. Secrets are dots unless <paramref name="reveal"/>.</summary>
    public ImmutableArray<DiffLine> Lines(bool reveal = false)
    {
        var (old, @new) = (Present is null ? "" : Encoding.UTF8.GetString(Present.Content),
            Kind is ChangeKind.KeepEdited or ChangeKind.Kept ? null : Result ?? "");
        var lines = LineDiff.Between(old, @new);
        // What somebody else wrote was copied here too, and is no generated text for that.
        return reveal ? lines : Wanted is null or { IsTheirs: true } ? Shown(lines, old, @new ?? old) : Masking.Hide(lines, old, @new);
    }

    // Of a file that somebody else wrote, by its own format.
    private ImmutableArray<DiffLine> Shown(ImmutableArray<DiffLine> lines, string oldText, string newText)
    {
        var (old, @new) = (ShownLines.Each(Path, oldText), ShownLines.Each(Path, newText));
        return [.. lines.Select(line => line with { Text = line.NewNumber is { } number ? @new[number - 1] : old[line.OldNumber!.Value - 1] })];
    }

    /// <summary>Lines of the file on the disk, or of the new one, for the screen: dots stand for values that may be secret.</summary>
    public IEnumerable<string> Masked(IEnumerable<string> lines) => Masking.Hide(lines, PresentText ?? "");

    /// <summary>
    /// The difference from the disk to what is wanted in unified form; empty when there is none. Secrets are dots unless <paramref name="reveal"/>.
    /// </summary>
    public string Diff(bool reveal = false) =>
        UnifiedDiff.Text(Present is null ? null : Path, Wanted is null && Kind != ChangeKind.KeepEdited ? null : Path, Lines(reveal));

    public override string ToString() => $"{Kind} {Path}";

    // Of a file that stays somebody else's no line was generated.
    private Masking Masking => Wanted is { IsTheirs: true } ? new(Path, HoldsSecrets)
        : new(Path, HoldsSecrets, Former, Wanted?.Baseline ?? Wanted?.Content);

    private bool HoldsSecrets => Wanted is { IsPrivate: true } || (Present is not null && (Present.Mode & ForOthers) == 0);
}
