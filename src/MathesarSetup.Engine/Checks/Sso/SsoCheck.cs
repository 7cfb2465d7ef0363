using System.Collections.Immutable;
using System.Net;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Sso;

/// <summary>Whether each OpenID Connect provider describes itself at its address.</summary>
public sealed class SsoCheck : ICheck
{
    private readonly Fetch _fetch;

    public SsoCheck()
        : this(new Fetch())
    {
    }

    internal SsoCheck(Fetch fetch) => _fetch = fetch;

    public string Id => "sso";

    public string Title => "Single sign-on";

    public string When => "Runs when a provider of OpenID Connect has an address.";

    public string Sends => $"Reads {Discovery.WellKnown} below the address of each provider, without client ID or secret. GitHub is not asked.";

    public bool ReachesOut => true;

    public ImmutableArray<Setting> DependsOn => [SsoSettings.Type, SsoSettings.ServerUrl, SsoSettings.Required];

    public Setting Anchor(Answers answers) => SsoSettings.Required;

    public bool AppliesTo(Setup setup) => Discovery.Providers(setup.Answers).Any();

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var answers = setup.Answers;
        var providers = Discovery.Providers(answers).ToArray();
        var findings = (await Task.WhenAll(providers.Select(name => TryAsync(name, answers, cancellation)))).OfType<Finding>().ToImmutableArray();
        if (findings.Any(static f => f.Severity is Severity.Error))
        {
            return CheckOutcome.Of(NobodyLogsIn(answers, findings.Count(static f => f.Severity is Severity.Error)) is { } nobody
                ? [nobody, .. findings] : findings);
        }

        return new CheckOutcome($"{string.Join(" and ", providers.Select(name => SsoSettings.NameOf(answers, name)))} "
            + $"{(providers.Length == 1 ? "describes itself" : "describe themselves")} as OpenID Connect asks.", findings);
    }

    /// <summary>That nobody could log in, where passwords are switched off and every provider failed; else null.</summary>
    internal static Finding? NobodyLogsIn(Answers answers, int failed) =>
        answers.Get(SsoSettings.Required) && failed == SsoSettings.Names(answers).Length
            ? ProviderFinding.NoneAnswers.At(SsoSettings.Required.Key, Fix.TakeBack("Allow passwords", SsoSettings.Required))
            : null;

    private async Task<Finding?> TryAsync(string name, Answers answers, CancellationToken cancellation)
    {
        var (key, server, shown) = (SsoSettings.ServerUrl.At(name), answers.Get(SsoSettings.ServerUrl, name), SsoSettings.NameOf(answers, name));
        var found = await Discovery.OfAsync(_fetch, server, cancellation);
        if (found.Page.Problem is not FetchProblem.None)
        {
            return ProviderFinding.Unreachable.Say($"{shown} cannot be asked. {FetchWords.Of(found.Page.Problem, found.Address.Authority)}", key);
        }

        return found.Described is not { Issuer: var issuer }
            ? ProviderFinding.NotOidc.Say($"{shown}: {found.Address} does not describe a provider of OpenID "
                + $"Connect{(found.Page.Status is HttpStatusCode.OK ? "" : $" (HTTP {(int)found.Page.Status})")}. Give the issuer's address as the "
                + "provider's documentation names it; Keycloak's ends in /realms/NAME.", key)
            : issuer.TrimEnd('/') == found.Root ? null
            : ProviderFinding.IssuerDiffers.Say(
                $"{shown} calls itself {issuer}, and the answer is {server}. Logins fail where the two are compared.",
                key, Fix.To($"Use {issuer}", key, issuer));
    }
}
