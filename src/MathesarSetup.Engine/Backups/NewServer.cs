using System.Globalization;
using MathesarSetup.Backups;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Postgres;

namespace MathesarSetup.Engine.Backups;

/// <summary>A server that a backup comes to: whether it holds nobody's data and has room, and how Mathesar's records call it.</summary>
internal sealed class NewServer(PostgresShell postgres, BackupManifest manifest)
{
    private const long Block = 1024;

    // Restored indexes are smaller than those that lived, and what is written while loading is removed again.
    private const double Spare = 1.1;

    // In tables every row has a head, and indexes come on top of what is dumped.
    private const int Grown = 3;

    /// <summary>Sees that nobody has anything there yet.</summary>
    /// <exception cref="StepFailure">Somebody has, or may have.</exception>
    public async Task ProveEmptyAsync(CancellationToken cancellation)
    {
        var others = (await DatabaseSwap.AllAsync(postgres, cancellation))
            .Where(n => n is not ("postgres" or "template0" or "template1") && n != postgres.Login.Internal).ToArray();
        if (others is not [])
        {
            throw new StepFailure(RestoreFinding.SomethingThere.Say("The PostgreSQL of the new installation holds databases already, which are "
                + $"somebody's: {string.Join(", ", others)}. Nothing is restored over them. Give the new installation another name or place."));
        }

        var people = await postgres.AskAsync(postgres.Login.Internal,
            "SELECT (SELECT count(*) FROM mathesar_user) - 1 + (SELECT count(*) FROM mathesar_explorations);", cancellation);
        if (long.Parse(people.Trim(), CultureInfo.InvariantCulture) > 0)
        {
            throw new StepFailure(RestoreFinding.SomethingThere.Say("The records of the new installation hold more than the account that was just "
                + "made, so somebody works with it. Nothing is restored over them. Give the new installation another name or place."));
        }
    }

    /// <summary>Sees that there is room for all that is loaded, beside all that is there; nothing where nobody can tell.</summary>
    /// <exception cref="StepFailure">There is too little.</exception>
    public async Task ProveRoomAsync(CancellationToken cancellation)
    {
        var folder = (await postgres.AskAsync(DatabaseSwap.Neutral, "SHOW data_directory;", cancellation)).Trim();
        var end = await postgres.RunAsync(new Processes.ShellCommand("df", "-Pk", folder), cancellation);
        if (!end.Succeeded || Free(end.Output) is not { } free)
        {
            return;
        }

        var needed = Needed(manifest);
        if (free < needed)
        {
            throw new StepFailure(RestoreFinding.NoRoom.Say(string.Create(CultureInfo.InvariantCulture, $"What the backup holds needs about "
                + $"{Megabytes(needed)} MB, and {Megabytes(free)} MB are free where PostgreSQL keeps its data ({folder}). Make room, and restore "
                + $"again.")));
        }
    }

    /// <summary>
    /// Lets records name the server as Mathesar calls it now, where they name it as it was called when it was backed up: in another place it has
    /// another name or port.
    /// </summary>
    /// <param name="records">The database with the records.</param>
    public Task RenameAsync(string records, ServerAddress before, ServerAddress now, CancellationToken cancellation) =>
        before == now ? Task.CompletedTask : postgres.DoAsync(records, string.Create(CultureInfo.InvariantCulture, $"""
            UPDATE mathesar_server AS s SET host = {Sql.Literal(now.Host)}, port = {now.Port}
            WHERE s.host = {Sql.Literal(before.Host)} AND coalesce(s.port, 5432) = {before.Port}
              AND NOT EXISTS (SELECT FROM mathesar_server AS o WHERE o.host = {Sql.Literal(now.Host)} AND o.port = {now.Port});

            """), cancellation);

    /// <summary>How many bytes the databases of a backup need, about.</summary>
    internal static long Needed(BackupManifest manifest)
    {
        var dumps = manifest.Parts.Where(static p => p.Kind is PartKind.Dump).Sum(static p => p.PlainSize) * Grown;
        var whole = manifest.Parts.FirstOrDefault(static p => p.Kind is PartKind.Base)?.PlainSize;
        return (long)((whole is { } size && size < dumps ? size : dumps) * Spare);
    }

    /// <summary>The free bytes that <c>df -Pk</c> tells; null where it tells none.</summary>
    internal static long? Free(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [_, .., var last]
        && last.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: >= 6 } words
        && long.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var blocks) ? blocks * Block : null;

    private static long Megabytes(long bytes) => (bytes + 999_999) / 1_000_000;
}
