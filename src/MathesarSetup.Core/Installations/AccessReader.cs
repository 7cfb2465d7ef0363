using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Installations;

/// <summary>Reads how people reach Mathesar: its port, the proxy before it, and the address that they type.</summary>
internal sealed class AccessReader(
    FoundInstallation found, FoundService web, FoundService? database, FoundService? proxy, Answering answers, PlacesReader places)
{
    private static readonly FoundText s_nowhere = new("", new Place("", 0));

    private readonly FoundPort? _port = Port(found, web);

    private readonly OwnProxy? _own = proxy is null ? OwnProxy.Of(found, web, database) : null;

    public void Read()
    {
        if (_port is { } port)
        {
            answers.Say(AccessSettings.Port.Key, port.Machine.ToString(CultureInfo.InvariantCulture), port.From == s_nowhere ? null : port.From);
            answers.Say(AccessSettings.Bind.Key, port.Address.Length == 0 ? "0.0.0.0" : port.Address);
        }

        if ((_port?.Inside ?? Listener.Of(web).FirstOrDefault()?.Port) is { } inside && inside != WebPages.Port)
        {
            answers.Say(KeptSettings.WebPort.Key, inside.ToString(CultureInfo.InvariantCulture));
        }

        var domain = proxy?.Variables.GetValueOrDefault("DOMAIN_NAME") ?? web.Variables.GetValueOrDefault("DOMAIN_NAME");
        ReadUrl(domain);
        answers.WithoutHost();
        ReadProxy(domain);
    }

    // Who shares the network of another service is reached by the ports of that one, and who has the machine's by the port of the program itself.
    private static FoundPort? Port(FoundInstallation found, FoundService web)
    {
        var owner = Roles.NetworkOwner(found, web);
        var (listeners, published) = (Listener.Of(web), web.Ports.Concat(owner?.Ports ?? []).ToArray());
        return (owner ?? web).NetworkMode?.Value is "host"
                ? listeners is [var own, ..] ? new FoundPort(own.Address, own.Port, own.Port, s_nowhere) : null
            : listeners is [] ? published.FirstOrDefault(static p => p.Inside == WebPages.Port)
                ?? (web.Ports.Select(static p => p.Inside).Distinct().ToArray() is [_] ? web.Ports[0] : null)
            : listeners.SelectMany(l => published.Where(p => p.Inside == l.Port)).FirstOrDefault();
    }

    // DOMAIN_NAME is read by the official proxy alone; without it, it is a hint at best.
    private void ReadUrl(FoundText? domain)
    {
        var first = (domain?.Value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        var name = first.Split("://")[^1].Split(':')[0];
        if (name.Length == 0 && first.Split(':') is [_, var bare] && proxy is not null && bare.All(char.IsAsciiDigit))
        {
            // Every name at a port of the proxy's.
            Mark(domain);
            ByHosts(proxy.Ports.FirstOrDefault(p => p.Inside.ToString(CultureInfo.InvariantCulture) == bare)?.Machine, "http",
                "DOMAIN_NAME is a port and no name");
            return;
        }

        if (first.Length > 0 && (proxy is not null || !HostName.IsLoopback(name)) && answers.Say(AccessSettings.Url.Key,
            first.Contains("://", StringComparison.Ordinal) ? first : HostName.IsLoopback(name) ? $"http://{first}" : $"https://{first}", domain))
        {
            Mark(domain);
            return;
        }

        if (first.Length == 0 || proxy is null)
        {
            Mark(domain);
        }

        if (ProxyLabels.Address(web, Hosts()) is { } told && answers.Say(AccessSettings.Url.Key, told.Url))
        {
            answers.Say(ProxySettings.Kind.Key, "external");
            // Where ALLOWED_HOSTS says which names Mathesar answers to, a proxy's further ones are no others.
            if (told.Others is not [] && !answers.Draft.Texts.ContainsKey(AccessSettings.Hosts.Key))
            {
                answers.Say(AccessSettings.Hosts.Key, string.Join(',', told.Others));
            }
        }
        else if (proxy is not null)
        {
            var isSafe = proxy.Ports.Any(static p => p.Inside == 443);
            ByHosts(proxy.Ports.FirstOrDefault(p => p.Inside == (isSafe ? 443 : 80))?.Machine, isSafe ? "https" : "http",
                "The proxy names no address here");
        }
        else if (_own is { } own)
        {
            ByOwnProxy(own);
        }
        else if (_port is null ? found.Root is null : _port.Address.Length == 0)
        {
            ByHosts(_port?.Machine ?? WebPages.Port, "http", because: null);
        }
        else if (_port is null)
        {
            answers.Findings.Add(ImportFindings.AddressUnknown("It publishes no port of its own, and no label of a proxy names an address"));
        }
    }

    // Of the names that it leads on, those to which Mathesar answers come first.
    private void ByOwnProxy(OwnProxy own)
    {
        answers.Say(ProxySettings.Kind.Key, "external");
        var outer = own.Service.Ports.FirstOrDefault(static p => p.Inside == 443) ?? own.Service.Ports.FirstOrDefault();
        var known = own.Hosts.Where(name => Hosts().Contains(name, StringComparer.OrdinalIgnoreCase)).ToArray();
        ByHosts(outer?.Machine ?? 80, outer?.Inside == 443 ? "https" : "http",
            $"The files of {own.Service.Name}, which leads to Mathesar, name no address",
            known.Length > 0 ? known[0] : own.Hosts.Count == 1 ? own.Hosts[0] : null);
    }

    // The first name is what people type where nothing else says it.
    private void ByHosts(int? port, string scheme, string? because, string? named = null)
    {
        var isUsual = port == (scheme == "https" ? 443 : 80);
        if (port is not null && (named ?? Hosts().FirstOrDefault()) is { } host)
        {
            answers.Say(AccessSettings.Url.Key, string.Create(CultureInfo.InvariantCulture,
                $"{scheme}://{HostName.InUrl(host.Trim('[', ']'))}{(isUsual ? "" : $":{port}")}"));
        }
        else if (because is not null)
        {
            answers.Findings.Add(ImportFindings.AddressUnknown(because));
        }
    }

    private string[] Hosts() => [.. answers.Draft.Texts.GetValueOrDefault(AccessSettings.Hosts.Key, "").Split(',')
        .Where(static h => h.Length > 0 && h[0] is not ('*' or '.'))];

    private void Mark(FoundText? domain)
    {
        answers.Mark(domain);
        answers.Mark(web.Variables.GetValueOrDefault("DOMAIN_NAME"));
    }

    private void ReadProxy(FoundText? domain)
    {
        // Beside a port of its own, a network that was there before may as well hold a monitor or another database.
        if (web.JoinedNetworks is [var network] && (_port is null || domain is { Value.Length: > 0 } || ProxyLabels.AreThere(web)))
        {
            answers.Say(ProxySettings.Kind.Key, "external");
            answers.Say(ProxySettings.Network, network);
        }

        if (proxy is null)
        {
            return;
        }

        answers.Say(ProxySettings.Kind.Key, Roles.ProxyKind(proxy), proxy.Image);
        answers.Mark(proxy.Image);
        var other = (domain?.Value ?? "").Split(':') is [.., var last]
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            ? said : 80;
        foreach (var port in proxy.Ports)
        {
            answers.Say(port.Inside == 443 ? ProxySettings.HttpsPort.Key : ProxySettings.HttpPort.Key,
                port.Inside is 80 or 443 || port.Inside == other ? port.Machine.ToString(CultureInfo.InvariantCulture) : null, port.From);
        }

        if (proxy.Ports is [var any, ..])
        {
            answers.Say(AccessSettings.Bind.Key, any.Address.Length == 0 ? "0.0.0.0" : any.Address);
        }

        // The official file hands all of Mathesar's variables to its proxy.
        foreach (var (name, text) in proxy.Variables)
        {
            answers.Mark(answers.Knows(web, name) ? text : null);
        }

        places.Proxy(proxy);
    }
}
