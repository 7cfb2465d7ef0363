using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Conflicts;

/// <summary>What to say about a port that cannot be opened.</summary>
internal static class PortFindings
{
    public static Finding Taken(OpenedPort port, string? holder, int next) =>
        PortFinding.Taken.Say($"Port {port.Number} is taken{(holder is null ? " by a program of another user" : $" by {holder}")}. "
            + "Stop that, or take the next free port.",
            port.From?.Key, Use(port, next));

    public static Finding NoRight(OpenedPort port, int first, int next) =>
        PortFinding.NoRight.Say($"A rootless engine may open ports from {first} on, and {port.Number} is below. "
            + $"Take a higher one, or let root say sysctl net.ipv4.ip_unprivileged_port_start={port.Number}.", port.From?.Key, Use(port, next));

    public static Finding NoSuchAddress(OpenedPort port) =>
        PortFinding.NoSuchAddress.Say(
            $"This machine has no address {port.Address}, so no port can be opened on it. Give one that it has; 127.0.0.1 is this machine alone.",
            AccessSettings.Bind.Key, Fix.To("Use 127.0.0.1", AccessSettings.Bind, ListenAddress.Loopback));

    // The address in the browser follows by itself, unless it was typed; then rules ask about it.
    private static Fix? Use(OpenedPort port, int next) =>
        port.From is { } setting ? Fix.To($"Use port {next}", setting.Key, next.ToString(CultureInfo.InvariantCulture)) : null;
}
