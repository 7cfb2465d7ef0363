using System.Collections.Immutable;
using System.Net;

namespace MathesarSetup.Web.Listening;

/// <summary>How the wizard was asked to run. Pages get it by injection, for <see cref="Directory"/>.</summary>
internal sealed record ServeOptions
{
    public const int DefaultPort = 8765;

    /// <summary>The install directory, absolute; it need not exist yet.</summary>
    public required string Directory { get; init; }

    /// <summary>The TCP port; 0 lets the system choose a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The address to listen on.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Further names that browsers may call this wizard by, without port (see <see cref="HostNames.Bare"/>).</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// The address by which other machines reach this one, for a first boot that listens to them; null for any other start, whose owner is here.
    /// </summary>
    public string? NetworkName { get; init; }

    /// <summary>Names of this machine in its own network, which browsers may use too.</summary>
    public ImmutableArray<string> OwnNames { get; init; } = [];

    /// <summary>Whether the terminal may be told colours.</summary>
    public bool InColour { get; init; }

    /// <summary>Whether to open the browser, where there is one.</summary>
    public bool OpenBrowser { get; init; } = true;

    /// <summary>Whether this is an appliance's first boot, which ends for good once Mathesar is installed.</summary>
    public bool FirstBoot { get; init; }

    /// <summary>The certificate to serve HTTPS with; null for plain HTTP.</summary>
    public TlsCertificate? Tls { get; init; }

    public string Scheme => Tls is null ? "http" : "https";

    /// <summary>Whether <see cref="Listen"/> means every address of this machine.</summary>
    public bool ListensEverywhere => Listen.Equals(IPAddress.Any) || Listen.Equals(IPAddress.IPv6Any);

    /// <summary>The URL to print: on this machine by address; on the network by the name that was allowed, where there is one.</summary>
    public string Url(int port) =>
        $"{Scheme}://{(!IPAddress.IsLoopback(Listen) && AllowedHosts is [var name, ..]
            ? name : NetworkName ?? HostNames.InUrl(LocalAddress))}:{port}";

    /// <summary>The address by which this machine reaches itself.</summary>
    public IPAddress LocalAddress =>
        Listen.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
        : Listen.Equals(IPAddress.Any) ? IPAddress.Loopback
        : Listen;
}
