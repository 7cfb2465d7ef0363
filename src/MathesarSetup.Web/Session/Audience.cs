using System.Net;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Session;

/// <summary>Who should reach Mathesar.</summary>
public enum Audience
{
    /// <summary>Nobody but this machine.</summary>
    ThisMachine,

    /// <summary>Everybody in the networks that this machine is in, over plain HTTP.</summary>
    Network,

    /// <summary>Everybody, through a proxy that ends TLS.</summary>
    Internet,
}

/// <summary>The answers behind the one question who should reach Mathesar.</summary>
public static class Audiences
{
    /// <summary>What the answers amount to.</summary>
    public static Audience Of(Answers answers) =>
        answers.Get(ProxySettings.Kind) is not ProxyKind.None ? Audience.Internet
        : answers.Get(AccessSettings.Bind).IsLoopback ? Audience.ThisMachine
        : Audience.Network;

    /// <summary>The draft with the answers that an audience asks for. An address that was typed is kept where it fits.</summary>
    /// <param name="network">This machine's address in its network, as a first guess at what people type.</param>
    public static Draft Choose(Draft draft, Audience audience, string network)
    {
        var port = draft.Read().Answers.Get(AccessSettings.Port);
        return audience switch
        {
            Audience.ThisMachine => draft.With(ProxySettings.Kind, null).With(AccessSettings.Bind, null).With(AccessSettings.Url, null),
            Audience.Network => draft.With(ProxySettings.Kind, null).With(AccessSettings.Bind, IPAddress.Any.ToString())
                .With(AccessSettings.Url, new PublicUrl("http", network, port).ToString()),
            _ => draft.With(ProxySettings.Kind, "caddy").With(AccessSettings.Bind, null)
                .With(AccessSettings.Url, draft.Texts.GetValueOrDefault(AccessSettings.Url.Key) is { } url && url.StartsWith("https://", StringComparison.Ordinal) ? url : "https://mathesar.example.com"),
        };
    }
}
