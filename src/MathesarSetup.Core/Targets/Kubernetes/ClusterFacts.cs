using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What manifests or Helm's values say that only a cluster asks; null where they say nothing.</summary>
internal sealed record ClusterFacts
{
    public FoundText? Namespace { get; init; }

    public FoundText? Replicas { get; init; }

    public FoundText? ServicePort { get; init; }

    /// <summary>none, ingress or gateway.</summary>
    public string Door { get; init; } = "none";

    /// <summary>The first name that the way in answers to.</summary>
    public FoundText? Host { get; init; }

    public bool HasTls { get; init; }

    public FoundText? IngressClass { get; init; }

    public FoundText? TlsSecret { get; init; }

    /// <summary>What the ingress controller and cert-manager are told.</summary>
    public ImmutableDictionary<string, FoundText> Annotations { get; init; } = ImmutableDictionary.Create<string, FoundText>(StringComparer.Ordinal);

    /// <summary>Where the way in is said; null where its being there says it.</summary>
    public FoundText? DoorFrom { get; init; }

    public FoundText? Gateway { get; init; }

    public FoundText? StorageClass { get; init; }

    public FoundText? MediaSize { get; init; }

    public bool IsOperated { get; init; }

    public FoundText? Instances { get; init; }

    public FoundText? DatabaseSize { get; init; }

    /// <summary>A Secret that is none of the files'.</summary>
    public FoundText? ExistingSecret { get; init; }

    public FoundText? PullSecret { get; init; }

    public FoundText? Memory { get; init; }

    public FoundText? Processors { get; init; }

    public void Say(Answering answers)
    {
        const string Nginx = "nginx.ingress.kubernetes.io/";
        foreach (var (setting, text) in new (Setting Setting, FoundText? Text)[]
        {
            (KubernetesSettings.Namespace, Namespace), (KubernetesSettings.Replicas, Replicas), (AccessSettings.Port, ServicePort),
            (AccessSettings.Url, Door == "none" || (Host ?? FirstHost(answers)) is not { } host ? null : host with
            {
                Value = $"http{(HasTls || Door == "gateway" ? "s" : "")}://{host.Value}",
            }),
            (KubernetesSettings.IngressClass, IngressClass), (KubernetesSettings.TlsSecret, TlsSecret),
            (KubernetesSettings.CertificateIssuer, Annotation("cert-manager.io/cluster-issuer")),
            (ProxySettings.BodyLimit, Annotation(Nginx + "proxy-body-size") is { } limit ? limit with { Value = limit.Value.TrimEnd('m') } : null),
            (ProxySettings.RateLimit, Annotation(Nginx + "limit-rps")),
            (KubernetesSettings.Gateway, Gateway), (KubernetesSettings.StorageClass, StorageClass), (KubernetesSettings.MediaSize, MediaSize),
            (KubernetesSettings.Instances, Instances), (KubernetesSettings.DatabaseSize, DatabaseSize),
            (KubernetesSettings.ExistingSecret, ExistingSecret), (KubernetesSettings.PullSecret, PullSecret),
            (TuningSettings.Memory, Memory is null ? null : Memory with { Value = Limit(Memory.Value) }), (TuningSettings.Processors, Processors),
        })
        {
            answers.Say(setting, text);
        }

        answers.Say(KubernetesSettings.Door.Key, Door, DoorFrom);
        answers.Say(KubernetesSettings.Operator.Key, IsOperated ? "cloudnativepg" : null);
        answers.WithoutHost();
        if (ExistingSecret is not null)
        {
            // Key and password are in the cluster, and stay there.
            answers.Findings.RemoveAll(static f => f.Kind == ImportFinding.KeyUnread || (f.Kind == ImportFinding.ValueUnknown
                && (f.Key == SecretSettings.Key.Key || f.Key == DatabaseSettings.Password.Key)));
        }
    }

    /// <summary>PostgreSQL as it would run elsewhere: the operator needs images of its own, which are made from the same packages.</summary>
    public static FoundText? DatabaseImage(FoundText? image) => image is not null
        && image.Value.StartsWith("ghcr.io/cloudnative-pg/postgresql:", StringComparison.Ordinal)
        && int.TryParse(image.Value.Split(':')[1], out var major)
        ? image with { Value = $"docker.io/library/postgres:{major}-bookworm" }
        : image;

    private FoundText? Annotation(string name) => Annotations.GetValueOrDefault(name);

    // A way in without a host answers to every name, and the first one that Mathesar knows is what people type.
    private FoundText? FirstHost(Answering answers) => answers.Draft.Texts.ContainsKey(AccessSettings.Url.Key) ? null
        : answers.Draft.Texts.GetValueOrDefault(AccessSettings.Hosts.Key, "").Split(',')
            .FirstOrDefault(static h => h.Length > 0 && h[0] is not ('*' or '.')) is { } name ? new FoundText(name, DoorFrom?.At ?? default) : null;

    private static string Limit(string quantity) =>
        quantity.Replace("Gi", "g", StringComparison.Ordinal).Replace("Mi", "m", StringComparison.Ordinal);
}
