namespace MathesarSetup.Mathesar;

/// <summary>
/// The port and the pages of Mathesar that this program asks or names. No other is ever asked: up to 0.11 an unknown path is an error of the server.
/// </summary>
public static class WebPages
{
    /// <summary>The port on which it listens.</summary>
    public const int Port = 8000;

    /// <summary>Answers 200 once Mathesar and its database work; from 0.12 on, whatever the Host header says.</summary>
    public const string Ready = "/healthz/ready/";

    /// <summary>Answers 200 while the program lives; from 0.12 on.</summary>
    public const string Live = "/healthz/live/";

    /// <summary>Needs the database, and an administrator. Without its final slash old releases answer 500.</summary>
    public const string Login = "/auth/login/";

    /// <summary>Where the first visitor becomes the administrator; it leads elsewhere once there is one.</summary>
    public const string Claim = "/complete_installation/";

    /// <summary>The address to which a provider of single sign-on sends people back.</summary>
    /// <param name="site">Scheme, host and port.</param>
    /// <param name="provider">The provider's name in lower case; null for GitHub.</param>
    public static string Callback(string site, string? provider) =>
        provider is null ? $"{site}/auth/github/login/callback/" : $"{site}/auth/oidc/{provider}/login/callback/";
}
