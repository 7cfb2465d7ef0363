using System.Net;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;

namespace MathesarSetup.Engine.Checks.Sso;

/// <summary>What a provider of OpenID Connect says of itself, or why it could not be asked.</summary>
/// <param name="Address">Where it was asked.</param>
/// <param name="Root">The address of the answer, without what is added to it.</param>
/// <param name="Described">What it says; null when that describes no provider.</param>
internal sealed record Discovery(Uri Address, string Root, Fetched Page, Description? Described)
{
    public const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>The providers of OpenID Connect that have an address, in their order.</summary>
    public static IEnumerable<string> Providers(Answers a) => SsoSettings.Names(a)
        .Where(name => a.Get(SsoSettings.Type, name) is SsoType.Oidc && a.Get(SsoSettings.ServerUrl, name).Length > 0);

    /// <summary>Asks the provider at an address.</summary>
    public static async Task<Discovery> OfAsync(Fetch fetch, string server, CancellationToken cancellation)
    {
        var root = server.TrimEnd('/');
        root = root.EndsWith(WellKnown, StringComparison.Ordinal) ? root[..^WellKnown.Length] : root;
        var address = new Uri(root + WellKnown);
        var page = await fetch.GetAsync(address, cancellation);
        return new Discovery(address, root, page,
            page.Problem is FetchProblem.None && page.Status is HttpStatusCode.OK ? Read(page.Body) : null);
    }

    // A description that has what a login needs; null for anything else.
    private static Description? Read(byte[] body)
    {
        try
        {
            using var page = JsonDocument.Parse(body);
            string? Text(string name) => page.RootElement.ValueKind is JsonValueKind.Object && page.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
            return Text("issuer") is { } issuer && Uri.IsWellFormedUriString(issuer, UriKind.Absolute) && Text("authorization_endpoint") is not null
                && Text("token_endpoint") is { } token
                ? new Description(issuer, token, TakesBasic(page.RootElement))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TakesBasic(JsonElement page) =>
        page.TryGetProperty("token_endpoint_auth_methods_supported", out var ways) && ways.ValueKind is JsonValueKind.Array
            && ways.EnumerateArray().Any(static way => way.ValueKind is JsonValueKind.String && way.GetString() == "client_secret_basic");
}

/// <summary>What a login needs to know of a provider.</summary>
/// <param name="TakesBasic">Whether client ID and secret go into the header, as Mathesar then sends them; else into the form.</param>
internal sealed record Description(string Issuer, string TokenEndpoint, bool TakesBasic);
