using System.Collections.Immutable;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue;

/// <summary>The questions about who reaches Mathesar, and under which names.</summary>
public static class AccessSettings
{
    public static readonly Setting<PublicUrl> Url = new()
    {
        Key = "access.url",
        Title = "Address in the browser",
        Help = "What people type to open Mathesar.",
        Why = "Mathesar answers \"Bad Request (400)\" to every name that it was not told. It also compares the address with what the browser sends "
            + "when somebody logs in. A path such as /mathesar is not supported: use a host name of its own.",
        Synonyms = ["domain", "url", "host name", "https", "tls", "ssl", "dns"],
        Codec = PublicUrl.Codec,
        Meant = PublicUrl.WithScheme,
        Default = DefaultUrl,
        Example = new PublicUrl("http", "tables.example.com", 80),
    };

    public static readonly Setting<TextList> Hosts = new()
    {
        Key = "access.hosts",
        Variable = "ALLOWED_HOSTS",
        Title = "Further names and addresses",
        Help = "Every other host name or address under which Mathesar may be opened.",
        Why = "Add the machine's name, its address in your network, or a name in a VPN. `localhost` and `127.0.0.1` are always added, "
            + "because the health check uses them.",
        Synonyms = ["domain", "alias", "vpn", "csrf"],
        Codec = TextList.Codec("192.168.1.20, tables.lan", HostName.ReadAllowed),
        Default = _ => TextList.Empty,
        Example = new TextList(["192.168.1.20", "tables.lan"]),
    };

    public static readonly Setting<int> Port = new()
    {
        Key = "access.port",
        Title = "Port",
        Help = "The port on this machine on which Mathesar answers.",
        Synonyms = ["listen"],
        Codec = Codecs.Port,
        Default = _ => WebPages.Port,
        Example = 8080,
        AskedWhen = a => !ProxySettings.RunsOne(a) || RunSettings.OnHost(a),
        Settle = (_, answers) => answers.DefaultText(Port!),
    };

    public static readonly Setting<ListenAddress> Bind = new()
    {
        Key = "access.bind",
        Title = "Listening address",
        Help = "The address of this machine on which the port is opened: 127.0.0.1 for this machine alone, 0.0.0.0 for every network that it is in.",
        Why = "Ports that containers publish pass by firewalls such as ufw, so 0.0.0.0 really means everybody who can reach the machine. "
            + "Behind a proxy on this machine 127.0.0.1 is right.",
        Synonyms = ["bind", "interface", "localhost", "lan", "firewall"],
        Codec = Codecs.Address,
        Default = a => ProxySettings.RunsOne(a) ? ListenAddress.Everywhere : ListenAddress.Loopback,
        Example = ListenAddress.Parse("192.168.1.20")!,
    };

    public static readonly ImmutableArray<Setting> All = [Url, Hosts, Port, Bind];

    // A proxy that fetches certificates needs a name; until it has one, the form asks for it.
    private static PublicUrl DefaultUrl(Answers a) => ProxySettings.RunsOne(a)
        ? new PublicUrl("http", "localhost", a.Get(ProxySettings.HttpPort))
        : new PublicUrl("http", "localhost", a.Get(Port));
}
