using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Sso;

/// <summary>The kinds of finding about a provider of single sign-on as it was met.</summary>
public static class ProviderFinding
{
    public static readonly FindingKind CallbackUnknown = FindingKind.Error("sso.callback-unknown",
        "The provider does not know the callback URL. Register it there, to the letter.");

    public static readonly FindingKind ClientRefused = FindingKind.Error("sso.client-refused",
        "The provider refuses the client ID with the client secret. Copy both from there again.");

    public static readonly FindingKind FlowRefused = FindingKind.Error("sso.flow-refused",
        "The provider does not let the client log people in by a code. Switch the authorization code flow on there.");

    public static readonly FindingKind NoneAnswers = FindingKind.Error("sso.none-answers",
        "Passwords are switched off, and no provider lets anybody in, so nobody could log in. Mend a provider first, or allow passwords.");

    public static readonly FindingKind NoToken = FindingKind.Warning("sso.no-token",
        "The provider's token endpoint cannot be asked, for the reason that the message gives.");

    public static readonly FindingKind IssuerDiffers = FindingKind.Warning("sso.issuer-differs",
        "The provider calls itself by another address than the answer. Logins fail where the two are compared; take the provider's.");

    public static readonly FindingKind NotOidc = FindingKind.Error("sso.not-oidc",
        "The address does not describe a provider of OpenID Connect. Give the issuer's address as the provider's documentation names it.");

    public static readonly FindingKind Unreachable = FindingKind.Error("sso.unreachable",
        "The provider cannot be asked, for the reason that the message gives.");
}
