using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Address;

/// <summary>The kinds of finding about Mathesar's address.</summary>
public static class AddressFinding
{
    public static readonly FindingKind Acme = FindingKind.Warning("address.acme",
        "What is sent to the ports to which the certificate's authority comes does not arrive here. Let the router forward it, or name "
        + "certificate files.");

    public static readonly FindingKind CannotTell = FindingKind.Note("address.cannot-tell",
        "The name leads to an address that is none of this machine's own, and whether it arrives here cannot be told. Open the address once "
        + "Mathesar runs.");

    public static readonly FindingKind Certificate = FindingKind.Warning("address.certificate",
        "Something answers at the address already with a certificate that browsers do not take, for the reason that the message gives.");

    public static readonly FindingKind CertificateEnds = FindingKind.Warning("address.certificate-ends",
        "The certificate at the address ends in less than 3 days. See that it is renewed.");

    public static readonly FindingKind Elsewhere = FindingKind.Warning("address.elsewhere",
        "What is sent to the name does not arrive at this machine. Correct the DNS entry, or let the router forward the port.");

    public static readonly FindingKind MissingNames = FindingKind.Note("address.missing-names",
        "Others can reach the machine under names to which Mathesar would answer Bad Request (400). Add those that people may type.");

    public static readonly FindingKind Private = FindingKind.Warning("address.private",
        "The name leads to a private network, to which no authority comes, so no certificate can be fetched. Name files of yours.");

    public static readonly FindingKind Proxy = FindingKind.Warning("address.proxy",
        "Your proxy does not serve the address yet, for the reason that the message gives.");

    public static readonly FindingKind RefusedName = FindingKind.Warning("address.refused-name",
        "The Mathesar that runs answers Bad Request (400) to a name of the answers. Apply them.");

    public static readonly FindingKind UnknownFurther = FindingKind.Note("address.unknown-further",
        "A further name has no address here. Look for a typing error, or add it to your DNS.");

    public static readonly FindingKind UnknownName = FindingKind.Warning("address.unknown-name",
        "The address's name is not known, so nobody can open it yet. Add it to your DNS.");
}
