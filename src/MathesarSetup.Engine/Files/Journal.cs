using System.Collections.Immutable;
using System.Text;

namespace MathesarSetup.Engine.Files;

/// <summary>One file of a transaction.</summary>
/// <param name="Path">Relative to the install directory.</param>
/// <param name="Existed">Whether a file was there before.</param>
/// <param name="NewHash">SHA-256 of the new content in lower-case hex; null when the file goes away.</param>
internal sealed record JournalEntry(string Path, bool Existed, string? NewHash)
{
    /// <summary>Where the new content waits.</summary>
    public string Staged => RelativePath.Beside(Path, "new");

    /// <summary>Where the old content is kept until the end.</summary>
    public string Kept => RelativePath.Beside(Path, "old");
}

/// <summary>
/// What a transaction changes, written once and synced before anything else. How far it is stands in the file's name, because a rename needs no space
/// on a full disk.
/// </summary>
internal sealed record Journal(ImmutableArray<string> NewDirectories, ImmutableArray<JournalEntry> Entries)
{
    /// <summary>Being written itself: nothing else has happened yet.</summary>
    public const string Unborn = $"{StateFolder.Name}/journal-unborn";

    /// <summary>New files are being laid beside the old ones: to be rolled back.</summary>
    public const string Staging = $"{StateFolder.Name}/journal-staging";

    /// <summary>Everything is staged and synced: to be finished.</summary>
    public const string Forward = $"{StateFolder.Name}/journal-forward";

    /// <summary>The new files are there and are being tried: to be rolled back unless the trial ends well.</summary>
    public const string Trial = $"{StateFolder.Name}/journal-trial";

    /// <summary>All new files are there: only what was kept for rolling back is to be deleted.</summary>
    public const string Sweeping = $"{StateFolder.Name}/journal-sweeping";

    /// <summary>Finishing failed: the old files are being put back.</summary>
    public const string Back = $"{StateFolder.Name}/journal-back";

    private const string FirstLine = "mathesar-setup journal 1";
    private const string LastLine = "end";

    /// <summary>All directories in which names change, to be synced.</summary>
    public IEnumerable<string> Directories =>
        Entries.Select(static entry => RelativePath.Parent(entry.Path))
            .Concat(NewDirectories.Select(RelativePath.Parent))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public byte[] Format()
    {
        var text = new StringBuilder().Append(FirstLine).Append('\n');
        foreach (var directory in NewDirectories)
        {
            text.Append("directory ").Append(directory).Append('\n');
        }

        foreach (var entry in Entries)
        {
            text.Append(entry.Existed ? "replace " : "make ").Append(entry.NewHash ?? "nothing").Append(' ').Append(entry.Path).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.Append(LastLine).Append('\n').ToString());
    }

    /// <summary>Reads a journal; null when it is damaged or names anything outside the install directory.</summary>
    public static Journal? Parse(byte[] content)
    {
        var lines = Encoding.UTF8.GetString(content).Split('\n');
        if (lines is not [FirstLine, .. var body, LastLine, ""])
        {
            return null;
        }

        var directories = ImmutableArray.CreateBuilder<string>();
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        foreach (var line in body)
        {
            switch (line.Split(' ', 3))
            {
                case ["directory", ..] when RelativePath.IsCanonical(line["directory ".Length..]):
                    directories.Add(line["directory ".Length..]);
                    break;
                case [("replace" or "make") and var verb, var hash, var path] when RelativePath.IsCanonical(path):
                    entries.Add(new JournalEntry(path, verb == "replace", hash == "nothing" ? null : hash));
                    break;
                default:
                    return null;
            }
        }

        return new Journal(directories.ToImmutable(), entries.ToImmutable());
    }
}
