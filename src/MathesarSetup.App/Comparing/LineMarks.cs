using System.Collections.Immutable;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.App.Comparing;

/// <summary>Whose a line is, where somebody has written in a file.</summary>
public enum LineMark
{
    /// <summary>As it is on the disk, and as it was generated.</summary>
    None,

    /// <summary>A person wrote it, and it stays.</summary>
    Yours,

    /// <summary>It comes with this write.</summary>
    New,

    /// <summary>A person and the answers made it together, or say the same.</summary>
    Both,
}

/// <summary>Whose each line of a file is.</summary>
public static class LineMarks
{
    /// <summary>A mark for each line of the text that will lie there; none for a file that is new or goes.</summary>
    public static ImmutableArray<LineMark> Of(FileChange? change)
    {
        if (change is not { PresentText: { } mine } || change.Result is not { } result || change.Kind is ChangeKind.Same or ChangeKind.ModeOnly)
        {
            return [];
        }

        var count = result.Split('\n').Length;
        var present = In(mine, result);
        if (change.Wanted is { IsTheirs: true } || !IsEdited(change))
        {
            return Marks(count, line => present.Contains(line) ? LineMark.None : LineMark.New);
        }

        var wanted = change.Wanted is { } file ? In(file.Baseline ?? file.Content, result) : [];
        var former = change.Former is { } text ? In(text, result) : wanted;
        return Marks(count, line => (present.Contains(line), wanted.Contains(line)) switch
        {
            (true, true) => former.Contains(line) ? LineMark.None : LineMark.Both,
            (true, false) => change.Wanted is null && former.Contains(line) ? LineMark.None : LineMark.Yours,
            (false, true) => LineMark.New,
            _ => LineMark.Both,
        });
    }

    private static bool IsEdited(FileChange change) => change.Wanted is { Baseline: not null }
        || change.Kind is ChangeKind.Merge or ChangeKind.EditedByHand or ChangeKind.Foreign or ChangeKind.Kept or ChangeKind.KeepEdited;

    private static ImmutableHashSet<int> In(string text, string result) =>
        [.. LineDiff.Between(text, result).Where(static l => l.Kind is DiffLineKind.Both).Select(static l => l.NewNumber!.Value - 1)];

    private static ImmutableArray<LineMark> Marks(int count, Func<int, LineMark> mark) => [.. Enumerable.Range(0, count).Select(mark)];
}
