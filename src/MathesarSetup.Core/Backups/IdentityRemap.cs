using System.Collections.Immutable;

namespace MathesarSetup.Backups;

/// <summary>
/// Gives rows of Mathesar's own records the numbers that the tables and columns which they mean have now. A row that means something which is
/// not there is set aside: its number may be another table's by now, and nothing would tell.
/// </summary>
public static class IdentityRemap
{
    /// <param name="rows">Owners stand before what goes with them.</param>
    /// <param name="databases">By the id of a connected database, what became of its numbers. Rows about any other stay as they are.</param>
    public static RemappedRecords Of(IEnumerable<MetadataRow> rows, IReadOnlyDictionary<long, Renumbering> databases)
    {
        var (renumbered, aside) = (new List<RenumberedRow>(), new List<SetAsideRow>());
        foreach (var row in rows)
        {
            if (databases.TryGetValue(row.Database, out var numbers))
            {
                var said = new RowRemap(row, numbers).Run();
                renumbered.AddRange(said.Row is null ? [] : [said.Row]);
                aside.AddRange(said.Aside is null ? [] : [said.Aside]);
            }
        }

        // What goes with a row that was set aside is set aside with it, be it a field of a field.
        for (var gone = Ids(aside); Orphans(renumbered, gone) is [_, ..] orphans; gone = Ids(aside))
        {
            renumbered.RemoveAll(orphans.Contains);
            aside.RemoveAll(a => orphans.Any(o => o.Row == a.Row));
            aside.AddRange(orphans.Select(static o => new SetAsideRow(o.Row, IsWhole: true, "what it belongs to was set aside")));
        }

        return new RemappedRecords([.. renumbered], [.. aside]);
    }

    private static HashSet<(string, long)> Ids(IEnumerable<SetAsideRow> aside) =>
        aside.Where(static a => a.IsWhole).Select(static a => (a.Row.Table.Name, a.Row.Id)).ToHashSet();

    private static ImmutableArray<RenumberedRow> Orphans(IEnumerable<RenumberedRow> rows, HashSet<(string, long)> gone) =>
        [.. rows.Where(r => r.Row.Table.Owners.Any(o => r.Row.Owner(o.Column) is { } id && gone.Contains((o.Table, id))))];
}
