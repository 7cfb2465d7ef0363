using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;

namespace MathesarSetup.Targets.Common;

/// <summary>The commands that back up the bundled database and load a backup, wherever it runs.</summary>
/// <param name="Inside">Runs a program where the database is, with the standard input of the shell.</param>
/// <param name="User">The role that owns everything in it, quoted for a shell; empty where the program knows.</param>
internal sealed record DatabaseCommands(Func<string, string> Inside, string User)
{
    private const string File = "backup.sql";

    // Loading into what is there would double the rows of tables without a key.
    private const string Empty = """
        <<'SQL'
        SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' \gexec
        SQL
        """;

    public static DatabaseCommands Of(Answers answers, Func<string, string> inside) =>
        new(inside, $" --username {Sh.Quote(answers.Get(DatabaseSettings.User))}");

    /// <summary>Every role and every database, as SQL.</summary>
    public string Backup => $"{Inside($"pg_dumpall{User}")} > {File}";

    /// <summary>Puts everything back as a backup has it, while Mathesar is stopped.</summary>
    public string Restore(string stop, string start) => string.Join('\n', stop, $"{Inside($"psql{User} --dbname postgres")} {Empty}",
        $"{Inside($"psql --quiet{User} --dbname postgres")} < {File}", start);
}
