using System.Globalization;
using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>What a cluster has to have, and what several pods have to share.</summary>
internal sealed class KubernetesValidator : AbstractValidator<Answers>
{
    public KubernetesValidator() => When(KubernetesSettings.IsCluster, () =>
    {
        Door();
        Shared();
        Database();
    });

    private void Door()
    {
        RuleFor(a => a).Must(static a => !IsHttps(a))
            .When(static a => Way(a) is ClusterDoor.None)
            .Says(KubernetesFinding.HttpsWithoutDoor, KubernetesSettings.Door,
                static _ => "The address says https, but nothing here ends TLS: Mathesar itself speaks only plain HTTP. Let an Ingress or a "
                    + "Gateway do it, unless something of yours does.",
                static _ => Fix.To("Use an Ingress", KubernetesSettings.Door, ClusterDoor.Ingress));

        RuleFor(a => a).Must(static a => IsHttps(a) || a.Get(AccessSettings.Url).IsLocal)
            .Unless(static a => Way(a) is ClusterDoor.None)
            .Says(AccessFinding.PlainHttp, AccessSettings.Url,
                static _ => "Passwords cross the network in the clear, because the address is plain http. Use https, which the cluster's way in "
                    + "can end.");

        RuleFor(a => a).Must(static a => a.Get(KubernetesSettings.Gateway).Length > 0)
            .When(static a => Way(a) is ClusterDoor.Gateway)
            .Says(KubernetesFinding.NoGateway, KubernetesSettings.Gateway,
                static _ => "A route needs the Gateway that it joins. Name it, such as infrastructure/public.");

        RuleFor(a => a).Must(static a => a.Get(KubernetesSettings.CertificateIssuer).Length > 0)
            .When(static a => Way(a) is ClusterDoor.Ingress && IsHttps(a))
            .Says(KubernetesFinding.Certificate, KubernetesSettings.CertificateIssuer,
                static a => $"The Ingress takes the certificate from the Secret {Secret(a)}, which has to be there: kubectl --namespace "
                    + $"{a.Get(KubernetesSettings.Namespace)} create secret tls {Secret(a)} --cert FILE --key FILE. With cert-manager, name its "
                    + "issuer instead.");
    }

    private void Shared() => RuleFor(a => a)
        .Must(static a => a.Get(KubernetesSettings.StorageClass).Length > 0 || a.Get(FileSettings.DataFilesOnAzure))
        .When(static a => a.Get(KubernetesSettings.Replicas) > 1)
        .Says(KubernetesFinding.SharedMedia, KubernetesSettings.StorageClass,
            static a => $"{a.Get(KubernetesSettings.Replicas).ToString(CultureInfo.InvariantCulture)} pods have to read and write the same "
                + "uploads, so their volume asks for ReadWriteMany. Most clusters' default storage class cannot give it. Name one that can (NFS, "
                + "CephFS, EFS, Azure Files).",
            static _ => Fix.To("Run one replica", KubernetesSettings.Replicas, 1));

    private void Database() => When(static a => a.Get(DatabaseSettings.Mode) is DatabaseMode.Bundled && a.Get(KubernetesSettings.Operator), () =>
    {
        RuleFor(a => a).Must(static a => !a.Get(KubernetesSettings.Operator))
            .Says(KubernetesFinding.NeedsOperator, KubernetesSettings.Operator,
                static _ => "The CloudNativePG operator has to be in the cluster before this is applied: it makes the servers. "
                    + "https://cloudnative-pg.io says how.");

        foreach (var setting in new[] { DatabaseSettings.Name, DatabaseSettings.User })
        {
            RuleFor(a => a).Must(a => a.Get(setting) is not ("postgres" or "streaming_replica" or "template0" or "template1"))
                .Says(KubernetesFinding.ReservedName, setting, a => $"CloudNativePG keeps the name {a.Get(setting)} for itself. Choose another.");
        }
    });

    private static ClusterDoor Way(Answers a) => a.Get(KubernetesSettings.Door);

    private static bool IsHttps(Answers a) => a.Get(AccessSettings.Url).IsHttps;

    private static string Secret(Answers a) => a.Get(KubernetesSettings.TlsSecret);
}
