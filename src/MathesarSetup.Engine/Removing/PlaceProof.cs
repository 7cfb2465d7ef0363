using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Removing;

/// <summary>What an install directory remembers of what was made from it in one place. Unknown is not absent, and a name proves nothing.</summary>
/// <param name="Mark">What it remembers; null for nothing.</param>
/// <param name="Here">What was made in this place; null where it is another one, or nothing is remembered.</param>
/// <param name="IsBound">Whether the directory is the very one that remembers, where it lay then.</param>
internal sealed record PlaceProof(InstallationMark? Mark, MarkedEngine? Here, bool IsBound)
{
    /// <param name="identity">What tells the place from others.</param>
    /// <param name="directory">Where the install directory lies, without links, as the place's machine has it.</param>
    public static PlaceProof Of(Disk disk, string identity, string directory)
    {
        var mark = InstallationMark.Load(disk);
        return new(mark, mark?.In(identity), mark?.Binds(disk, directory) is true);
    }

    /// <summary>Why the directory is not the one that remembers.</summary>
    public string Unbound => Mark is null ? "nothing here remembers making it"
        : $"this directory is a copy, or was moved since: what it remembers was made from {Mark.Directory}";

    /// <summary>Why data does not go although somebody wants it to; null where it is proven to have been made from here.</summary>
    /// <param name="data">By what it is remembered.</param>
    public string? Doubt(string data) => !IsBound ? Unbound
        : Here is null ? "nothing was made from here in this place"
        : Here.Volumes.Contains(data, StringComparer.Ordinal) ? null : "nothing here remembers making it";

    /// <summary>Why data is left, or may be; null where surely none is. What is not known to be gone is there.</summary>
    /// <param name="place">What such a place is called.</param>
    public string? Left(IEnumerable<Belonging> things, string place) =>
        things.Where(static t => t is { IsData: true, Fate: not Fate.Goes }).ToArray() is { Length: > 0 } data
            ? $"data is left: {string.Join(", ", data.Select(static t => $"{t.Kind} {t.Name}"))}"
            : Mark is null ? $"nothing here remembers where this installation ran, so its data may lie in another {place}"
            : Here is null ? $"it was not installed in this {place}, but in {string.Join(" and ", Mark.Engines.Select(static e => e.Shown))}"
            : !IsBound ? Unbound
            : Mark.Engines.Where(e => e != Here && e.Volumes.Count > 0).Select(static e => e.Shown).ToArray() is { Length: > 0 } others
                ? $"it was installed in {string.Join(" and ", others)} too, where its data may lie"
            : null;
}
