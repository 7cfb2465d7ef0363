using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What manifests or Helm's values say that only a cluster asks; null where they say nothing.</summary>
internal sealed record ClusterFacts
{
    public string? Namespace { get; init; }

    public string? Replicas { get; init; }

    public string? ServicePort { get; init; }

    /// <summary>none, ingress or gateway.</summary>
    public string Door { get; init; } = "none";

    /// <summary>The first name that the way in answers to.</summary>
    public string? Host { get; init; }

    public bool HasTls { get; init; }

    public string? IngressClass { get; init; }

    public string? TlsSecret { get; init; }

    /// <summary>What the ingress controller and cert-manager are told.</summary>
    public YamlNode? Annotations { get; init; }

    public string? Gateway { get; init; }

    public string? StorageClass { get; init; }

    public string? MediaSize { get; init; }

    public bool IsOperated { get; init; }

    public string? Instances { get; init; }

    public string? DatabaseSize { get; init; }

    /// <summary>A Secret that is none of the files'.</summary>
    public string? ExistingSecret { get; init; }

    public string? PullSecret { get; init; }

    public string? Memory { get; init; }

    public string? Processors { get; init; }

    public void Say(Answering answers)
    {
        const string Nginx = "nginx.ingress.kubernetes.io/";
        foreach (var (setting, text) in new (Setting Setting, string? Text)[]
        {
            (KubernetesSettings.Namespace,
                Namespace), (KubernetesSettings.Replicas, Replicas), (AccessSettings.Port, ServicePort), (KubernetesSettings.Door, Door),
            (AccessSettings.Url, Host is null || Door == "none" ? null : $"http{(HasTls || Door == "gateway" ? "s" : "")}://{Host}"),
            (KubernetesSettings.IngressClass, IngressClass),
            (KubernetesSettings.TlsSecret, TlsSecret),
            (KubernetesSettings.CertificateIssuer, Annotations.Text("cert-manager.io/cluster-issuer")),
            (ProxySettings.BodyLimit, Annotations.Text(Nginx + "proxy-body-size")?.TrimEnd('m')),
            (ProxySettings.RateLimit, Annotations.Text(Nginx + "limit-rps")),
            (KubernetesSettings.Gateway, Gateway),
            (KubernetesSettings.StorageClass, StorageClass), (KubernetesSettings.MediaSize,
                MediaSize), (KubernetesSettings.Operator, IsOperated ? "cloudnativepg" : null), (KubernetesSettings.Instances, Instances),
            (KubernetesSettings.DatabaseSize, DatabaseSize), (KubernetesSettings.ExistingSecret, ExistingSecret), (KubernetesSettings.PullSecret,
                PullSecret), (TuningSettings.Memory, Limit(Memory)), (TuningSettings.Processors, Processors),
        })
        {
            answers.Say(setting.Key, text);
        }

        answers.WithoutHost();
        if (ExistingSecret is not null)
        {
            // The key is in the cluster, and stays there.
            answers.Findings.RemoveAll(static f => f.Kind == ImportFinding.KeyUnread);
        }
    }

    /// <summary>PostgreSQL as it would run elsewhere: the operator needs images of its own, which are made from the same packages.</summary>
    public static FoundText? DatabaseImage(FoundText? image) => image is not null
        && image.Value.StartsWith("ghcr.io/cloudnative-pg/postgresql:", StringComparison.Ordinal)
        && int.TryParse(image.Value.Split(':')[1], out var major)
        ? image with { Value = $"docker.io/library/postgres:{major}-bookworm" }
        : image;

    private static string? Limit(string? quantity) =>
        quantity?.Replace("Gi", "g", StringComparison.Ordinal).Replace("Mi", "m", StringComparison.Ordinal);
}
