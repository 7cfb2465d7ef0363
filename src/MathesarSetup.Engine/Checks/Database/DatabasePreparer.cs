using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;
using Npgsql;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>Makes the role and the database on the user's own server, with a superuser's URL that is used for this and kept nowhere.</summary>
public static class DatabasePreparer
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Makes what is missing. What is there stays as it is, except that with <paramref name="setPassword"/> a role that is there gets the password.
    /// </summary>
    /// <param name="superuserUrl">A connection URL of somebody who may create roles and databases.</param>
    public static async Task<CheckOutcome> RunAsync(Answers answers, SecretText superuserUrl, bool setPassword, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(s_limit);
        try
        {
            var superuser = Superuser(answers, superuserUrl);
            var login = new DatabaseLogin(await DatabasePlace.FindAsync(superuser, limited.Token), superuser);
            await using var session = await login.OpenAsync(limited.Token);
            return CheckOutcome.Of(await PrepareAsync(login, session.Connection, answers, setPassword, limited.Token));
        }
        catch (FindingException refused)
        {
            // What is wrong with the superuser's login is wrong with none of the answers.
            return CheckOutcome.Of(refused.Finding with { Key = null, Fix = null });
        }
        catch (PostgresException refusal)
        {
            return CheckOutcome.Of(PreparerFindings.Of(refusal));
        }
        catch (Exception problem) when (problem is NpgsqlException or IOException or TimeoutException or OperationCanceledException
            && !cancellation.IsCancellationRequested)
        {
            return CheckOutcome.Of(PreparerFindings.BrokenOff());
        }
    }

    private static Answers Superuser(Answers answers, SecretText url)
    {
        if (answers.Get(DatabaseSettings.Password).IsEmpty || !Sql.CanCarry(answers.Get(DatabaseSettings.Password).Reveal()))
        {
            throw new FindingException(PreparerFindings.NoPassword());
        }

        if (!DatabaseSettings.Url.Codec.TryParse(url.Reveal(), out var read, out var problem) || read.IsEmpty)
        {
            throw new FindingException(PreparerFindings.BadUrl(problem ?? "It is empty."));
        }

        var usual = Draft.Empty.With(DatabaseSettings.Mode, "existing").With(DatabaseSettings.Name, "postgres")
            .With(DatabaseSettings.User, "postgres")
            .With(DatabaseSettings.SslMode, answers.Text(DatabaseSettings.SslMode))
            .With(DatabaseSettings.SslRootCertificate, answers.Text(DatabaseSettings.SslRootCertificate));
        return DatabaseUrl.Parts(read.Reveal()).Aggregate(usual, (draft, part) => draft.With(part.Key, part.Value)).Read().Answers;
    }

    private static async Task<string> PrepareAsync(
        DatabaseLogin login, NpgsqlConnection connection, Answers a, bool setPassword, CancellationToken cancellation)
    {
        var facts = await PreparerFacts.ReadAsync(connection, a, cancellation);
        var made = new List<string>();
        if (!facts.HasRole || setPassword)
        {
            await SayAsync(connection, [facts.HasRole ? DatabasePreparation.ChangeRole(a) : DatabasePreparation.CreateRole(a)], cancellation);
            made.Add(facts.HasRole
                ? $"the role {a.Get(DatabaseSettings.User)} has the password now"
                : $"the role {a.Get(DatabaseSettings.User)} was made");
        }

        if (facts.HasDatabase)
        {
            made.AddRange(await LetInAsync(login, a, cancellation));
        }
        else
        {
            await MakeDatabaseAsync(connection, facts, a, cancellation);
            made.Add($"the database {a.Get(DatabaseSettings.Name)} was made, which it owns");
        }

        return made is [] ? "The role and the database were there already." : $"Done: {string.Join(", and ", made)}.";
    }

    private static async Task MakeDatabaseAsync(NpgsqlConnection connection, PreparerFacts facts, Answers a, CancellationToken cancellation)
    {
        try
        {
            await SayAsync(connection, [.. facts.IsSuperuser ? ImmutableArray<SqlStatement>.Empty : [DatabasePreparation.JoinRole(a)],
                DatabasePreparation.CreateDatabase(a), DatabasePreparation.KeepOthersOut(a)], cancellation);
        }
        catch (PostgresException) when (!facts.HasRole)
        {
            // Half of it is no use to anybody.
            await SayAsync(connection, [DatabasePreparation.DropRole(a)], cancellation);
            throw;
        }
    }

    // A database that somebody else owns keeps its owner.
    private static async Task<IEnumerable<string>> LetInAsync(DatabaseLogin login, Answers a, CancellationToken cancellation)
    {
        await using var inside = await login.OpenAsync(cancellation, a.Get(DatabaseSettings.Name));
        await using var command = new NpgsqlCommand(
            "SELECT has_schema_privilege($1, 'public', 'CREATE') AND has_database_privilege($1, current_database(), 'CONNECT')", inside.Connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = a.Get(DatabaseSettings.User) });
        if ((bool)(await command.ExecuteScalarAsync(cancellation))!)
        {
            return [];
        }

        await SayAsync(inside.Connection, DatabasePreparation.LetIn(a), cancellation);
        return [$"the role may work in the database {a.Get(DatabaseSettings.Name)}"];
    }

    private static async Task SayAsync(NpgsqlConnection connection, ImmutableArray<SqlStatement> statements, CancellationToken cancellation)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement.Text, connection) { CommandTimeout = (int)s_limit.TotalSeconds };
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
