using System.Collections.Immutable;
using System.Net;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Address;

/// <summary>
/// Whether the address that people type leads to this machine, what certificate is shown there already, and whether Mathesar answers to every name
/// under which it can be reached.
/// </summary>
public sealed class AddressCheck : ICheck
{
    private readonly Fetch _fetch;

    public AddressCheck()
        : this(new Fetch())
    {
    }

    internal AddressCheck(Fetch fetch) => _fetch = fetch;

    public string Id => "address";

    public string Title => "Address";

    public string When => "Runs when Mathesar has an address that is meant for more than this machine, or a port that is open to others.";

    public string Sends =>
        "Looks the names up. Where ports 80 and 443, or the port of the address, are still free, opens them on this machine for up to 3 s, and sends "
            + "a random word to them under the name, to see whether it leads here. Where something answers already, reads its first page over HTTPS, "
            + "and Mathesar's login page on this machine under every name.";

    public bool ReachesOut => true;

    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    public ImmutableArray<Setting> DependsOn =>
    [
        AccessSettings.Url,
        AccessSettings.Hosts, AccessSettings.Port, AccessSettings.Bind, ProxySettings.Kind, ProxySettings.HttpPort, ProxySettings.HttpsPort,
        ProxySettings.Network, ProxySettings.Certificate,
    ];

    public Setting Anchor(Answers answers) => AccessSettings.Url;

    // What is sent to a cluster arrives somewhere else than here.
    public bool AppliesTo(Setup setup) => !KubernetesSettings.IsCluster(setup.Answers)
        && (IsMeantForOthers(setup.Answers.Get(AccessSettings.Url)) || ServedNames.IsOpen(setup.Answers));

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var names = ServedNames.LookAsync(setup, _fetch, cancellation);
        var lead = IsMeantForOthers(setup.Answers.Get(AccessSettings.Url))
            ? await LeadAsync(setup.Answers, cancellation)
            : CheckOutcome.Of("Looked at the names under which this machine can be reached.");
        return lead with { Findings = [.. lead.Findings, .. await names] };
    }

    // The name that the form offers before one was typed leads nowhere.
    private static bool IsMeantForOthers(PublicUrl url) => !url.IsLocal && !url.Host.EndsWith("example.com", StringComparison.Ordinal);

    private async Task<CheckOutcome> LeadAsync(Answers a, CancellationToken cancellation)
    {
        var url = a.Get(AccessSettings.Url);
        var addresses = await Reach.ResolveAsync(url.Host, cancellation);
        var isPrivate = Acme.IsWanted(a) && addresses is not [] && addresses.All(Acme.IsPrivate);
        var outcome = addresses is [] ? CheckOutcome.Of(AddressFindings.UnknownName(url))
            : a.Get(ProxySettings.Kind) is ProxyKind.External ? await EndpointAsync(url, isOwn: false, cancellation)
            : addresses.Any(OwnNames.Addresses().Contains) ? CheckOutcome.Of($"{url.Host} is an address of this machine.")
            : MountedPaths.IsInContainer() ? CheckOutcome.Of(AddressFindings.CannotTell(url, addresses))
            : await ArriveAsync(a, url, addresses, cancellation);
        return isPrivate ? outcome with { Findings = [.. outcome.Findings, AddressFindings.Private(url, addresses)] } : outcome;
    }

    private async Task<CheckOutcome> ArriveAsync(Answers a, PublicUrl url, IPAddress[] addresses, CancellationToken cancellation)
    {
        var port = ProxySettings.RunsOne(a) && !url.IsHttps ? a.Get(ProxySettings.HttpPort)
            : ProxySettings.RunsOne(a) ? a.Get(ProxySettings.HttpsPort)
            : a.Get(AccessSettings.Port);
        var main = (Outer: url.Port, Inner: port);
        var roads = Acme.Roads(a).Append(main).Distinct().ToArray();
        var ends = (await Task.WhenAll(roads.Select(async road => (road, End: await Echo.TryAsync(addresses, road.Outer, road.Inner, cancellation)))))
            .ToDictionary(e => e.road, e => e.End);
        return ends[main] switch
        {
            EchoEnd.Came => new CheckOutcome($"{url.Host} leads to this machine.", [.. Acme.Finding(a, url, ends)]),
            EchoEnd.DidNotCome => CheckOutcome.Of(AddressFindings.Elsewhere(url, addresses, port)),
            _ when url.IsHttps => await EndpointAsync(url, isOwn: true, cancellation) is { Said.Length: > 0 } answers
                ? answers
                : CheckOutcome.Of(AddressFindings.CannotTell(url, addresses)),
            _ => CheckOutcome.Of(AddressFindings.CannotTell(url, addresses)),
        };
    }

    // Whatever answers there already shows what people will meet.
    private async Task<CheckOutcome> EndpointAsync(PublicUrl url, bool isOwn, CancellationToken cancellation)
    {
        var page = await _fetch.GetAsync(new Uri(url.ToString()), cancellation);
        return page.Problem is FetchProblem.None
            ? new CheckOutcome($"{url.Host} "
                + $"answers{(page.CertificateEnd is { } end ? $" with a certificate that is trusted until {AddressFindings.Day(end)}" : "")}.",
                [.. AddressFindings.EndsSoon(url, page.CertificateEnd)])
            : page.Problem is FetchProblem.Untrusted or FetchProblem.OtherName or FetchProblem.Expired
                && isOwn ? new CheckOutcome($"{url.Host} answers.", [AddressFindings.Certificate(page.Problem, url)])
            : CheckOutcome.Of(AddressFindings.Proxy(page.Problem, url));
    }
}
