using System.Net;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;

namespace MathesarSetup.Engine.Checks.Address;

/// <summary>What to say about the address that people type.</summary>
internal static class AddressFindings
{
    private static readonly string s_url = AccessSettings.Url.Key;

    public static Finding UnknownName(PublicUrl url) =>
        Finding.Warning("address.unknown-name", $"No address is known for {url.Host}, so nobody can open {url} yet. Add the name to your DNS, with this machine's address.", s_url);

    public static Finding Elsewhere(PublicUrl url, IPAddress[] addresses, int port) =>
        Finding.Warning("address.elsewhere", $"{url.Host} leads to {Words(addresses)}, and what is sent there to port {url.Port} does not arrive at port {port} of this machine. Correct the DNS entry, or let the router forward the port. From inside some networks it looks so although it works.{(url.IsHttps ? " Certificates are fetched only once it arrives." : "")}", s_url);

    public static Finding CannotTell(PublicUrl url, IPAddress[] addresses) =>
        Finding.Note("address.cannot-tell", $"{url.Host} leads to {Words(addresses)}, which is none of this machine's own addresses. Whether it arrives here cannot be told, because the port is in use or needs more rights to open.", s_url);

    public static Finding Proxy(FetchProblem problem, PublicUrl url) =>
        Finding.Warning("address.proxy", $"Your proxy does not serve {url} yet. {FetchWords.Of(problem, url.Authority)}", s_url);

    private static string Words(IPAddress[] addresses) => string.Join(", ", addresses.Take(3).Select(a => a.ToString()));
}
