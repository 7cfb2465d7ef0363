using FluentValidation;
using MathesarSetup.Findings;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Single sign-on. Providers and their roles stand as often as the user names them.</summary>
internal sealed class SsoValidator : AbstractValidator<Answers>
{
    public SsoValidator()
    {
        RuleFor(a => a).Custom(static (a, context) =>
        {
            var names = SsoSettings.Names(a);
            foreach (var finding in names.SelectMany(name => Provider(a, name).Concat(Server(a, name)).Concat(Roles(a, name))))
            {
                context.Say(finding);
            }
        });

        RuleFor(a => a).Custom(static (a, context) =>
        {
            var providers = SsoSettings.Names(a).Where(p => a.Get(SsoSettings.Type, p) is SsoType.Oidc);
            foreach (var twin in providers.GroupBy(p => a.Get(SsoSettings.Provider, p).ToLowerInvariant()).Where(g => g.Count() > 1))
            {
                context.Say(SsoFinding.SameName.Say(
                    $"Two providers are called {twin.Key}, so their callback URLs would be the same. Rename one.",
                    SsoSettings.Provider.At(twin.Last())));
            }
        });

        RuleFor(a => a).Must(static a => a.Get(RunSettings.Version).Version >= SsoSettings.Required.Since)
            .When(static a => a.Get(SsoSettings.Required))
            .Says(SsoFinding.RequiredTooEarly, SsoSettings.Required,
                static a => $"Mathesar {a.Get(RunSettings.Version)} does not know this, and anybody with a password could still log in. Choose "
                    + $"{SsoSettings.Required.Since!.ToString(3)} or newer, or allow passwords.",
                static _ => ReleaseValidator.Newest());

        RuleFor(a => a).Must(static a => HasProvider(a))
            .When(static a => a.Get(SsoSettings.Required))
            .Says(SsoFinding.NobodyLogsIn, SsoSettings.Required,
                static _ => "Logging in with a password is switched off, and there is no provider, so nobody could log in. Add a provider, or allow "
                    + "passwords.",
                static _ => Fix.TakeBack("Allow passwords", SsoSettings.Required));

        RuleFor(a => a).Must(static a => a.Get(SecretSettings.AdminEmail) != "admin@localhost")
            .When(static a => a.Get(SsoSettings.Required) && HasProvider(a))
            .Says(SsoFinding.NobodyAdministers, SecretSettings.AdminEmail);
    }

    private static bool HasProvider(Answers a) => a.Names(SsoSettings.Providers).Any();

    private static IEnumerable<Finding> Provider(Answers a, string name)
    {
        if (a.Get(SsoSettings.Type, name) is SsoType.GitHub && a.Get(RunSettings.Version).SsoSchema < 2)
        {
            yield return SsoFinding.GithubTooEarly.At(SsoSettings.Type.At(name), ReleaseValidator.Newest());
        }

        if (a.Get(SsoSettings.ClientId, name).Length == 0)
        {
            yield return SsoFinding.NoClientId.Say($"{SsoSettings.NameOf(a, name)} gives every application a client ID. Copy it from there.",
                SsoSettings.ClientId.At(name));
        }

        if (a.Get(SsoSettings.ClientSecret, name).IsEmpty)
        {
            yield return SsoFinding.NoClientSecret.Say(
                $"{SsoSettings.NameOf(a, name)} gives every application a secret beside its client ID. Copy it from there.",
                SsoSettings.ClientSecret.At(name));
        }
    }

    private static IEnumerable<Finding> Server(Answers a, string name)
    {
        if (a.Get(SsoSettings.Type, name) is not SsoType.Oidc)
        {
            yield break;
        }

        var server = a.Get(SsoSettings.ServerUrl, name);
        if (server.Length == 0)
        {
            yield return SsoFinding.NoServer.Say($"{SsoSettings.NameOf(a, name)}: OpenID Connect needs the provider's address, such as "
                + "https://accounts.google.com.", SsoSettings.ServerUrl.At(name));
        }
        else if (server.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !HostName.IsLoopback(new Uri(server).Host))
        {
            yield return SsoFinding.PlainHttp.Say(
                $"Logins by {SsoSettings.NameOf(a, name)} would cross the network in the clear, because its address is plain http. Use https.",
                SsoSettings.ServerUrl.At(name));
        }
    }

    private static IEnumerable<Finding> Roles(Answers a, string name)
    {
        foreach (var role in a.Names($"{SsoSettings.Providers}.{name}.default-roles"))
        {
            var missing = new[] { SsoSettings.RoleDatabase, SsoSettings.RoleHost, SsoSettings.RoleName }
                .FirstOrDefault(s => a.Get(s, name, role).Length == 0);
            if (missing is not null)
            {
                yield return SsoFinding.HalfARole.Say(
                    $"{SsoSettings.NameOf(a, name)}: a default role needs a database, its host and a role. {missing.Title} is still empty.",
                    missing.At(name, role));
            }
            else if (IsOwnDatabase(a, name, role))
            {
                yield return SsoFinding.RoleInOwnDatabase.At(SsoSettings.RoleDatabase.At(name, role));
            }
        }
    }

    private static bool IsOwnDatabase(Answers a, string name, string role) => a.Get(DatabaseSettings.Mode) is DatabaseMode.Existing
        && a.Get(SsoSettings.RoleHost, name, role) == a.Get(DatabaseSettings.Host)
        && a.Get(SsoSettings.RolePort, name, role) == a.Get(DatabaseSettings.Port)
        && a.Get(SsoSettings.RoleDatabase, name, role) == a.Get(DatabaseSettings.Name);
}
