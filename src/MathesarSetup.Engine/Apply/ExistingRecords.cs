using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Database;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using Npgsql;

namespace MathesarSetup.Engine.Apply;

/// <summary>
/// What a database of the user's holds of a Mathesar already, seen before anything is touched: its administrators, and whether its secret key is
/// ours.
/// </summary>
internal static class ExistingRecords
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    // Whoever says one of these was asked with our name and password, wherever the container will stand.
    private static readonly ImmutableHashSet<FindingKind> s_certain = [ServerFinding.WrongLogin, ServerFinding.UnknownRole, ServerFinding.Missing];

    /// <summary>
    /// What forbids applying, and what is to be told. Empty where the server is not asked: it is not the user's own, or it is not reached from here.
    /// </summary>
    public static async Task<ImmutableArray<Finding>> LookAsync(
        InstallRequest request, RememberedMathesar remembered, CancellationToken cancellation)
    {
        if (request.Setup.Answers.Get(DatabaseSettings.Mode) is not DatabaseMode.Existing)
        {
            return [];
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(s_limit);
        try
        {
            var answers = request.Setup.Answers;
            var login = new DatabaseLogin(await DatabasePlace.FindAsync(answers, limited.Token), answers);
            await using var session = await login.OpenAsync(limited.Token);
            return await ReadAsync(session.Connection, limited.Token) is { } found ? [.. Of(found, request, remembered)] : [];
        }
        catch (FindingException refused)
        {
            return s_certain.Contains(refused.Finding.Kind) ? [refused.Finding] : [];
        }
        catch (Exception problem) when (problem is NpgsqlException or IOException or TimeoutException or OperationCanceledException
            && !cancellation.IsCancellationRequested)
        {
            // The container itself finds out, and its log is told.
            return [];
        }
    }

    private static IEnumerable<Finding> Of(Records found, InstallRequest request, RememberedMathesar remembered)
    {
        var answers = request.Setup.Answers;
        var place = string.Create(CultureInfo.InvariantCulture,
            $"The database {answers.Get(DatabaseSettings.Name)} on {answers.Get(DatabaseSettings.Host)}:{answers.Get(DatabaseSettings.Port)}");
        var isKeyKnown = remembered.SecretKey is { } known && known.Reveal() != answers.Get(SecretSettings.Key).Reveal();
        if (!isKeyKnown && found.Stored is not [] && !StoredSecret.FitsAny(answers.Get(SecretSettings.Key), found.Stored))
        {
            var cost = $"{place} holds a Mathesar already, and what it stores is encrypted with another secret key than this installation's: "
                + "with this key the password of each of its connections has to be entered again.";
            yield return request.Accepted.LostConnections
                ? ApplyFinding.ConnectionsLost.Say($"{cost} That was accepted.", SecretSettings.Key.Key)
                : ApplyFinding.SecretKey.Say($"{cost} Write that Mathesar's own key into mathesar.secrets.yaml, or name another database, or "
                    + "accept this.", SecretSettings.Key.Key) with
                {
                    Consent = ApplyFinding.LoseConnections,
                };
        }

        // Where a container of this installation told its release, that was compared already.
        if (!remembered.ToldRelease && found.LastMigration is { } migration)
        {
            var told = RunningRelease.Of(migration, place);
            if ((told is null ? ReleaseGuard.Unknown(place) : ReleaseGuard.Of(told, request)) is { } refusal)
            {
                yield return refusal;
            }
        }

        if (!remembered.HadMathesar && found.Administrators is not [])
        {
            yield return ApplyFinding.AdministratorStays.Say(
                $"{place} holds a Mathesar already. It goes on being used, and its accounts stay: {string.Join(", ", found.Administrators)} "
                    + $"{(found.Administrators is [_] ? "is its administrator" : "are its administrators")}, and admin.username and "
                    + "admin.password make nobody.",
                SecretSettings.AdminName.Key);
        }
    }

    private static async Task<Records?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await ListAsync(connection, "SELECT to_regclass('mathesar_user')::text WHERE to_regclass('mathesar_user') IS NOT NULL",
            cancellation) is [])
        {
            return null;
        }

        var administrators =
            await ListAsync(connection, "SELECT username::text FROM mathesar_user WHERE is_superuser ORDER BY username LIMIT 5", cancellation);
        var stores = await ListAsync(connection,
            "SELECT to_regclass('mathesar_configuredrole')::text WHERE to_regclass('mathesar_configuredrole') IS NOT NULL", cancellation);
        var records = await ListAsync(connection, "SELECT to_regclass('django_migrations')::text WHERE to_regclass('django_migrations') IS NOT NULL",
            cancellation);
        var last = records is []
            ? []
            : await ListAsync(connection, "SELECT name::text FROM django_migrations WHERE app = 'mathesar' ORDER BY id DESC LIMIT 1", cancellation);
        return new(last is [var migration] ? migration : null, administrators,
            stores is []
                ? []
                : await ListAsync(connection,
                    $"SELECT password::text FROM mathesar_configuredrole WHERE password LIKE '{StoredSecret.Beginning}%' ORDER BY id DESC LIMIT 20",
                    cancellation));
    }

    private static async Task<ImmutableArray<string>> ListAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var found = ImmutableArray.CreateBuilder<string>();
        while (await rows.ReadAsync(cancellation))
        {
            found.Add(rows.GetString(0));
        }

        return found.ToImmutable();
    }

    /// <param name="LastMigration">The last of Mathesar's migrations, by which its release is told; null where none is recorded.</param>
    /// <param name="Stored">Passwords that Mathesar keeps, encrypted.</param>
    private sealed record Records(string? LastMigration, ImmutableArray<string> Administrators, ImmutableArray<string> Stored);
}

/// <summary>What is known of the Mathesar that this installation had.</summary>
/// <param name="SecretKey">The key that it encrypted with; null where none is known.</param>
/// <param name="ToldRelease">Whether it told its release itself.</param>
/// <param name="HadMathesar">Whether there was one.</param>
internal sealed record RememberedMathesar(SecretText? SecretKey, bool ToldRelease, bool HadMathesar);
