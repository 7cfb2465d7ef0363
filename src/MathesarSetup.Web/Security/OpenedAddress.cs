using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Values;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Security;

/// <summary>
/// A first boot that is opened from the network begins with the address in the browser: as the wizard is reached, Mathesar can be. It is one answer,
/// which undo takes back, and none where somebody has answered before.
/// </summary>
internal static class OpenedAddress
{
    private static readonly Setting[] s_answers = [AccessSettings.Url, AccessSettings.Bind, ProxySettings.Kind];

    /// <param name="session">The draft.</param>
    /// <param name="host">The name or address that passed the list of allowed ones.</param>
    public static void Take(WizardSession session, string host)
    {
        var name = host.Trim('[', ']');
        if (!HostName.IsLoopback(name) && HostName.Problem(name) is null && !session.IsResumed
            && !session.Setup.Draft.Texts.Keys.Intersect(s_answers.Select(s => s.Key)).Any())
        {
            session.Choose(Audience.Network, name);
        }
    }
}
