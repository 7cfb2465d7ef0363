using MathesarSetup.Catalogue;
using MathesarSetup.Findings;

namespace MathesarSetup.Setups;

/// <summary>What a change of an installation costs, said before it is made: codes <c>change.*</c>.</summary>
public static class ChangeFindings
{
    private static readonly Setting[] s_places =
    [
        RunSettings.Name, TuningSettings.StoreInDirectory, TuningSettings.Directory, KeptSettings.DatabaseData, KeptSettings.MediaData,
        KeptSettings.SecretsData, KeptSettings.ConfigurationData,
    ];

    /// <param name="before">The answers that were written last.</param>
    /// <param name="now">The answers that would be written.</param>
    public static IEnumerable<Finding> Of(Answers before, Answers now) =>
        [.. Release(before, now), .. Database(before, now), .. Key(before, now), .. Address(before, now), .. Places(before, now)];

    /// <summary>The same; what could not be brought into somebody's files did not happen.</summary>
    /// <param name="before">The answers that were written last.</param>
    /// <param name="now">What would be written.</param>
    public static IEnumerable<Finding> Of(Answers before, Setup now) => Of(before, now.Answers)
        .Where(f => f.Kind != ChangeFinding.Port || !now.Findings.Any(other => other.Key == f.Key && InPlaceFinding.IsDecision(other)));

    private static IEnumerable<Finding> Release(Answers before, Answers now)
    {
        var (was, will) = (before.Get(RunSettings.Version), now.Get(RunSettings.Version));
        if (before.IsAnswered(RunSettings.Version) && will.Version < was.Version)
        {
            yield return ChangeFinding.Downgrade.Say($"Mathesar {will} cannot read what {was} has written, because migrations do not run backwards. "
                + $"Stay with {was}, or restore a backup from before it.", RunSettings.Version.Key,
                Fix.To($"Stay with {was}", RunSettings.Version, was));
        }
    }

    private static IEnumerable<Finding> Database(Answers before, Answers now)
    {
        var (was, will) = (Where(before), Where(now));
        if (was != will)
        {
            yield return ChangeFinding.DatabaseMoved.Say(
                $"Mathesar's records lie in {was} and would be looked for in {will}. Nothing is moved: "
                    + "without them Mathesar starts as if it were new. "
                    + "Copy them first with pg_dump and pg_restore, or point back."
                    + (Applies(now)
                        ? " If the databases that Mathesar connects to moved along, `mathesar-setup apply` lets its stored connections follow."
                        : ""),
                DatabaseSettings.Mode.Key,
                new Fix("Point back", System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
                    new[] { DatabaseSettings.Mode, (Setting)DatabaseSettings.Host, DatabaseSettings.Port, DatabaseSettings.Name }.Select(s =>
                        KeyValuePair.Create(s.Key, before.IsAnswered(s) ? before.Text(s) : null)))));
        }
        else if (now.Get(DatabaseSettings.Mode) is DatabaseMode.Bundled && before.Get(DatabaseSettings.Version) != now.Get(DatabaseSettings.Version)
            && !now.Get(DatabaseSettings.Image).Contains("pgautoupgrade", StringComparison.Ordinal))
        {
            yield return ChangeFinding.PostgresMajor.Say(
                $"PostgreSQL {now.Get(DatabaseSettings.Version)} cannot read the data of PostgreSQL "
                    + $"{before.Get(DatabaseSettings.Version)} and would not start. Dump everything with pg_dumpall first, give the "
                    + "new one an empty place, and restore; or stay.", DatabaseSettings.Version.Key,
                Fix.To($"Stay with PostgreSQL {before.Get(DatabaseSettings.Version)}", DatabaseSettings.Version,
                    before.Get(DatabaseSettings.Version)));
        }

        if (before.Get(DatabaseSettings.Mode) is not DatabaseMode.Bundled && now.Get(DatabaseSettings.Mode) is DatabaseMode.Bundled
            && before.Get(KeptPasswords.Bundled) != now.Get(DatabaseSettings.Password))
        {
            yield return ChangeFinding.BundledPassword.Say("PostgreSQL beside Mathesar gets a new password. "
                + "If it ran here before and its data is still there, that data knows only the password of that time: "
                + "find it with mathesar-setup history, and give it as the password.",
                DatabaseSettings.Password.Key);
        }

        if (was == will && Login(before, now) is { } words)
        {
            yield return ChangeFinding.DatabaseLogin.Say(words, DatabaseSettings.Password.Key);
        }
    }

    private static string? Login(Answers before, Answers now)
    {
        var isRole = before.Get(DatabaseSettings.User) != now.Get(DatabaseSettings.User);
        if (!isRole && before.Get(DatabaseSettings.Password) == now.Get(DatabaseSettings.Password))
        {
            return null;
        }

        const string Stored = "Mathesar stores the password with every database that was made in it";
        return (now.Get(DatabaseSettings.Mode), isRole) switch
        {
            (DatabaseMode.Bundled, true) => "PostgreSQL makes its role only when it makes its data for the first time, and `mathesar-setup apply` "
                + "refuses another. Make it there first, or put the former one back.",
            (DatabaseMode.Bundled, _) when Applies(now) => "PostgreSQL reads its password only when it makes its data for the first time. "
                + $"{Stored}. `mathesar-setup apply` changes it in both, and back if it fails; started in another way, change it in PostgreSQL "
                + "by ALTER ROLE, or Mathesar cannot log in.",
            (DatabaseMode.Bundled, _) => "PostgreSQL reads its password only when it makes its data for the first time. "
                + $"Change it there too, with ALTER ROLE, or Mathesar cannot log in. {Stored}: enter it there anew.",
            (DatabaseMode.Existing, false) when Applies(now) =>
                $"The server has to know the new password before Mathesar is started with it. {Stored}; `mathesar-setup apply` renews those copies.",
            (DatabaseMode.Existing, false) =>
                $"The server has to know the new password before Mathesar is started with it. {Stored}: enter it there anew.",
            _ => null,
        };
    }

    private static bool Applies(Answers a) => TargetKinds.Of(a) is var kind
        && (kind.IsMadeByApi || (kind.Engine is ContainerEngine.Podman && a.Get(PodmanSettings.Version) > PodmanSettings.WithoutQuadlet));

    private static string Where(Answers a) => a.Get(DatabaseSettings.Mode) switch
    {
        DatabaseMode.Existing => $"{a.Get(DatabaseSettings.Host)}:{a.Text(DatabaseSettings.Port)}/{a.Get(DatabaseSettings.Name)}",
        DatabaseMode.Bundled => $"the PostgreSQL beside it, database {a.Get(DatabaseSettings.Name)}",
        _ => "the PostgreSQL inside its container",
    };

    private static IEnumerable<Finding> Key(Answers before, Answers now)
    {
        if (!before.Get(SecretSettings.Key).IsEmpty && before.Get(SecretSettings.Key) != now.Get(SecretSettings.Key))
        {
            yield return ChangeFinding.SecretKey.Say("The passwords of all databases that are connected in Mathesar are encrypted with the old key. "
                + "With the new one each has to be typed again, and everybody has to log in again.", SecretSettings.Key.Key);
        }
    }

    private static IEnumerable<Finding> Address(Answers before, Answers now)
    {
        var (was, will) = (before.Get(AccessSettings.Url), now.Get(AccessSettings.Url));
        var providers = SsoSettings.Names(now);
        if (was != will && !providers.IsEmpty)
        {
            yield return ChangeFinding.CallbackUrls.Say(
                "Logins come back to the old address until the callback URLs are changed at the providers, to the letter: "
                    + $"{string.Join("; ", providers.Select(name => $"{SsoSettings.NameOf(now, name)}: {SsoSettings.CallbackUrl(now, name)}"))}.",
                AccessSettings.Url.Key);
        }

        // In a proxy's network no port is published, but somebody's own files may do both.
        if (before.Get(AccessSettings.Port) != now.Get(AccessSettings.Port) && !ProxySettings.RunsOne(now)
            && (now.Get(ProxySettings.Network).Length == 0 || RunSettings.OnHost(now) || LayoutSettings.IsInPlace(now)))
        {
            yield return ChangeFinding.Port.Say($"Mathesar leaves port {before.Get(AccessSettings.Port)} and answers on "
                + $"{now.Get(AccessSettings.Port)}. Bookmarks, and a proxy or firewall of yours, have to follow.", AccessSettings.Port.Key);
        }
    }

    private static IEnumerable<Finding> Places(Answers before, Answers now)
    {
        foreach (var setting in s_places.Where(s => before.Text(s) != now.Text(s)))
        {
            yield return ChangeFinding.DataPlace.Say(
                $"The data lies under the old {setting.Title.ToLowerInvariant()}, {Name(before.Text(setting))}, and is not moved: "
                    + $"with {Name(now.Text(setting))} Mathesar starts with empty places. Copy the data first, or put it back.", setting.Key,
                Fix.To("Put it back", setting.Key, before.IsAnswered(setting) ? before.Text(setting) : null));
        }
    }

    private static string Name(string text) => text.Length == 0 ? "none" : text;
}
