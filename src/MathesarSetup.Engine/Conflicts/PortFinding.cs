using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Conflicts;

/// <summary>The kinds of finding about the ports of this machine.</summary>
public static class PortFinding
{
    public static readonly FindingKind NoRight = FindingKind.Error("ports.no-right",
        "A rootless engine may not open a port this low. Take a higher one, or lower the limit with sysctl.");

    public static readonly FindingKind NoSuchAddress = FindingKind.Error("ports.no-such-address",
        "The machine has no such address, so no port can be opened on it. Give one that it has.");

    public static readonly FindingKind Taken = FindingKind.Error("ports.taken",
        "Another program or container holds the port. Stop that, or take the next free port.");
}
