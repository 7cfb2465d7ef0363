using MathesarSetup.Backups;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Backups;

/// <summary>Lets PostgreSQL read a dump to its end. To list what is in it would not do: a dump that was cut off has a whole list.</summary>
internal static class DumpCheck
{
    /// <summary>What is wrong with it; null where PostgreSQL reads all of it.</summary>
    public static async Task<Finding?> ReadAsync(BackupArchive archive, BackupPart dump, PostgresShell postgres, CancellationToken cancellation)
    {
        await using var input = archive.OpenPlain(dump);
        var end = await postgres.RunAsync(new ShellCommand("pg_restore", "--file=/dev/null") { Input = input }, cancellation);
        return end.Succeeded ? null : BackupArchive.Damaged(archive.Path, $"PostgreSQL cannot read the dump of {dump.Database}: {end.LastWords}");
    }
}
