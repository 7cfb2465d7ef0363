using System.Globalization;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about what a cluster has to have, and what several pods have to share.</summary>
internal static class KubernetesRules
{
    public static IEnumerable<Finding> Check(Answers a) => KubernetesSettings.IsCluster(a) ? Door(a).Concat(Shared(a)).Concat(Database(a)) : [];

    private static IEnumerable<Finding> Door(Answers a)
    {
        var url = a.Get(AccessSettings.Url);
        var door = a.Get(KubernetesSettings.Door);
        if (door is ClusterDoor.None && url.IsHttps)
        {
            yield return Finding.Warning("kubernetes.https-without-door", "The address says https, but nothing here ends TLS: Mathesar itself speaks only plain HTTP. Let an Ingress or a Gateway do it, unless something of yours does.",
                KubernetesSettings.Door.Key, Fix.To("Use an Ingress", KubernetesSettings.Door.Key, "ingress"));
        }

        if (door is not ClusterDoor.None && !url.IsHttps && !url.IsLocal)
        {
            yield return Finding.Warning("access.plain-http", "Passwords cross the network in the clear, because the address is plain http. Use https, which the cluster's way in can end.", AccessSettings.Url.Key);
        }

        if (door is ClusterDoor.Gateway && a.Get(KubernetesSettings.Gateway).Length == 0)
        {
            yield return Finding.Error("kubernetes.no-gateway", "A route needs the Gateway that it joins. Name it, such as infrastructure/public.", KubernetesSettings.Gateway.Key);
        }

        if (door is ClusterDoor.Ingress && url.IsHttps && a.Get(KubernetesSettings.CertificateIssuer).Length == 0)
        {
            var secret = a.Get(KubernetesSettings.TlsSecret);
            yield return Finding.Note("kubernetes.certificate", $"The Ingress takes the certificate from the Secret {secret}, which has to be there: kubectl --namespace {a.Get(KubernetesSettings.Namespace)} create secret tls {secret} --cert FILE --key FILE. With cert-manager, name its issuer instead.",
                KubernetesSettings.CertificateIssuer.Key);
        }
    }

    private static IEnumerable<Finding> Shared(Answers a)
    {
        if (a.Get(KubernetesSettings.Replicas) > 1 && a.Get(KubernetesSettings.StorageClass).Length == 0 && !a.Get(FileSettings.DataFilesOnAzure))
        {
            yield return Finding.Warning("kubernetes.shared-media", $"{a.Get(KubernetesSettings.Replicas).ToString(CultureInfo.InvariantCulture)} pods have to read and write the same uploads, so their volume asks for ReadWriteMany. Most clusters' default storage class cannot give it. Name one that can (NFS, CephFS, EFS, Azure Files).",
                KubernetesSettings.StorageClass.Key, Fix.To("Run one replica", KubernetesSettings.Replicas.Key, "1"));
        }
    }

    private static IEnumerable<Finding> Database(Answers a)
    {
        if (a.Get(DatabaseSettings.Mode) is not DatabaseMode.Bundled || !a.Get(KubernetesSettings.Operator))
        {
            yield break;
        }

        yield return Finding.Note("kubernetes.needs-operator", "The CloudNativePG operator has to be in the cluster before this is applied: it makes the servers. https://cloudnative-pg.io says how.", KubernetesSettings.Operator.Key);
        foreach (var setting in new[] { DatabaseSettings.Name, DatabaseSettings.User }.Where(s => a.Get(s) is "postgres" or "streaming_replica" or "template0" or "template1"))
        {
            yield return Finding.Error("kubernetes.reserved-name", $"CloudNativePG keeps the name {a.Get(setting)} for itself. Choose another.", setting.Key);
        }
    }
}
