using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Backups;

/// <summary>Whatever numbers a restored database has, a row of Mathesar's means the same names, or is set aside.</summary>
public sealed class IdentityRemapTests
{
    [Fact]
    public void A_row_means_the_same_names_or_is_set_aside() => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var world = new World(seed);
        var rows = world.Rows();
        var result = IdentityRemap.Of(rows, new Dictionary<long, Renumbering> { [1] = new(world.Before, world.After) });

        foreach (var row in rows.Where(static r => r.Database == 1))
        {
            var kept = result.Renumbered.SingleOrDefault(r => r.Row == row);
            var aside = result.SetAside.SingleOrDefault(a => a.Row == row);
            var meant = Names(row.Table, row.Relation, row.Values, world.Before);
            if (kept is null)
            {
                Assert.True(aside is { IsWhole: true, Reason.Length: > 0 });
                Assert.Contains(meant, world.IsGone);
            }
            else
            {
                var relation = row.Table.Name == "mathesar_formfield" ? new Renumbering(world.Before, world.After).Relation(row.Relation)!.Value
                    : (uint)kept.Values[row.Table.Columns[0].Name]!;
                var means = Names(row.Table, relation, kept.Values, world.After);
                Assert.DoesNotContain("?", means);
                Assert.Equal(meant.Where(n => !world.IsGone(n)), means);
                Assert.Equal(meant.Length > means.Length, aside is not null);
            }
        }

        // Numbers that no two rows may share are shared by none.
        Assert.All(result.Renumbered.Where(static r => r.Row.Table.Unique is not null).GroupBy(static r => r.Row.Table.Name), static table =>
            Assert.Equal(table.Count(), table.DistinctBy(static r => $"{r.Values["table_oid"]} {r.Values["attnum"]}").Count()));
        Assert.DoesNotContain(result.Renumbered, static r => r.Row.Database != 1);
    }, iter: 2_000);

    [Fact]
    public void What_goes_with_a_row_is_set_aside_with_it()
    {
        var before = new IdentityMap([new(1, "s")], [new(10, 1, "gone", "r", [new(1, "id")]), new(11, 1, "kept", "r", [new(1, "id")])]);
        var after = new IdentityMap([new(1, "s")], [new(10, 1, "kept", "r", [new(1, "id")])]);
        var (form, field) = (IdentityColumns.All.Single(static t => t.Name == "mathesar_form"), IdentityColumns.All[^1]);
        MetadataRow[] rows =
        [
            Row(form, 1, 10, """{"base_table_oid": 10, "schema_oid": 1}"""),
            Row(field, 2, 11, """{"column_attnum": 1, "related_table_oid": null, "form_id": 1, "parent_field_id": null}"""),
            Row(field, 3, 11, """{"column_attnum": 1, "related_table_oid": null, "form_id": 7, "parent_field_id": 2}"""),
        ];
        var result = IdentityRemap.Of(rows, new Dictionary<long, Renumbering> { [1] = new(before, after) });
        Assert.Empty(result.Renumbered);
        Assert.Equal([1, 2, 3], result.SetAside.Select(static a => a.Row.Id));
        Assert.Equal("the table s.gone is not there", result.SetAside[0].Reason);
    }

    private static MetadataRow Row(IdentityTable table, long id, uint relation, string values) =>
        new(table, id, 1, relation, "") { Values = JsonNode.Parse(values)!.AsObject() };

    // What numbers mean, in words: the test's own reading of Mathesar's records.
    private static ImmutableArray<string> Names(IdentityTable table, uint relation, JsonObject changed, IdentityMap map)
    {
        // As PostgreSQL would say it.
        var values = JsonNode.Parse(changed.ToJsonString())!.AsObject();
        string Relation(uint oid) => map.Relations.SingleOrDefault(r => r.Oid == oid) is { } r
            ? $"{map.Schemas.Single(s => s.Oid == r.Schema).Name}.{r.Name}" : "?";
        string Column(uint oid, JsonNode? n) => map.Relations.SingleOrDefault(r => r.Oid == oid)?.Columns
            .SingleOrDefault(c => c.Number == (int)n!) is { } c ? $"{Relation(oid)}.{c.Name}" : "?";
        uint Target(uint oid, JsonNode? n) => map.Relations.SingleOrDefault(r => r.Oid == oid)?.Links
            .FirstOrDefault(l => l.Number == (int)n!)?.Relation ?? 0;
        IEnumerable<string> Way(uint oid, JsonArray steps)
        {
            foreach (var step in steps)
            {
                yield return Column(oid, step);
                oid = Target(oid, step);
            }
        }

        IEnumerable<string> Joined(JsonObject c)
        {
            var points = (c["join_path"] as JsonArray ?? []).SelectMany(static p => p!.AsArray()).Select(static p => p!.AsArray()).ToArray();
            var last = points is [.., var end] ? (uint)end[0]! : relation;
            return [.. points.Select(p => Column((uint)p[0]!, p[1])), Column(last, c["attnum"]) + " as " + c["alias"]];
        }

        return
        [
            .. table.Columns.Where(c => values[c.Name] is not null).SelectMany(c => c.Kind switch
            {
                IdentityKind.Relation => [Relation((uint)(long)values[c.Name]!)],
                IdentityKind.Schema => [map.Schemas.SingleOrDefault(s => s.Oid == (uint)(long)values[c.Name]!)?.Name ?? "?"],
                IdentityKind.Column => [Column(relation, values[c.Name])],
                IdentityKind.Order => values[c.Name]!.AsArray().Select(n => Column(relation, n)),
                IdentityKind.Summary => values[c.Name]!.AsArray().Select(p => p is JsonArray way ? string.Join('>', Way(relation, way)) : $"{p}"),
                _ => values[c.Name]!.AsArray().SelectMany(j => Joined(j!.AsObject())),
            }),
        ];
    }

    /// <summary>Schemas, tables and columns by chance, the same ones later with other numbers and some of them gone, and rows about them.</summary>
    private sealed class World
    {
        private readonly Random _random;
        private readonly HashSet<string> _gone = [];

        public World(int seed)
        {
            _random = new Random(seed);
            var names = Enumerable.Range(0, _random.Next(1, 4))
                .SelectMany(s => Enumerable.Range(0, _random.Next(0, 5)).Select(t => (s, t))).ToArray();
            Before = Map(names, names => names);
            After = Map(names, names => [.. names.Where(_ => _random.Next(8) > 0)]);
            foreach (var relation in Before.Relations)
            {
                var schema = Before.Schemas.Single(s => s.Oid == relation.Schema).Name;
                var after = After.Relations.SingleOrDefault(r => r.Name == relation.Name
                    && After.Schemas.Any(s => s.Oid == r.Schema && s.Name == schema));
                _gone.UnionWith(after is null ? [$"{schema}.{relation.Name}"] : []);
                _gone.UnionWith(relation.Columns.Where(c => after?.Columns.Any(a => a.Name == c.Name) != true)
                    .Select(c => $"{schema}.{relation.Name}.{c.Name}"));
            }
        }

        public IdentityMap Before { get; }

        public IdentityMap After { get; }

        public bool IsGone(string name) => name is "?" || name.Split('>', ' ').Any(_gone.Contains)
            || name.StartsWith('s') && !name.Contains('.', StringComparison.Ordinal) && After.Schemas.All(s => s.Name != name);

        public MetadataRow[] Rows() =>
        [
            .. Before.Relations.SelectMany((r, i) => IdentityColumns.All.Where(static t => t.Owners is []).Select(t => Of(t, (i * 10) + 1, r))),
            // About a table that was gone before, and about a database that nobody restored.
            Row(IdentityColumns.All[0], 9_998, 77_777, """{"table_oid": 77777, "attnum": 1}"""),
            Row(IdentityColumns.All[0], 9_999, 77_777, """{"table_oid": 77777, "attnum": 1}""") with { Database = 2 },
        ];

        private MetadataRow Of(IdentityTable table, int id, NamedRelation relation)
        {
            var values = new JsonObject();
            foreach (var column in table.Columns)
            {
                values[column.Name] = column.Kind switch
                {
                    IdentityKind.Relation => relation.Oid,
                    IdentityKind.Schema => relation.Schema,
                    IdentityKind.Column => Number(relation),
                    IdentityKind.Order => new JsonArray([.. relation.Columns.Select(static c => JsonValue.Create(c.Number))]),
                    IdentityKind.Summary => new JsonArray("#", Way(relation), " - ", new JsonArray(Number(relation))),
                    _ => Joined(relation),
                };
            }

            return Row(table, id, relation.Oid, values.ToJsonString());
        }

        private short Number(NamedRelation relation) => relation.Columns[_random.Next(relation.Columns.Length)].Number;

        private JsonArray Way(NamedRelation relation) => relation.Links is [var link, ..]
            ? new JsonArray(link.Number, Number(Before.Relations.Single(r => r.Oid == link.Relation))) : new JsonArray(Number(relation));

        private JsonArray Joined(NamedRelation relation)
        {
            var own = new JsonObject { ["alias"] = "own", ["attnum"] = Number(relation) };
            if (relation.Links is not [var link, ..])
            {
                return [own];
            }

            var other = Before.Relations.Single(r => r.Oid == link.Relation);
            JsonArray path = [new JsonArray(new JsonArray(relation.Oid, link.Number), new JsonArray(other.Oid, Number(other)))];
            return [own, new JsonObject { ["alias"] = "far", ["attnum"] = Number(other), ["join_path"] = path }];
        }

        // Numbers of both maps come from the same few, so that one's is often another's.
        private IdentityMap Map((int Schema, int Table)[] all, Func<(int, int)[], (int Schema, int Table)[]> choose)
        {
            var numbers = Enumerable.Range(100, 40).OrderBy(_ => _random.Next()).Select(static n => (uint)n).ToArray();
            var chosen = choose(all);
            var oids = chosen.Select((name, i) => (name, Oid: numbers[i])).ToDictionary(static p => p.name, static p => p.Oid);
            return new IdentityMap(
                [.. chosen.Select(static n => n.Schema).Distinct().Select(s => new NamedSchema(numbers[30 + s], $"s{s}"))],
                [
                    .. chosen.Select(n => new NamedRelation(oids[n], numbers[30 + n.Schema], $"t{n.Table}", "r", Columns())
                    {
                        Links = oids.TryGetValue((n.Schema, 0), out var target) ? [new ColumnLink(0, target)] : [],
                    }).Select(static r => r with { Links = [.. r.Links.Select(l => l with { Number = r.Columns[0].Number })] }),
                ]);
        }

        private ImmutableArray<NamedColumn> Columns()
        {
            var numbers = Enumerable.Range(1, 12).OrderBy(_ => _random.Next()).Take(6).Order().ToArray();
            return [.. Enumerable.Range(0, 6).Where(i => i is 0 || _random.Next(10) > 0)
                .Select((name, i) => new NamedColumn((short)numbers[i], $"c{name}"))];
        }
    }
}
