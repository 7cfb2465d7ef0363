using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Postgres;

/// <summary>PostgreSQL's own programs, run where an installation has them: the server's own client always fits the server.</summary>
internal sealed class PostgresShell(IServiceShell shell, PostgresLogin login)
{
    public PostgresLogin Login => login;

    /// <summary>What statements say that change nothing: rows as lines, columns divided by a bar. Ask for JSON where a value may hold either.</summary>
    /// <exception cref="StepFailure">The server refused, with its words.</exception>
    public Task<string> AskAsync(string database, string sql, CancellationToken cancellation) => PsqlAsync(database, sql, false, cancellation);

    /// <summary>Runs statements that change something; none is run after one that failed.</summary>
    /// <exception cref="StepFailure">The server refused, with its words.</exception>
    public Task<string> DoAsync(string database, string sql, CancellationToken cancellation) => PsqlAsync(database, sql, true, cancellation);

    /// <summary>Runs one of PostgreSQL's programs on a database. What it ends with is for the caller to judge.</summary>
    /// <param name="words">The program and its arguments, without the database.</param>
    public Task<ShellEnd> RunAsync(string database, ShellCommand command, CancellationToken cancellation) => shell.RunAsync(command with
    {
        Words = [.. command.Words, "--no-password", "--dbname", ConnectionText.Database(database)],
        Variables = [.. login.Variables, .. command.Variables],
    }, cancellation);

    /// <summary>Runs one of PostgreSQL's programs that asks no server. What it ends with is for the caller to judge.</summary>
    public Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation) => shell.RunAsync(command, cancellation);

    private async Task<string> PsqlAsync(string database, string sql, bool isChanging, CancellationToken cancellation)
    {
        // By its input, since arguments are seen by everybody.
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(sql));
        ImmutableArray<string> words = ["psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1", "--file=-"];
        var end = await RunAsync(database, new ShellCommand(words)
        {
            // Names are read as UTF-8, whatever the program's own language is.
            Variables = ["PGCLIENTENCODING=UTF8"],
            Input = input,
            IsChanging = isChanging,
        }, cancellation);
        return end.Succeeded ? end.Output : throw new StepFailure(PostgresFinding.Refused.Say($"PostgreSQL refused a statement in the database "
            + $"{database}: {end.LastWords}."));
    }
}
