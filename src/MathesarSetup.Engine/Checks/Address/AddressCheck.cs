using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Checks.Address;

/// <summary>Whether the address that people type leads to this machine, and what certificate is shown there already.</summary>
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

    public string When => "Runs when Mathesar has an address that is meant for more than this machine.";

    public string Sends => "Looks the name up. Where a port of it is still free, opens that port on this machine for up to 3 s, and asks for a random word under the name, to see whether it leads here. Where your own proxy answers, reads its first page over HTTPS.";

    public bool ReachesOut => true;

    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    public ImmutableArray<Setting> DependsOn => [AccessSettings.Url, AccessSettings.Port, AccessSettings.Bind, ProxySettings.Kind, ProxySettings.HttpPort, ProxySettings.HttpsPort, ProxySettings.Network];

    public Setting Anchor(Answers answers) => AccessSettings.Url;

    // The name that the form offers before one was typed leads nowhere.
    // What is sent to a cluster arrives somewhere else than here.
    public bool AppliesTo(Setup setup) => !KubernetesSettings.IsCluster(setup.Answers) && setup.Answers.Get(AccessSettings.Url) is { IsLocal: false } url && !url.Host.EndsWith("example.com", StringComparison.Ordinal);

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var a = setup.Answers;
        var url = a.Get(AccessSettings.Url);
        var addresses = await Reach.ResolveAsync(url.Host, cancellation);
        if (addresses is [])
        {
            return CheckOutcome.Of(AddressFindings.UnknownName(url));
        }

        if (a.Get(ProxySettings.Kind) is ProxyKind.External)
        {
            return await ProxyAsync(url, cancellation);
        }

        var port = ProxySettings.RunsOne(a) && !url.IsHttps ? a.Get(ProxySettings.HttpPort) : ProxySettings.RunsOne(a) ? a.Get(ProxySettings.HttpsPort) : a.Get(AccessSettings.Port);
        return addresses.Any(Own().Contains) ? CheckOutcome.Of($"{url.Host} is an address of this machine.")
            : await Echo.TryAsync(addresses, url.Port, port, cancellation) switch
            {
                EchoEnd.Came => CheckOutcome.Of($"{url.Host} leads to this machine."),
                EchoEnd.DidNotCome => CheckOutcome.Of(AddressFindings.Elsewhere(url, addresses, port)),
                _ => CheckOutcome.Of(AddressFindings.CannotTell(url, addresses)),
            };
    }

    private async Task<CheckOutcome> ProxyAsync(PublicUrl url, CancellationToken cancellation)
    {
        var page = await _fetch.GetAsync(new Uri(url.ToString()), cancellation);
        return page.Problem is FetchProblem.None
            ? CheckOutcome.Of($"{url.Host} answers{(url.IsHttps ? " with a certificate that is trusted" : "")}.")
            : CheckOutcome.Of(AddressFindings.Proxy(page.Problem, url));
    }

    private static HashSet<IPAddress> Own()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(u => u.Address).Where(u => u.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
