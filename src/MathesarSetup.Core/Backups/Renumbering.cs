using System.Collections.Immutable;

namespace MathesarSetup.Backups;

/// <summary>What the schemas, tables and columns of a database became in the one that took its place: each is found again by its name.</summary>
public sealed class Renumbering
{
    private readonly Dictionary<uint, string> _schemaNames;
    private readonly Dictionary<uint, NamedRelation> _before;
    private readonly Dictionary<uint, uint> _schemas;
    private readonly Dictionary<uint, NamedRelation> _relations;
    private readonly Dictionary<uint, Dictionary<short, short>> _columns = [];

    public Renumbering(IdentityMap before, IdentityMap after)
    {
        _schemaNames = before.Schemas.ToDictionary(static s => s.Oid, static s => s.Name);
        _before = before.Relations.ToDictionary(static r => r.Oid);
        _schemas = Pairs(before.Schemas, after.Schemas, static s => s.Name, static s => s.Name)
            .ToDictionary(static p => p.Before.Oid, static p => p.After.Oid);
        var names = after.Schemas.ToDictionary(static s => s.Oid, static s => s.Name);
        _relations = Pairs(before.Relations, after.Relations, r => (_schemaNames.GetValueOrDefault(r.Schema), r.Name),
                r => (names.GetValueOrDefault(r.Schema), r.Name))
            .Where(static p => p.Before.Kind == p.After.Kind).ToDictionary(static p => p.Before.Oid, static p => p.After);
    }

    /// <summary>The new number of a schema; null where it is not there.</summary>
    public uint? Schema(uint before) => _schemas.TryGetValue(before, out var after) ? after : null;

    /// <summary>The new number of a table; null where it is not there, or is a thing of another kind.</summary>
    public uint? Relation(uint before) => After(before)?.Oid;

    /// <summary>The new number of the schema in which a table lies now.</summary>
    public uint? SchemaOf(uint before) => After(before)?.Schema;

    /// <summary>The new number of a column of a table; null where it is not there.</summary>
    public short? Column(uint relation, long number) =>
        number is >= short.MinValue and <= short.MaxValue && Columns(relation).TryGetValue((short)number, out var after) ? after : null;

    /// <summary>The former numbers of the tables that a column of a table pointed at.</summary>
    public IEnumerable<uint> Targets(uint relation, long number) => !_before.TryGetValue(relation, out var found) ? []
        : found.Links.Where(l => l.Number == number).Select(static l => l.Relation).Distinct();

    /// <summary>A table as a person knows it; null for a number that was nothing's.</summary>
    public string? Name(uint relation) => _before.TryGetValue(relation, out var found)
        ? $"{_schemaNames.GetValueOrDefault(found.Schema, "?")}.{found.Name}" : null;

    /// <summary>A column as a person knows it; null for a number that was nothing's.</summary>
    public string? Name(uint relation, long number) => _before.TryGetValue(relation, out var found)
        ? found.Columns.FirstOrDefault(c => c.Number == number)?.Name : null;

    private NamedRelation? After(uint before) => _relations.GetValueOrDefault(before);

    private Dictionary<short, short> Columns(uint relation)
    {
        if (!_columns.TryGetValue(relation, out var columns))
        {
            _columns[relation] = columns = After(relation) is not { } after ? []
                : Pairs(_before[relation].Columns, after.Columns, static c => c.Name, static c => c.Name)
                    .ToDictionary(static p => p.Before.Number, static p => p.After.Number);
        }

        return columns;
    }

    // A name that stands twice could be read only in part, so that it tells nothing.
    private static IEnumerable<(T Before, T After)> Pairs<T, TKey>(
        ImmutableArray<T> before, ImmutableArray<T> after, Func<T, TKey> nameBefore, Func<T, TKey> nameAfter) =>
        Single(before, nameBefore).Join(Single(after, nameAfter), nameBefore, nameAfter, static (b, a) => (b, a));

    private static IEnumerable<T> Single<T, TKey>(ImmutableArray<T> all, Func<T, TKey> key) =>
        all.GroupBy(key).Where(static g => !g.Skip(1).Any()).Select(static g => g.First());
}
