using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Address;

/// <summary>What to say about the address that people type.</summary>
internal static class AddressFindings
{
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(3);
    private static readonly string s_url = AccessSettings.Url.Key;
    private static readonly string s_hosts = AccessSettings.Hosts.Key;

    public static Finding UnknownName(PublicUrl url) =>
        AddressFinding.UnknownName.Say(
            $"No address is known for {url.Host}, so nobody can open {url} yet. Add the name to your DNS, with this machine's address.", s_url);

    public static Finding Elsewhere(PublicUrl url, IPAddress[] addresses, int port) =>
        AddressFinding.Elsewhere.Say($"{url.Host} leads to {Words(addresses)}, and what is sent there to port {url.Port} does not arrive at port "
            + $"{port} of this machine. Correct the DNS entry, or let the router forward the port. From inside some networks it looks so although it "
            + $"works.{(url.IsHttps ? " Certificates are fetched only once it arrives." : "")}", s_url);

    public static Finding CannotTell(PublicUrl url, IPAddress[] addresses) =>
        AddressFinding.CannotTell.Say($"{url.Host} leads to {Words(addresses)}, which is none of this machine's own addresses. "
            + "Whether it arrives here cannot be told, because the port is in use, needs more rights to open, or is not this container's.", s_url);

    public static Finding Acme(PublicUrl url, ImmutableArray<(int Outer, int Inner)> roads) =>
        AddressFinding.Acme.Say($"Whoever signs the certificate comes to {string.Join(" or ", roads.Select(r => $"port {r.Outer}"))} of {url.Host}, "
            + $"and what is sent there does not arrive at {string.Join(" or ", roads.Select(r => $"port {r.Inner}"))} of this machine. "
            + "Let the router forward it, or name certificate files of yours.", ProxySettings.Certificate.Key);

    public static Finding Private(PublicUrl url, IPAddress[] addresses) =>
        AddressFinding.Private.Say($"{url.Host} leads to {Words(addresses)}, an address of a private network, to which no authority comes, so no "
            + "certificate can be fetched. Name certificate files of yours, or give the name a public address.", ProxySettings.Certificate.Key);

    public static Finding Proxy(FetchProblem problem, PublicUrl url) =>
        AddressFinding.Proxy.Say($"Your proxy does not serve {url} yet. {FetchWords.Of(problem, url.Authority)}", s_url);

    public static Finding Certificate(FetchProblem problem, PublicUrl url) =>
        AddressFinding.Certificate.Say($"Something answers at {url} already, and browsers will warn. {FetchWords.Of(problem, url.Authority)}", s_url);

    /// <summary>Nothing for a certificate with more than three days left.</summary>
    public static IEnumerable<Finding> EndsSoon(PublicUrl url, DateTime? end) => end is not { } day || day - DateTime.Now > s_soon ? []
        : [AddressFinding.CertificateEnds.Say(
            $"The certificate of {url.Host} is valid until {Day(day)} alone, which is less than 3 days. See that it is renewed.", s_url)];

    public static Finding Missing(string[] names, TextList all) =>
        AddressFinding.MissingNames.Say($"Others can reach this machine as {string.Join(", ", names)} too, and Mathesar would answer Bad Request "
            + $"(400) to {(names.Length == 1 ? "that" : "those")}. Add what people may type.",
            s_hosts, Fix.To(names.Length == 1 ? $"Add {names[0]}" : "Add them", s_hosts, all.ToString()));

    public static Finding UnknownFurther(string[] names) =>
        AddressFinding.UnknownFurther.Say(
            $"No address is known for {string.Join(", ", names)} from here. Look for a typing error, or add it to your DNS.", s_hosts);

    public static Finding Refused(string[] names, int port) =>
        AddressFinding.RefusedName.Say($"Mathesar answers on port {port} already, and Bad Request (400) to {string.Join(", ", names)}. "
            + "Its names are older than these answers: apply them.", s_hosts);

    /// <summary>Such as <c>2027-01-31</c>.</summary>
    public static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Words(IPAddress[] addresses) => string.Join(", ", addresses.Take(3).Select(a => a.ToString()));
}
