using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Checks.Sso;

/// <summary>
/// Whether each provider takes client ID and secret. It does what Mathesar does at the end of a login, with a code that nobody was given: whoever
/// takes the client then refuses the code, and nobody is logged in.
/// </summary>
public sealed class SsoLoginCheck : ICheck
{
    private const string NoCode = "mathesar-setup-tries-the-client";

    private readonly Fetch _fetch;

    public SsoLoginCheck()
        : this(new Fetch())
    {
    }

    internal SsoLoginCheck(Fetch fetch) => _fetch = fetch;

    public string Id => "sso-login";

    public string Title => "Client ID and secret";

    public string When => "Runs when a provider of OpenID Connect has an address, a client ID and a client secret.";

    public string Sends => "Sends client ID and client secret of each provider to the token endpoint that it names below "
        + $"{Discovery.WellKnown}, over https alone, with a code that is none: nobody is logged in. GitHub is not asked.";

    public bool ReachesOut => true;

    // Two pages, one after the other.
    public TimeSpan Limit => TimeSpan.FromSeconds(9);

    public ImmutableArray<Setting> DependsOn =>
        [SsoSettings.Type, SsoSettings.ServerUrl, SsoSettings.ClientId, SsoSettings.ClientSecret, SsoSettings.Provider, SsoSettings.Required,
            AccessSettings.Url];

    public Setting Anchor(Answers answers) => SsoSettings.Required;

    public bool AppliesTo(Setup setup) => Clients(setup.Answers).Any();

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var answers = setup.Answers;
        var clients = Clients(answers).ToArray();
        var ends = await Task.WhenAll(clients.Select(name => TryAsync(name, answers, cancellation)));
        ImmutableArray<Finding> findings = [.. ends.Select(static end => end.Finding).OfType<Finding>()];
        var taken = clients.Where((_, i) => ends[i].IsTaken).Select(name => SsoSettings.NameOf(answers, name)).ToArray();
        var nobody = SsoCheck.NobodyLogsIn(answers, findings.Count(static f => f.Severity is Severity.Error));
        return new CheckOutcome(
            taken is [] ? "" : $"{string.Join(" and ", taken)} {(taken.Length == 1 ? "takes" : "take")} client ID and secret.",
            nobody is null ? findings : [nobody, .. findings]);
    }

    private static IEnumerable<string> Clients(Answers a) => Discovery.Providers(a)
        .Where(name => a.Get(SsoSettings.ClientId, name).Length > 0 && !a.Get(SsoSettings.ClientSecret, name).IsEmpty);

    // A provider that cannot be asked is the other check's to tell.
    private async Task<(bool IsTaken, Finding? Finding)> TryAsync(string name, Answers answers, CancellationToken cancellation)
    {
        var found = await Discovery.OfAsync(_fetch, answers.Get(SsoSettings.ServerUrl, name), cancellation);
        if (found.Described is not { } provider || !Uri.TryCreate(provider.TokenEndpoint, UriKind.Absolute, out var endpoint)
            || !(endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && HostName.IsLoopback(endpoint.Host))))
        {
            return (false, null);
        }

        var page = await _fetch.SendAsync(() => Question(name, answers, endpoint, provider.TakesBasic), cancellation);
        var shown = SsoSettings.NameOf(answers, name);
        return page.Problem is FetchProblem.None
            ? Judge(page.Status, Error(page.Body), shown, name, SsoSettings.CallbackUrl(answers, name))
            : (false, ProviderFinding.NoToken.Say($"{shown} describes itself, but its token endpoint cannot be asked. "
                + FetchWords.Of(page.Problem, endpoint.Authority), SsoSettings.ServerUrl.At(name)));
    }

    private static (bool IsTaken, Finding? Finding) Judge(HttpStatusCode status, string? error, string shown, string name, string callback) =>
        error switch
        {
            "redirect_uri_mismatch" => (false, ProviderFinding.CallbackUnknown.Say(
                $"{shown} does not know the callback URL {callback}. Register it there, to the letter.", SsoSettings.ClientId.At(name))),
            "invalid_client" => (false, Refused(shown, name)),
            _ when status is HttpStatusCode.Unauthorized => (false, Refused(shown, name)),
            "unauthorized_client" => (false, ProviderFinding.FlowRefused.Say(
                $"{shown} knows the client, and does not let it log people in by a code (authorization code flow). Switch that on there.",
                SsoSettings.ClientId.At(name))),
            "invalid_grant" => (true, null),
            _ => (false, null),
        };

    private static Finding Refused(string shown, string name) => ProviderFinding.ClientRefused.Say(
        $"{shown} refuses this client ID with this client secret. Copy both from there again; a secret that was renewed or ran out is refused too.",
        SsoSettings.ClientSecret.At(name));

    private static HttpRequestMessage Question(string name, Answers answers, Uri endpoint, bool takesBasic)
    {
        var (id, secret) = (answers.Get(SsoSettings.ClientId, name), answers.Get(SsoSettings.ClientSecret, name).Reveal());
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = NoCode,
            ["redirect_uri"] = SsoSettings.CallbackUrl(answers, name),
        };
        if (!takesBasic)
        {
            (form["client_id"], form["client_secret"]) = (id, secret);
        }

        return new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(form),
            Headers =
            {
                Accept = { new MediaTypeWithQualityHeaderValue("application/json") },
                Authorization = takesBasic
                    ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")))
                    : null,
            },
        };
    }

    private static string? Error(byte[] body)
    {
        try
        {
            using var page = JsonDocument.Parse(body);
            return page.RootElement.ValueKind is JsonValueKind.Object && page.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind is JsonValueKind.String ? error.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
