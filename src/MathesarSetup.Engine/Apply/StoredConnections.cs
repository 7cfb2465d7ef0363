using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply;

/// <summary>Where a role logs in, as Mathesar stores it with the databases that were made or connected in it.</summary>
internal sealed record StoredPlace(string Host, int Port, string Role, string Password)
{
    /// <summary>The one that a Mathesar with these variables has; null where they do not tell.</summary>
    /// <param name="variable">What stands in a variable; null for nothing.</param>
    public static StoredPlace? Of(Func<string, string?> variable) =>
        variable("POSTGRES_HOST") is { Length: > 0 } host && variable("POSTGRES_USER") is { Length: > 0 } role
            && int.TryParse(variable("POSTGRES_PORT") ?? "5432", CultureInfo.InvariantCulture, out var port)
            ? new StoredPlace(host, port, role, variable("POSTGRES_PASSWORD") ?? "")
            : null;
}

/// <summary>What Mathesar stores, as it was, and as it has to be from now on.</summary>
internal sealed record StoredChange(StoredPlace From, StoredPlace To)
{
    /// <summary>What a Mathesar that logged in so has to follow when it gets these variables; null for nothing.</summary>
    public static StoredChange? Between(StoredPlace? former, IEnumerable<EnvironmentEntry> wanted)
    {
        var variables = wanted.ToImmutableDictionary(static e => e.Name, static e => e.Value, StringComparer.Ordinal);
        return former is not null && StoredPlace.Of(variables.GetValueOrDefault) is { } now && now with { Role = former.Role } != former
            ? new StoredChange(former, now)
            : null;
    }

    public bool IsMove() => (From.Host, From.Port) != (To.Host, To.Port);

    /// <summary>The change that undoes this one.</summary>
    public StoredChange Reversed() => new(To, From);
}

/// <summary>
/// The servers and passwords that Mathesar stores: it keeps an encrypted copy of a role's password, and never looks whether that still holds.
/// </summary>
internal sealed class StoredConnections(MathesarShell shell)
{
    private const string Script = "stored-connections.py";

    /// <summary>What is to be changed, and what is to be told of what is left alone.</summary>
    /// <exception cref="StepFailure">Mathesar does not say what it stores.</exception>
    private async Task<(StoredChange? Change, ImmutableArray<Finding> Findings)> LookAsync(StoredChange change, CancellationToken cancellation)
    {
        var (said, words) = await shell.RunAsync(Script, Variables("look", change), isChanging: false, cancellation);
        var numbers = said?.Split(' ').Select(static n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return numbers switch
        {
            null => throw Failed(words),
            [_, 0, ..] => (null, []),
            [_, _, > 0, _] when change.IsMove() => (null, [NotMoved(change, "has databases that are not where Mathesar's own records are now")]),
            [_, _, _, > 0] when change.IsMove() => (null, [NotMoved(change, "stays beside the new one, which Mathesar knows already")]),
            [0, ..] when !change.IsMove() => (null, []),
            _ => (change, []),
        };
    }

    /// <summary>Lets what is stored follow where it has to, and says what is to be told of what is left alone.</summary>
    /// <param name="begin">Told what is about to be changed, before it is.</param>
    /// <exception cref="StepFailure">It could not be changed, or Mathesar does not say what it stores.</exception>
    public async Task<ImmutableArray<Finding>> FollowAsync(
        StoredChange wanted, Narrator narrator, Action<StoredChange> begin, CancellationToken cancellation)
    {
        var (change, findings) = await LookAsync(wanted, cancellation);
        if (change is not null)
        {
            narrator.Started(StepNames.Stored, "Letting the connections that Mathesar stores follow.");
            begin(change);
            await RenewAsync(change, cancellation);
            narrator.Done(StepNames.Stored, "The connections that Mathesar stores fit the database as it is now.");
        }

        return findings;
    }

    /// <summary>Makes what is stored follow.</summary>
    /// <exception cref="StepFailure">It could not be changed.</exception>
    private async Task RenewAsync(StoredChange change, CancellationToken cancellation)
    {
        if (await shell.RunAsync(Script, Variables("renew", change), isChanging: true, cancellation) is (null, var words))
        {
            throw Failed(words);
        }
    }

    /// <summary>Tries to put back what was stored, until Mathesar takes it or <paramref name="most"/> times are over.</summary>
    public async Task<bool> PutBackAsync(StoredChange change, int most, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            if (await shell.RunAsync(Script, Variables("renew", change.Reversed()), isChanging: true, cancellation) is (not null, _))
            {
                return true;
            }

            if (tries >= most)
            {
                return false;
            }

            await Task.Delay(500, cancellation);
        }
    }

    /// <summary>That what is stored could not be put back.</summary>
    public static Finding Left() => ApplyFinding.ConnectionsLeft.Say("The passwords that Mathesar stores with its connections could not be set "
        + "back. Start Mathesar and its database as they were, then run the same command once more.", DatabaseSettings.Password.Key);

    // A role of another name has a password of its own, which stays.
    private static ImmutableArray<string> Variables(string what, StoredChange change) =>
    [
        $"MATHESAR_SETUP_DO={what}", $"MATHESAR_SETUP_ROLE={(change.From.Role == change.To.Role ? change.To.Role : "")}",
        $"MATHESAR_SETUP_PASSWORD={change.To.Password}",
        $"MATHESAR_SETUP_HOST={change.From.Host}", Port("PORT", change.From), $"MATHESAR_SETUP_NEW_HOST={change.To.Host}",
        Port("NEW_PORT", change.To),
    ];

    private static string Port(string name, StoredPlace place) => string.Create(CultureInfo.InvariantCulture, $"MATHESAR_SETUP_{name}={place.Port}");

    private static Finding NotMoved(StoredChange change, string why) => ApplyFinding.ServerNotMoved.Say(string.Create(CultureInfo.InvariantCulture,
        $"Mathesar stores connections to {change.From.Host}:{change.From.Port}, which {why}. They were left as they are. "
            + $"Where they belong to {change.To.Host}:{change.To.Port} now, connect those databases anew in Mathesar."), DatabaseSettings.Host.Key);

    private static StepFailure Failed(string words) =>
        new(ApplyFinding.ConnectionsUnchanged.Say($"Mathesar did not let the passwords that it stores follow the new one: {words.TrimEnd('.')}. "
            + "With them as they are, every database that was made in Mathesar would fail.", DatabaseSettings.Password.Key));
}
