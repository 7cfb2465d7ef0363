using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about the answers about single sign-on.</summary>
public static class SsoFinding
{
    public static readonly FindingKind GithubTooEarly = FindingKind.Error("sso.github-too-early",
        "Mathesar knows GitHub from 0.11.0 on. Choose a newer release, or another provider.");

    public static readonly FindingKind HalfARole = FindingKind.Error("sso.half-a-role",
        "A default role needs a database, its host and a role. One of them is still empty.");

    public static readonly FindingKind NoClientId = FindingKind.Error("sso.no-client-id",
        "The provider gives every application a client ID. Copy it from there.");

    public static readonly FindingKind NoClientSecret = FindingKind.Error("sso.no-client-secret",
        "The provider gives every application a secret beside its client ID. Copy it from there.");

    public static readonly FindingKind NoServer = FindingKind.Error("sso.no-server",
        "OpenID Connect needs the provider's address, such as https://accounts.google.com.");

    public static readonly FindingKind NobodyAdministers = FindingKind.Warning("sso.nobody-administers",
        "With passwords switched off, the administrator can log in only if the provider knows that person's e-mail address. Give it as the "
        + "administrator's e-mail.");

    public static readonly FindingKind PlainHttp = FindingKind.Warning("sso.plain-http",
        "Logins would cross the network in the clear, because the provider's address is plain http. Use https.");

    public static readonly FindingKind RoleInOwnDatabase = FindingKind.Error("sso.role-in-own-database",
        "This is the database of Mathesar's own records, which cannot be opened in Mathesar (mathesar-foundation/mathesar#4924). Name another.");

    public static readonly FindingKind SameName = FindingKind.Error("sso.same-name",
        "Two providers have the same name, so their callback URLs would be the same. Rename one.");

    public static readonly FindingKind RequiredTooEarly = FindingKind.Error("sso.required-too-early",
        "Mathesar can switch logins with a password off from 0.11.0 on. Choose a newer release, or allow passwords.");

    public static readonly FindingKind NobodyLogsIn = FindingKind.Error("sso.nobody-logs-in",
        "Logging in with a password is switched off, and there is no provider, so nobody could log in. Add a provider, or allow passwords.");
}
