using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Sso;

/// <summary>Whether each OpenID Connect provider describes itself at its address.</summary>
public sealed class SsoCheck : ICheck
{
    private const string WellKnown = "/.well-known/openid-configuration";

    private readonly Fetch _fetch;

    public SsoCheck()
        : this(new Fetch())
    {
    }

    internal SsoCheck(Fetch fetch) => _fetch = fetch;

    public string Id => "sso";

    public string Title => "Single sign-on";

    public string When => "Runs when a provider of OpenID Connect has an address.";

    public string Sends => $"Reads {WellKnown} below the address of each provider, without client ID or secret. GitHub is not asked.";

    public bool ReachesOut => true;

    public ImmutableArray<Setting> DependsOn => [SsoSettings.Type, SsoSettings.ServerUrl, SsoSettings.Required];

    public Setting Anchor(Answers answers) => SsoSettings.Required;

    public bool AppliesTo(Setup setup) => Providers(setup.Answers).Any();

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var providers = Providers(setup.Answers).ToArray();
        var findings = (await Task.WhenAll(providers.Select(name => TryAsync(name, setup.Answers.Get(SsoSettings.ServerUrl, name), cancellation))))
            .OfType<Finding>().ToImmutableArray();
        return new CheckOutcome(findings.Any(f => f.Severity is Severity.Error)
            ? ""
            : $"{string.Join(" and ", providers)} {(providers.Length == 1 ? "describes itself" : "describe themselves")} as OpenID Connect asks.",
            findings);
    }

    private static IEnumerable<string> Providers(Answers a) =>
        a.Names(SsoSettings.Providers).Where(name => a.Get(SsoSettings.Type, name) is SsoType.Oidc && a.Get(SsoSettings.ServerUrl, name).Length > 0);

    private async Task<Finding?> TryAsync(string name, string server, CancellationToken cancellation)
    {
        var key = SsoSettings.ServerUrl.At(name);
        var root = server.TrimEnd('/');
        root = root.EndsWith(WellKnown, StringComparison.Ordinal) ? root[..^WellKnown.Length] : root;
        var address = new Uri(root + WellKnown);
        var page = await _fetch.GetAsync(address, cancellation);
        if (page.Problem is not FetchProblem.None)
        {
            return ProviderFinding.Unreachable.Say($"The provider {name} cannot be asked. {FetchWords.Of(page.Problem, address.Authority)}", key);
        }

        return page.Status is not HttpStatusCode.OK || Read(page.Body) is not { } issuer
            ? ProviderFinding.NotOidc.Say($"{address} does not describe a provider of OpenID "
                + $"Connect{(page.Status is HttpStatusCode.OK ? "" : $" (HTTP {(int)page.Status})")}. Give the issuer's address as the provider's "
                + "documentation names it; Keycloak's ends in /realms/NAME.", key)
            : issuer.TrimEnd('/') == root ? null
            : ProviderFinding.IssuerDiffers.Say(
                $"The provider calls itself {issuer}, and the answer is {server}. Logins fail where the two are compared.",
                key, Fix.To($"Use {issuer}", key, issuer));
    }

    // The issuer of a description that has what a login needs; null for anything else.
    private static string? Read(byte[] body)
    {
        try
        {
            using var page = JsonDocument.Parse(body);
            string? Text(string name) =>
                page.RootElement.ValueKind is JsonValueKind.Object && page.RootElement.TryGetProperty(name, out var value)
                    && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
            return Uri.IsWellFormedUriString(Text("issuer"), UriKind.Absolute) && Text("authorization_endpoint") is not null
                && Text("token_endpoint") is not null ? Text("issuer") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
