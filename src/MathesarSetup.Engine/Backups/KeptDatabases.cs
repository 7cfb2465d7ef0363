using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Backups;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Postgres;

namespace MathesarSetup.Engine.Backups;

/// <summary>Something that a restore kept.</summary>
/// <param name="Bytes">How much room it takes.</param>
public sealed record KeptThing(string Name, string Of, long Bytes);

/// <summary>
/// What restores of an installation kept: noted when it is made, and removed when somebody says so. A name proves nothing, so what is noted is told
/// from all else by its number.
/// </summary>
internal sealed class KeptDatabases(PostgresShell postgres, Disk disk)
{
    private const string All = "SELECT coalesce(jsonb_agg(jsonb_build_object('name', datname, 'oid', oid::bigint, 'bytes', "
        + "pg_database_size(oid))), '[]') FROM pg_database;";

    private const string Table = "SELECT coalesce(jsonb_agg(jsonb_build_object('name', relname, 'oid', oid::bigint, 'bytes', "
        + "pg_total_relation_size(oid))), '[]') FROM pg_class WHERE oid = to_regclass('" + RemapStatements.SetAsideTable + "');";

    /// <summary>Notes databases that are kept under these names.</summary>
    /// <param name="kept">The names now, and the names of before.</param>
    public async Task NoteAsync(IEnumerable<(string Name, string Of)> kept, bool hasSetAside, CancellationToken cancellation)
    {
        var there = await AskAsync(DatabaseSwap.Neutral, All, cancellation);
        var aside = hasSetAside ? await AskAsync(postgres.Login.Internal, Table, cancellation) : [];
        var receipt = RestoreReceipt.Load(disk);
        (receipt with
        {
            Databases = [.. receipt.Databases, .. kept.SelectMany(k => there.Where(t => t.Name == k.Name)
                .Select(t => new KeptDatabase(t.Name, t.Oid, k.Of)))],
            SetAside = [.. receipt.SetAside.Union(aside.Select(static t => t.Oid))],
        }).Save(disk);
    }

    /// <summary>What of all that was noted is still there.</summary>
    public async Task<ImmutableArray<KeptThing>> LookAsync(CancellationToken cancellation) =>
        [.. (await FindAsync(cancellation)).Select(static f => new KeptThing(f.Row.Name, f.Of, f.Row.Bytes))];

    /// <summary>Removes what somebody saw, and no other thing.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<KeptThing> seen, CancellationToken cancellation)
    {
        foreach (var (row, of, database) in await FindAsync(cancellation))
        {
            if (seen.Any(s => s.Name == row.Name && s.Of == of))
            {
                await postgres.DoAsync(database ?? DatabaseSwap.Neutral, database is not null ? $"DROP TABLE {RemapStatements.SetAsideTable};"
                    : $"{DatabaseSwap.NoTemplate(row.Name)}DROP DATABASE {Sql.Identifier(row.Name)};", cancellation);
            }
        }

        var left = (await FindAsync(cancellation)).Select(static f => f.Row.Oid).ToHashSet();
        var receipt = RestoreReceipt.Load(disk);
        (receipt with
        {
            Databases = [.. receipt.Databases.Where(d => left.Contains(d.Oid))],
            SetAside = [.. receipt.SetAside.Where(left.Contains)],
        }).Save(disk);
    }

    // The database of a table; null for a database itself.
    private async Task<(Row Row, string Of, string? Database)[]> FindAsync(CancellationToken cancellation)
    {
        var receipt = RestoreReceipt.Load(disk);
        var databases = receipt.Databases is [] ? [] : await AskAsync(DatabaseSwap.Neutral, All, cancellation);
        var tables = receipt.SetAside is [] ? [] : await AskAsync(postgres.Login.Internal, Table, cancellation);
        return
        [
            .. from row in databases
               let noted = receipt.Databases.FirstOrDefault(d => d.Oid == row.Oid && d.Name == row.Name)
               where noted is not null
               select (row, noted.Of, (string?)null),
            .. tables.Where(t => receipt.SetAside.Contains(t.Oid)).Select(t => (t, postgres.Login.Internal, (string?)postgres.Login.Internal)),
        ];
    }

    private async Task<Row[]> AskAsync(string database, string sql, CancellationToken cancellation) =>
        JsonSerializer.Deserialize(await postgres.AskAsync(database, sql, cancellation), KeptJson.Default.RowArray)!;

    internal sealed record Row(string Name, long Oid, long Bytes);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeptDatabases.Row[]))]
internal sealed partial class KeptJson : JsonSerializerContext;
