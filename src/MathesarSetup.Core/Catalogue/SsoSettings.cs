using System.Collections.Immutable;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue;

/// <summary>How an identity provider is spoken to.</summary>
public enum SsoType
{
    Oidc,
    GitHub,
}

/// <summary>The questions about single sign-on. Each stands once per provider, and the roles once per database.</summary>
public static class SsoSettings
{
    /// <summary>The key below which the providers' names stand.</summary>
    public const string Providers = "sso.providers";

    /// <summary>What a provider's key is as long as nobody chose one; the next is <c>provider-2</c>.</summary>
    public const string MadeUpName = "provider";

    private static readonly Version s_oidc = new(0, 4, 0);
    private static readonly Version s_second = new(0, 11, 0);

    public static readonly Setting<SsoType> Type = new()
    {
        Key = "sso.providers.*.type",
        Title = "Kind of provider",
        Help = "OpenID Connect for most providers, such as Okta, Google, Microsoft Entra, Keycloak or Authentik.",
        Since = s_oidc,
        Synonyms = ["sso", "oidc", "oauth", "okta", "google", "entra", "azure ad", "keycloak", "authentik", "ldap", "saml"],
        Codec = Codecs.Choice(
            (SsoType.Oidc, new Option("oidc", "OpenID Connect", "Needs the provider's address.")),
            (SsoType.GitHub, new Option("github", "GitHub", "github.com; needs Mathesar 0.11.0 or newer."))),
        Default = _ => SsoType.Oidc,
        Example = SsoType.GitHub,
    };

    public static readonly Setting<string> Provider = new()
    {
        Key = "sso.providers.*.provider",
        Title = "Provider's name",
        Help = "Shown on the login page, and part of the callback URL in lower case.",
        Since = s_oidc,
        Codec = Codecs.Text("google", text => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? null
            : "The name becomes part of a URL: use letters, digits, hyphens and underscores."),
        Default = _ => "",
        DefaultAt = (_, key) => key.Split('.')[2],
        Example = "keycloak",
    };

    public static readonly Setting<string> ClientId = new()
    {
        Key = "sso.providers.*.client-id",
        Title = "Client ID",
        Help = "What the provider calls this Mathesar.",
        Since = s_oidc,
        Pasted = true,
        Codec = Codecs.Line,
        Default = _ => "",
        Example = "mathesar-tables",
    };

    public static readonly Setting<SecretText> ClientSecret = new()
    {
        Key = "sso.providers.*.client-secret",
        Title = "Client secret",
        Help = "What proves to the provider that it is this Mathesar that asks.",
        Since = s_oidc,
        Secret = true,
        Pasted = true,
        Codec = Codecs.GivenSecret,
        Default = _ => default,
        Example = new SecretText("s3cret: from the 'provider'"),
    };

    public static readonly Setting<string> ServerUrl = new()
    {
        Key = "sso.providers.*.server-url",
        Title = "Provider's address",
        Help = "The issuer, below which /.well-known/openid-configuration answers.",
        Since = s_oidc,
        Codec = WebUrl.Codec("https://accounts.google.com"),
        Default = _ => "",
        Example = "https://login.example.com/realms/main",
    };

    public static readonly Setting<TextList> AllowedDomains = new()
    {
        Key = "sso.providers.*.allowed-domains",
        Title = "Allowed e-mail domains",
        Help = "Only people with an address in one of these domains may log in; empty for everybody whom the provider knows.",
        Since = s_oidc,
        Codec = TextList.Codec("example.com", text => text.TrimStart('@') is var domain && HostName.Problem(domain) is { } problem
            ? (domain, problem)
            : (text.TrimStart('@').ToLowerInvariant(), null)),
        Default = _ => TextList.Empty,
        Example = new TextList(["example.com", "example.org"]),
        Rare = true,
    };

    public static readonly Setting<string> RoleDatabase =
        Role("name", "Database of the role", "The database in which people who log in get a role.", "sales");

    public static readonly Setting<string> RoleHost =
        Role("host", "Host of the database", "The server of that database, as Mathesar reaches it.", "db.example.com");

    public static readonly Setting<int> RolePort = new()
    {
        Key = "sso.providers.*.default-roles.*.port",
        Title = "Port of the database",
        Help = "The port of that server.",
        Since = s_oidc,
        Codec = Codecs.Port,
        Default = _ => 5432,
        Example = 5433,
        Rare = true,
    };

    public static readonly Setting<string> RoleName = Role("role", "Role", "The PostgreSQL role that people get at their first login.", "analyst");

    public static readonly Setting<bool> Required = new()
    {
        Key = "sso.required",
        Variable = "REQUIRE_SSO_LOGIN",
        Title = "Only single sign-on",
        Help = "Switch logins with a password off.",
        Why = "Single sign-on makes nobody an administrator: give the first administrator the e-mail address that the provider "
            + "knows, or nobody can administer.",
        Since = s_second,
        Synonyms = ["sso", "password login"],
        Codec = Codecs.Flag,
        Default = _ => false,
        Example = true,
        // An answer that was given counts even while nobody could log in: a rule says so, and nothing opens the passwords by itself.
        AskedWhen = static a => a.Names(Providers) is not [] || a.IsAnswered(Required!),
    };

    public static readonly Setting<TextList> Order = new()
    {
        Key = "sso.order",
        Title = "Order of the providers",
        Help = "The providers' keys in the order in which people are offered them; others follow by their names.",
        Since = s_oidc,
        Codec = TextList.Codec("google, okta", static text =>
            (text, KeyPattern.IsName(text) ? null : "A provider's key is the word below sso.providers.")),
        Default = _ => TextList.Empty,
        Example = new TextList(["two", "one"]),
        AskedWhen = static a => a.Names(Providers).Length > 1 || a.IsAnswered(Order!),
        Rare = true,
    };

    public static readonly ImmutableArray<Setting> All =
    [
        Order, Type, Provider, ClientId, ClientSecret, ServerUrl, AllowedDomains, RoleDatabase, RoleHost, RolePort, RoleName, Required,
    ];

    /// <summary>The providers' keys in their order: as it was said, then by their names, <c>provider-2</c> before <c>provider-10</c>.</summary>
    public static ImmutableArray<string> Names(Answers a)
    {
        var all = a.Names(Providers);
        return all is [_, _, ..] && a.Get(Order).Items is [_, ..] order ? [.. order.Intersect(all, StringComparer.Ordinal).Union(all)] : all;
    }

    /// <summary>How a person knows a provider: by its name, else by its server, else by the key that it was given here.</summary>
    public static string NameOf(Answers a, string name) => a.Get(Type, name) is SsoType.GitHub ? "GitHub"
        : a.IsAnswered(Provider, name) && a.Get(Provider, name) is { Length: > 0 } said ? said
        : !IsMadeUp(name) ? name
        : Uri.TryCreate(a.Get(ServerUrl, name), UriKind.Absolute, out var server) ? server.Host
        : name == MadeUpName ? "The provider" : $"Provider {name[(MadeUpName.Length + 1)..]}";

    /// <summary>The order to write down for names as somebody wrote them; null where it is theirs anyway, or no list can hold them.</summary>
    public static string? OrderOf(IReadOnlyCollection<string> names) =>
        names.SequenceEqual(names.Order(NameOrder.Natural), StringComparer.Ordinal) || names.Any(static n => n.IndexOfAny([',', ' ', ';']) >= 0)
            ? null
            : string.Join(',', names);

    private static bool IsMadeUp(string name) => name == MadeUpName
        || (name.StartsWith(MadeUpName + "-", StringComparison.Ordinal) && name[(MadeUpName.Length + 1)..].All(char.IsAsciiDigit));

    /// <summary>The URL that has to be registered at the provider, to the letter (facts of Mathesar's routes).</summary>
    public static string CallbackUrl(Answers a, string name) => a.Get(Type, name) is SsoType.GitHub
        ? WebPages.Callback(a.Get(AccessSettings.Url).ToString(), null)
        : WebPages.Callback(a.Get(AccessSettings.Url).ToString(), a.Get(Provider, name).ToLowerInvariant());

    private static Setting<string> Role(string part, string title, string help, string example) => new()
    {
        Key = $"sso.providers.*.default-roles.*.{part}",
        Title = title,
        Help = help,
        Since = s_oidc,
        Codec = Codecs.Line,
        Default = _ => "",
        Example = example,
        Rare = true,
    };
}
