using MathesarSetup.Documents.Postgres;
using MathesarSetup.Engine.Postgres;

namespace MathesarSetup.Engine.Backups;

/// <summary>
/// Lets databases take each other's place: all of them in one transaction, or none. Nothing is ever dropped with which people may have worked.
/// </summary>
internal sealed class DatabaseSwap(PostgresShell postgres, RestoreJournal journal)
{
    // A database cannot be renamed by who is connected to it, and this one is never brought back.
    public const string Neutral = "template1";

    /// <summary>Brings the loaded ones to their names, and keeps those that were there.</summary>
    public async Task ForwardAsync(CancellationToken cancellation)
    {
        await CloseAsync([.. journal.Databases.Where(static d => d.Before is not null).Select(static d => d.Name),
            .. journal.Databases.Select(static d => d.Loaded)], cancellation);
        await DoAsync(string.Concat(journal.Databases.Select(static d => (d.Before is null ? "" : Rename(d.Name, d.Before))
            + Rename(d.Loaded, d.Name) + Open(d.Name, isOpen: true))), cancellation);
    }

    /// <summary>Whether the loaded ones are in their places.</summary>
    public async Task<bool> IsForwardAsync(CancellationToken cancellation) => IsForward(await NamesAsync(cancellation));

    /// <summary>Brings those that were there back to their names, and removes what was loaded. It may be asked for again.</summary>
    /// <param name="isKeeping">Whether people may have worked with what was loaded: then it is kept, where nobody can connect to it.</param>
    public async Task BackAsync(bool isKeeping, CancellationToken cancellation)
    {
        var there = await NamesAsync(cancellation);
        if (IsForward(there))
        {
            await CloseAsync([.. journal.Databases.Select(static d => d.Name)], cancellation);
            await DoAsync(string.Concat(journal.Databases.Select(static d => Rename(d.Name, d.Loaded)
                + (d.Before is null ? "" : Rename(d.Before, d.Name) + Open(d.Name, isOpen: true)))), cancellation);
        }
        else
        {
            await DoAsync(string.Concat(journal.Databases.Where(d => d.Before is not null && there.Contains(d.Name))
                .Select(static d => Open(d.Name, isOpen: true))), cancellation);
        }

        if (!isKeeping)
        {
            await DropLoadedAsync(cancellation);
        }
    }

    private bool IsForward(HashSet<string> there) => journal.Databases.Any(d => d.Before is { } before && there.Contains(before));

    private async Task DropLoadedAsync(CancellationToken cancellation)
    {
        var there = await NamesAsync(cancellation);
        foreach (var database in journal.Databases.Where(d => there.Contains(d.Loaded)))
        {
            await postgres.DoAsync(Neutral, $"{NoTemplate(database.Loaded)}DROP DATABASE {Sql.Identifier(database.Loaded)} WITH (FORCE);",
                cancellation);
        }
    }

    private async Task CloseAsync(string[] all, CancellationToken cancellation)
    {
        await DoAsync(string.Concat(all.Select(static n => Open(n, isOpen: false))), cancellation);
        await postgres.DoAsync(Neutral, "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname IN ("
            + $"{string.Join(", ", all.Select(Sql.Literal))}) AND pid <> pg_backend_pid();", cancellation);
    }

    private async Task<HashSet<string>> NamesAsync(CancellationToken cancellation) => [.. await AllAsync(postgres, cancellation)];

    /// <summary>The names of all databases of the server.</summary>
    public static async Task<string[]> AllAsync(PostgresShell postgres, CancellationToken cancellation) =>
        System.Text.Json.JsonSerializer.Deserialize(await postgres.AskAsync(Neutral, "SELECT jsonb_agg(datname) FROM pg_database;", cancellation),
            NamesJson.Default.StringArray)!;

    /// <summary>The statement without which a database that others are made from cannot be removed.</summary>
    public static string NoTemplate(string name) => $"ALTER DATABASE {Sql.Identifier(name)} IS_TEMPLATE false;\n";

    private Task DoAsync(string statements, CancellationToken cancellation) => statements.Length == 0 ? Task.CompletedTask
        : postgres.DoAsync(Neutral, $"BEGIN;\n{statements}COMMIT;\n", cancellation);

    private static string Rename(string from, string to) => $"ALTER DATABASE {Sql.Identifier(from)} RENAME TO {Sql.Identifier(to)};\n";

    private static string Open(string name, bool isOpen) =>
        $"ALTER DATABASE {Sql.Identifier(name)} ALLOW_CONNECTIONS {(isOpen ? "true" : "false")};\n";
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class NamesJson : System.Text.Json.Serialization.JsonSerializerContext;
