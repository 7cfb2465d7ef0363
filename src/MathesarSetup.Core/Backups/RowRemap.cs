using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Backups;

/// <summary>One row of Mathesar's records, with the numbers of the database as it is now.</summary>
internal sealed class RowRemap(MetadataRow row, Renumbering numbers)
{
    private readonly JsonObject _values = [];
    private readonly List<string> _lost = [];

    public (RenumberedRow? Row, SetAsideRow? Aside) Run()
    {
        var isWhole = false;
        foreach (var column in row.Table.Columns.Where(c => row.Values.ContainsKey(c.Name)))
        {
            var before = row.Values[column.Name];
            var after = before is null ? null : New(column, before);
            isWhole |= before is not null && after is null && column.IsNeeded;
            _values[column.Name] = after;
        }

        var aside = isWhole || _lost is not [] ? new SetAsideRow(row, isWhole, string.Join(", ", _lost.Distinct(StringComparer.Ordinal))) : null;
        return (isWhole ? null : new RenumberedRow(row, _values), aside);
    }

    private JsonNode? New(IdentityColumn column, JsonNode before) => column.Kind switch
    {
        IdentityKind.Relation => Relation(Number(before)),
        IdentityKind.Schema => Schema(Number(before)),
        IdentityKind.Column => Column(row.Relation, Number(before)),
        IdentityKind.Order => before is JsonArray order ? Order(order) : Unknown(column),
        IdentityKind.Summary => before is JsonArray parts ? Summary(parts) : Unknown(column),
        _ => before is JsonArray joined ? Joined(joined) : Unknown(column),
    };

    private JsonNode? Relation(long? number) =>
        number is >= 0 and <= uint.MaxValue && numbers.Relation((uint)number) is { } after ? JsonValue.Create(after)
        : Lose(number is >= 0 and <= uint.MaxValue && numbers.Name((uint)number) is { } name ? $"the table {name} is not there"
            : "its table was not there before either");

    // A schema's number changes alone when PostgreSQL's own upgrade moves the data: where its table is tells it then.
    private JsonNode? Schema(long? number) =>
        ((number is >= 0 and <= uint.MaxValue ? numbers.Schema((uint)number) : null) ?? numbers.SchemaOf(row.Relation)) is { } after
            ? JsonValue.Create(after) : Lose("its schema is not there");

    private JsonNode? Column(uint relation, long? number) => number is { } known && numbers.Column(relation, known) is { } after
        ? JsonValue.Create(after) : Lose(number is { } gone ? Missing(relation, gone) : "a column is named in an unknown way");

    // A number that was no column's before was left there by Mathesar, and nobody saw it.
    private JsonArray Order(JsonArray order)
    {
        var after = new JsonArray();
        foreach (var number in order.Select(Number))
        {
            if (number is { } known && numbers.Column(row.Relation, known) is { } found)
            {
                after.Add(found);
            }
            else if (number is null || numbers.Name(row.Relation, number.Value) is not null)
            {
                Lose(number is { } gone ? Missing(row.Relation, gone) : "a column is named in an unknown way");
            }
        }

        return after;
    }

    private JsonArray Summary(JsonArray parts)
    {
        var after = new JsonArray();
        foreach (var part in parts)
        {
            if (part is not JsonArray way)
            {
                after.Add(part?.DeepClone());
            }
            else if (way.Select(Number).ToArray() is var steps && Ways(row.Relation, steps) is [var only])
            {
                after.Add(new JsonArray([.. only.Select(static n => JsonValue.Create(n))]));
            }
            else
            {
                Lose("its summary names a column that is not there");
            }
        }

        return after;
    }

    // Where a column points at several tables, the way must be the same through each of them.
    private ImmutableArray<ImmutableArray<short>> Ways(uint relation, ReadOnlySpan<long?> steps)
    {
        if (steps is [])
        {
            return [[]];
        }

        if (steps[0] is not { } number || numbers.Column(relation, number) is not { } first)
        {
            return [];
        }

        var ways = new List<ImmutableArray<short>>();
        if (steps.Length == 1)
        {
            return [[first]];
        }

        foreach (var target in numbers.Targets(relation, number))
        {
            ways.AddRange(Ways(target, steps[1..]).Select(rest => rest.Insert(0, first)));
        }

        return [.. ways.DistinctBy(static way => string.Join(' ', way.Select(static n => n.ToString(CultureInfo.InvariantCulture))))];
    }

    private JsonArray? Joined(JsonArray columns)
    {
        var after = new JsonArray();
        foreach (var column in columns)
        {
            if (column?.DeepClone() is not JsonObject copy || Path(copy) is not { } relation
                || Column(relation, Number(copy["attnum"])) is not { } number)
            {
                Lose("a column is named in an unknown way", isOnlyReason: true);
                return null;
            }

            copy["attnum"] = number;
            after.Add(copy);
        }

        return after;
    }

    // Puts the way of a joined column right, and tells the former number of the table that it ends in.
    private uint? Path(JsonObject column)
    {
        var end = row.Relation;
        foreach (var point in (column["join_path"] as JsonArray ?? []).SelectMany(static pair => pair as JsonArray ?? [null]).ToArray())
        {
            if (point is not JsonArray { Count: 2 } || Number(point[0]) is not (>= 0 and <= uint.MaxValue)
                || Relation(Number(point[0])) is not { } relation
                || Column((uint)Number(point[0])!, Number(point[1])) is not { } number)
            {
                return null;
            }

            end = (uint)Number(point[0])!;
            (point[0], point[1]) = (relation, number);
        }

        return end;
    }

    private JsonNode? Unknown(IdentityColumn column) => Lose($"what stands in {column.Name} is written in an unknown way");

    private string Missing(uint relation, long number) => numbers.Name(relation, number) is { } name
        ? $"the column {name} of {numbers.Name(relation)} is not there"
        : $"a column of {numbers.Name(relation) ?? "its table"} was not there before either";

    private JsonNode? Lose(string reason, bool isOnlyReason = false)
    {
        if (!isOnlyReason || _lost is [])
        {
            _lost.Add(reason);
        }

        return null;
    }

    private static long? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.Number && value.TryGetValue<long>(out var number) ? number : null;
}
