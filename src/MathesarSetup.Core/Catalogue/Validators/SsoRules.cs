using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about single sign-on.</summary>
internal static class SsoRules
{
    public static IEnumerable<Finding> Check(Answers a)
    {
        var providers = a.Names(SsoSettings.Providers);
        foreach (var finding in providers.SelectMany(name => Provider(a, name)))
        {
            yield return finding;
        }

        foreach (var twin in providers.Where(p => a.Get(SsoSettings.Type, p) is SsoType.Oidc).GroupBy(p => a.Get(SsoSettings.Provider, p).ToLowerInvariant()).Where(g => g.Count() > 1))
        {
            yield return Finding.Error("sso.same-name", $"Two providers are called {twin.Key}, so their callback URLs would be the same. Rename one.", SsoSettings.Provider.At(twin.Last()));
        }

        if (a.Get(SsoSettings.Required) && providers is [])
        {
            yield return Finding.Error("sso.nobody-logs-in", "Logging in with a password is switched off, and there is no provider, so nobody could log in. Add a provider, or allow passwords.", SsoSettings.Required.Key,
                Fix.To("Allow passwords", SsoSettings.Required.Key, null));
        }
        else if (a.Get(SsoSettings.Required) && a.Get(SecretSettings.AdminEmail) == "admin@localhost")
        {
            yield return Finding.Warning("sso.nobody-administers", "With passwords switched off, the administrator can log in only if the provider knows that person's e-mail address. Give it as the administrator's e-mail.", SecretSettings.AdminEmail.Key);
        }
    }

    private static IEnumerable<Finding> Provider(Answers a, string name)
    {
        var type = a.Get(SsoSettings.Type, name);
        if (type is SsoType.GitHub && a.Get(RunSettings.Version).SsoSchema < 2)
        {
            yield return Finding.Error("sso.github-too-early", "Mathesar knows GitHub from 0.11.0 on. Choose a newer release, or another provider.", SsoSettings.Type.At(name),
                Fix.To($"Use Mathesar {Releases.Newest}", RunSettings.Version.Key, Releases.Newest.ToString()));
        }

        if (a.Get(SsoSettings.ClientId, name).Length == 0)
        {
            yield return Finding.Error("sso.no-client-id", "The provider gives every application a client ID. Copy it from there.", SsoSettings.ClientId.At(name));
        }

        if (a.Get(SsoSettings.ClientSecret, name).IsEmpty)
        {
            yield return Finding.Error("sso.no-client-secret", "The provider gives every application a secret beside its client ID. Copy it from there.", SsoSettings.ClientSecret.At(name));
        }

        foreach (var finding in (type is SsoType.Oidc ? Server(a, name) : []).Concat(Roles(a, name)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Server(Answers a, string name)
    {
        var server = a.Get(SsoSettings.ServerUrl, name);
        if (server.Length == 0)
        {
            yield return Finding.Error("sso.no-server", "OpenID Connect needs the provider's address, such as https://accounts.google.com.", SsoSettings.ServerUrl.At(name));
        }
        else if (server.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !HostName.IsLoopback(new Uri(server).Host))
        {
            yield return Finding.Warning("sso.plain-http", "Logins would cross the network in the clear, because the provider's address is plain http. Use https.", SsoSettings.ServerUrl.At(name));
        }
    }

    private static IEnumerable<Finding> Roles(Answers a, string name)
    {
        foreach (var role in a.Names($"{SsoSettings.Providers}.{name}.default-roles"))
        {
            var missing = new[] { SsoSettings.RoleDatabase, SsoSettings.RoleHost, SsoSettings.RoleName }.FirstOrDefault(s => a.Get(s, name, role).Length == 0);
            if (missing is not null)
            {
                yield return Finding.Error("sso.half-a-role", $"A default role needs a database, its host and a role. {missing.Title} is still empty.", missing.At(name, role));
            }
            else if (a.Get(DatabaseSettings.Mode) is DatabaseMode.Existing && a.Get(SsoSettings.RoleHost, name, role) == a.Get(DatabaseSettings.Host)
                && a.Get(SsoSettings.RolePort, name, role) == a.Get(DatabaseSettings.Port) && a.Get(SsoSettings.RoleDatabase, name, role) == a.Get(DatabaseSettings.Name))
            {
                yield return Finding.Error("sso.role-in-own-database", "This is the database of Mathesar's own records, which cannot be opened in Mathesar (mathesar-foundation/mathesar#4924). Name another.", SsoSettings.RoleDatabase.At(name, role));
            }
        }
    }
}
