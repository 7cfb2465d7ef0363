using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Sso;

/// <summary>The kinds of finding about a provider of single sign-on as it was met.</summary>
public static class ProviderFinding
{
    public static readonly FindingKind IssuerDiffers = FindingKind.Warning("sso.issuer-differs",
        "The provider calls itself by another address than the answer. Logins fail where the two are compared; take the provider's.");

    public static readonly FindingKind NotOidc = FindingKind.Error("sso.not-oidc",
        "The address does not describe a provider of OpenID Connect. Give the issuer's address as the provider's documentation names it.");

    public static readonly FindingKind Unreachable = FindingKind.Error("sso.unreachable",
        "The provider cannot be asked, for the reason that the message gives.");
}
