using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about the answers about a cluster.</summary>
public static class KubernetesFinding
{
    public static readonly FindingKind Certificate = FindingKind.Note("kubernetes.certificate",
        "The Ingress takes the certificate from a Secret that has to be there. Make it with kubectl create secret tls, or name the issuer of "
        + "cert-manager.");

    public static readonly FindingKind HttpsWithoutDoor = FindingKind.Warning("kubernetes.https-without-door",
        "The address says https, but nothing here ends TLS. Let an Ingress or a Gateway do it, unless something of yours does.");

    public static readonly FindingKind NeedsOperator = FindingKind.Note("kubernetes.needs-operator",
        "The CloudNativePG operator has to be in the cluster before the files are applied: it makes the servers.");

    public static readonly FindingKind NoGateway = FindingKind.Error("kubernetes.no-gateway",
        "A route needs the Gateway that it joins. Name it, such as infrastructure/public.");

    public static readonly FindingKind ReservedName = FindingKind.Error("kubernetes.reserved-name",
        "CloudNativePG keeps some names of roles and databases for itself. Choose another.");

    public static readonly FindingKind SharedMedia = FindingKind.Warning("kubernetes.shared-media",
        "Several pods have to read and write the same uploads, and most default storage classes cannot give such a volume (ReadWriteMany). "
        + "Name one that can.");
}
