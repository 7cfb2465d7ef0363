using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Engine.Backups;

/// <summary>
/// Lets Mathesar's records in one database follow the numbers of others. It is done by statements on the records, and not by Mathesar, so that it
/// works while Mathesar is stopped and before it ever sees them.
/// </summary>
/// <param name="records">The database with the records.</param>
internal sealed class IdentityRestore(PostgresShell postgres, string records)
{
    private const string Shape = """
        SELECT coalesce(jsonb_agg(jsonb_build_array(c.relname, a.attname)), '[]')
        FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relkind = 'r' AND pg_catalog.pg_table_is_visible(c.oid) AND c.relname LIKE 'mathesar\_%' AND a.attnum > 0 AND NOT a.attisdropped;
        """;

    private const string Connected = """
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'host', s.host, 'port', s.port)), '[]')
        FROM mathesar_database AS d JOIN mathesar_server AS s ON s.id = d.server_id;
        """;

    /// <param name="isOurs">Whether a host and a port are the server of the installation.</param>
    /// <param name="before">The maps of the backup, by the name of a database.</param>
    /// <param name="present">The name under which a database can be looked at now; null for one that is not there.</param>
    /// <returns>What a person has to know.</returns>
    public async Task<ImmutableArray<Finding>> FollowAsync(Func<string, int?, bool> isOurs, IReadOnlyDictionary<string, IdentityMap> before,
        Func<string, string?> present, CancellationToken cancellation)
    {
        var shape = Pairs(await postgres.AskAsync(records, Shape, cancellation));
        var findings = shape.Where(static s => IdentityColumns.IsSuspected(s.Table, s.Column)).Select(static s => RestoreFinding.NewNumbers.Say(
            $"Mathesar keeps numbers of tables in {s.Table}.{s.Column}, which this program does not know. They were left as they are.")).ToList();
        var databases = new Dictionary<long, Renumbering>();
        foreach (var database in JsonNode.Parse(await postgres.AskAsync(records, Connected, cancellation))!.AsArray())
        {
            var (id, name) = ((long)database!["id"]!, (string)database["name"]!);
            if (isOurs((string)database["host"]!, (int?)database["port"]) && before.TryGetValue(name, out var was) && present(name) is { } now)
            {
                var after = IdentityMap.Parse(await postgres.AskAsync(now, IdentityMap.Ask, cancellation))!;
                databases.Add(id, new Renumbering(was, after));
            }
            else
            {
                findings.Add(RestoreFinding.NotLooked.Say($"Mathesar's records name the database {name} on {(string)database["host"]!}, whose tables "
                    + "could not be held against those of the backup. What the records say of them was left as it is."));
            }
        }

        var rows = new List<MetadataRow>();
        foreach (var table in IdentityColumns.All.Where(t => shape.Any(s => s.Table == t.Name)))
        {
            var said = await postgres.AskAsync(records, MetadataRow.Ask(table, shape.Where(s => s.Table == table.Name).Select(static s => s.Column)),
                cancellation);
            rows.AddRange(said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => MetadataRow.Parse(table, line)));
        }

        var remapped = IdentityRemap.Of(rows, databases);
        await postgres.DoAsync(records, RemapStatements.Of(remapped), cancellation);
        return [.. findings, .. remapped.SetAside.Select(Said)];
    }

    private static Finding Said(SetAsideRow aside) => RestoreFinding.SetAside.Say(string.Create(CultureInfo.InvariantCulture,
        $"Set aside: {(aside.IsWhole ? "" : "a part of ")}{aside.Row.Table.Title}{(aside.Row.Label.Length > 0 ? $" {aside.Row.Label}" : "")}"
            + $" (row {aside.Row.Id} of {aside.Row.Table.Name}), because {aside.Reason}. It is kept in {RemapStatements.SetAsideTable}."));

    private static ImmutableArray<(string Table, string Column)> Pairs(string json) =>
        [.. JsonNode.Parse(json)!.AsArray().Select(static p => ((string)p![0]!, (string)p[1]!))];
}
