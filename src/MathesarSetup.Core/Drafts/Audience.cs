using System.Net;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Drafts;

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
    private static readonly Setting[] s_answers = [ProxySettings.Kind, AccessSettings.Bind, AccessSettings.Url];

    /// <summary>What the answers amount to.</summary>
    public static Audience Of(Answers answers) =>
        answers.Get(ProxySettings.Kind) is not ProxyKind.None ? Audience.Internet
        : answers.Get(AccessSettings.Bind).IsLoopback ? Audience.ThisMachine
        : Audience.Network;

    /// <summary>
    /// The answers that an audience asks for. What they were when this audience was left comes back to the letter; for a new one an address that fits
    /// stays.
    /// </summary>
    /// <param name="draft">The answers now.</param>
    /// <param name="earlier">The drafts from before, the latest first.</param>
    /// <param name="network">This machine's address in its network, as a first guess at what people type.</param>
    public static Saying Choose(Draft draft, Audience audience, IEnumerable<Draft> earlier, string network)
    {
        if (Of(draft.Read().Answers) == audience)
        {
            return Saying.Nothing;
        }

        var former = earlier.FirstOrDefault(d => Of(d.Read().Answers) == audience);
        return Saying.Of(former is not null
            ? s_answers.Select(setting => KeyValuePair.Create(setting.Key, former.Texts.GetValueOrDefault(setting.Key)))
            : s_answers.Zip(Anew(draft, audience, network), static (setting, text) => KeyValuePair.Create(setting.Key, text)));
    }

    // A public name cannot be guessed. Said and left empty, it is asked for before anything is written.
    private static string?[] Anew(Draft draft, Audience audience, string network)
    {
        var answers = draft.Read().Answers;
        var typed = answers.IsAnswered(AccessSettings.Url) ? answers.Get(AccessSettings.Url) : null;
        return audience switch
        {
            Audience.ThisMachine => [null, null, typed is { IsLocal: true, IsHttps: false } ? typed.ToString() : null],
            Audience.Network =>
            [
                null,
                IPAddress.Any.ToString(),
                (typed is { IsLocal: false, IsHttps: false } ? typed : new PublicUrl("http", network, answers.Get(AccessSettings.Port))).ToString(),
            ],
            _ => [ProxySettings.Kind.Codec.Format(ProxyKind.Caddy), null, typed is { IsHttps: true } ? typed.ToString() : ""],
        };
    }
}
