using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>The questions about how the login page looks, from Mathesar 0.12.0 on.</summary>
public static class LoginSettings
{
    /// <summary>The variable that carries heading and body together, as JSON.</summary>
    public const string TextVariable = "MATHESAR_LOGIN_PAGE_TEXT_DICT";

    private static readonly Version s_since = new(0, 12, 0);

    public static readonly Setting<string> InstanceName =
        Text("instance-name", "MATHESAR_INSTANCE_NAME", "Name of the instance", "What the login page calls this Mathesar.", "Team Tables");

    public static readonly Setting<string> LogoUrl =
        Url("logo-url", "MATHESAR_AUTH_LOGO_URL", "Logo", "The address of an image for the login page.", "https://example.com/logo.svg");

    public static readonly Setting<string> Heading = Text("heading", null, "Heading", "A heading above the login form.", "Welcome to our tables");

    public static readonly Setting<string> Body = Text("body", null, "Text", "A sentence below the heading.", "Log in with your company account.");

    public static readonly Setting<string> Background = Text("background", "MATHESAR_LOGIN_PAGE_BACKGROUND", "Background",
        "A CSS background, such as #123842 or linear-gradient(#123842, #0b222b).", "linear-gradient(#123842, #0b222b)");

    public static readonly Setting<string> TermsUrl =
        Url("terms-url", "MATHESAR_TERMS_OF_SERVICE_URL", "Terms of service", "The address of your terms of service.", "https://example.com/terms");

    public static readonly Setting<string> PrivacyUrl =
        Url("privacy-url", "MATHESAR_PRIVACY_POLICY_URL", "Privacy policy", "The address of your privacy policy.", "https://example.com/privacy");

    public static readonly Setting<string> LandingUrl = Url("landing-url", "MATHESAR_LANDING_PAGE_URL", "Landing page",
        "Where visitors who are not logged in are sent.", "https://example.com/start");

    public static readonly ImmutableArray<Setting> All = [InstanceName, LogoUrl, Heading, Body, Background, TermsUrl, PrivacyUrl, LandingUrl];

    private static Setting<string> Text(string part, string? variable, string title, string help, string example) =>
        Make(part, variable, title, help, example, Codecs.Line);

    private static Setting<string> Url(string part, string variable, string title, string help, string example) =>
        Make(part, variable, title, help, example, WebUrl.Codec(example));

    private static Setting<string> Make(string part, string? variable, string title, string help, string example, Codec<string> codec) => new()
    {
        Key = $"login.{part}",
        Variable = variable,
        Title = title,
        Help = help,
        Since = s_since,
        Codec = codec,
        Default = _ => "",
        Example = example,
        Rare = true,
    };
}
