using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;

namespace MathesarSetup.Targets;

/// <summary>A file to be written below the install directory.</summary>
/// <param name="Path">Relative, with forward slashes, never leaving the directory.</param>
/// <param name="Content">The whole text: UTF-8 without a byte order mark, line feeds only, a final line feed.</param>
/// <param name="About">One sentence on what the file is for.</param>
public sealed record GeneratedFile(string Path, string Content, string About)
{
    public const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    public const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>0644 unless it holds a secret (0600) or is a program (0755).</summary>
    public UnixFileMode Mode { get; init; } = Readable;

    /// <summary>Makes the text for the screen; null for a file without secrets.</summary>
    public Func<string>? Mask { get; init; }

    /// <summary>The same text for the screen: every secret in it stands as dots.</summary>
    public string Masked => Mask is null ? Content : Mask();

    /// <summary>
    /// The text that was read to make this one; null when none was. A file that still is that text may be replaced: what it says is kept, and its
    /// wording as a backup.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>
    /// How the generator words it, where <see cref="Content"/> is a person's wording of the same: a later merge starts from it. Null when the content
    /// is the generator's own.
    /// </summary>
    public string? Baseline { get; init; }

    /// <summary>
    /// Whether somebody else wrote it, and it is edited where it lies: its mode stays, it needs no force, and it is never taken away.
    /// </summary>
    public bool IsTheirs { get; init; }

    /// <summary>The same as a text that can be read back.</summary>
    public FoundFile Found => new(Path, Content);

    public bool IsPrivate => Mode == Private;
}

/// <summary>All files of one rendering, in the order in which a person would read them, and what the target could not honour.</summary>
public sealed record FileSet(ImmutableArray<GeneratedFile> Files, ImmutableArray<Finding> Findings)
{
    public static readonly FileSet Empty = new([], []);
}
