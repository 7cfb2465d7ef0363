using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about who reaches Mathesar and under which names.</summary>
public static class AccessFinding
{
    public static readonly FindingKind AnyHost = FindingKind.Warning("access.any-host",
        "A star lets Mathesar answer to every name, so a foreign web site can talk to it through a visitor's browser (DNS rebinding). List the "
        + "names instead.");

    public static readonly FindingKind BindHidesAddress = FindingKind.Warning("access.bind-hides-address",
        "Mathesar would answer only on this machine itself, while its address promises more. Open the port on every address, or put a proxy in "
        + "front.");

    public static readonly FindingKind ExampleName = FindingKind.Warning("access.example-name",
        "The address holds a name that is kept free for examples (RFC 2606), such as example.com. Nobody reaches it; give the name that leads here.");

    public static readonly FindingKind HttpsWithoutProxy = FindingKind.Warning("access.https-without-proxy",
        "The address says https, but Mathesar itself speaks only plain HTTP. Let a proxy end TLS: one that runs beside Mathesar, or one that "
        + "you run.");

    public static readonly FindingKind LowPort = FindingKind.Note("access.low-port",
        "Ports below 1024 need more rights with a rootless engine. 8000 works everywhere.");

    public static readonly FindingKind Open = FindingKind.Warning("access.open",
        "Everybody who can reach this machine can open the port, past firewalls such as ufw. Bind it to 127.0.0.1 behind a proxy, unless that "
        + "is meant.");

    public static readonly FindingKind PlainHttp = FindingKind.Warning("access.plain-http",
        "Passwords cross the network in the clear, because the address is plain http. Use https with a proxy where others share the network.");

    public static readonly FindingKind PortDiffers = FindingKind.Warning("access.port-differs",
        "The port in the address is not the one on which Mathesar answers. Make them the same, unless something of yours forwards one to the "
        + "other.");
}
