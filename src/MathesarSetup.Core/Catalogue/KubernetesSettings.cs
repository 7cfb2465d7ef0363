using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MathesarSetup.Catalogue;

/// <summary>What leads from outside the cluster to Mathesar.</summary>
public enum ClusterDoor
{
    None,
    Ingress,
    Gateway,
}

/// <summary>The questions that only a Kubernetes cluster raises, with or without Helm.</summary>
public static partial class KubernetesSettings
{
    public static readonly Setting<string> Namespace = new()
    {
        Key = "kubernetes.namespace",
        Title = "Namespace",
        Help = "The namespace in which everything is made.",
        Codec = Codecs.Text("mathesar",
            text => text.StartsWith("kube-", StringComparison.Ordinal) ? "Names that start with kube- belong to Kubernetes itself. Choose another."
                : IsLabel(text) ? null
                : "A namespace has 1 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or a digit."),
        Default = a => a.Get(RunSettings.Name),
        Example = "team-tables",
        AskedWhen = IsCluster,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<int> Replicas = new()
    {
        Key = "kubernetes.replicas",
        Title = "Replicas",
        Help = "How many pods answer at the same time; with more than one, the cluster may add as many again under load.",
        Why = "One is replaced with a gap of seconds. Several go on answering while a node is emptied, and need uploaded files on storage that all "
            + "of them can write (ReadWriteMany).",
        Codec = Codecs.Number(1, 50, "replicas"),
        Default = _ => 1,
        Example = 3,
        AskedWhen = IsCluster,
    };

    public static readonly Setting<ClusterDoor> Door = new()
    {
        Key = "kubernetes.expose",
        Title = "Way in",
        Help = "What leads from outside the cluster to Mathesar, and ends TLS.",
        Codec = Codecs.Choice(
            (ClusterDoor.None, new Option("none", "Nothing", "Only kubectl port-forward, or something of yours.")),
            (ClusterDoor.Ingress, new Option("ingress", "An Ingress", "The ingress controller that the cluster has.")),
            (ClusterDoor.Gateway, new Option("gateway", "A Gateway", "A route on a Gateway that is there already (Gateway API)."))),
        Default = a => a.Get(AccessSettings.Url).IsLocal ? ClusterDoor.None : ClusterDoor.Ingress,
        Example = ClusterDoor.Ingress,
        AskedWhen = IsCluster,
    };

    public static readonly Setting<string> IngressClass = new()
    {
        Key = "kubernetes.ingress-class",
        Title = "Ingress class",
        Help = "The name of the ingress controller's class; empty for the cluster's default.",
        Codec = NameOrNothing("nginx"),
        Default = _ => "",
        Example = "traefik",
        AskedWhen = HasIngress,
        Rare = true,
    };

    public static readonly Setting<string> TlsSecret = new()
    {
        Key = "kubernetes.tls-secret",
        Title = "Secret with the certificate",
        Help = "The Secret in which the Ingress finds the certificate and its key.",
        Codec = NameOrNothing("mathesar-tls"),
        Default = a => $"{a.Get(RunSettings.Name)}-tls",
        Example = "wildcard-example-com",
        AskedWhen = a => HasIngress(a) && a.Get(AccessSettings.Url).IsHttps,
        Rare = true,
    };

    public static readonly Setting<string> CertificateIssuer = new()
    {
        Key = "kubernetes.certificate-issuer",
        Title = "Certificate issuer",
        Help = "The ClusterIssuer of cert-manager that fills the Secret with a certificate; empty when you fill it yourself.",
        Codec = NameOrNothing("letsencrypt"),
        Default = _ => "",
        Example = "letsencrypt",
        AskedWhen = a => HasIngress(a) && a.Get(AccessSettings.Url).IsHttps,
    };

    public static readonly Setting<string> Gateway = new()
    {
        Key = "kubernetes.gateway",
        Title = "Gateway",
        Help = "The Gateway that the route joins, as namespace/name.",
        Codec = Codecs.Text("infrastructure/public",
            text => text.Length == 0 || (text.Split('/') is [var space, var name] && IsLabel(space) && IsName(name))
                ? null
                : "A Gateway is named by its namespace and its name, such as infrastructure/public."),
        Default = _ => "",
        Example = "infrastructure/public",
        AskedWhen = a => IsCluster(a) && a.Get(Door!) is ClusterDoor.Gateway,
    };

    public static readonly Setting<string> StorageClass = new()
    {
        Key = "kubernetes.storage-class",
        Title = "Storage class",
        Help = "The storage class of every volume; empty for the cluster's default.",
        Codec = NameOrNothing("standard"),
        Default = _ => "",
        Example = "fast",
        AskedWhen = IsCluster,
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<string> MediaSize = new()
    {
        Key = "kubernetes.media-size",
        Title = "Space for uploads",
        Help = "How much space uploaded files get, such as 10Gi.",
        Codec = Size,
        Default = _ => "10Gi",
        Example = "50Gi",
        AskedWhen = IsCluster,
        Rare = true,
    };

    public static readonly Setting<bool> Operator = new()
    {
        Key = "kubernetes.database",
        Title = "Who looks after PostgreSQL",
        Help = "Whether PostgreSQL runs as one plain pod or is looked after by an operator.",
        Codec = Codecs.Choice(
            (false, new Option("statefulset", "A StatefulSet", "One pod with its volume; nothing else is needed. Backups are up to you.")),
            (true, new Option("cloudnativepg", "CloudNativePG", "Standbys and fail-over; the operator has to be in the cluster already."))),
        Default = _ => false,
        Example = true,
        AskedWhen = IsBundled,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<int> Instances = new()
    {
        Key = "kubernetes.database-instances",
        Title = "PostgreSQL's instances",
        Help = "How many servers CloudNativePG runs: one that writes, and standbys that can take its place.",
        Codec = Codecs.Number(1, 20, "instances"),
        Default = _ => 3,
        Example = 2,
        AskedWhen = a => IsBundled(a) && a.Get(Operator!),
        Rare = true,
    };

    public static readonly Setting<string> DatabaseSize = new()
    {
        Key = "kubernetes.database-size",
        Title = "Space for PostgreSQL",
        Help = "How much space each PostgreSQL server gets, such as 20Gi.",
        Codec = Size,
        Default = _ => "20Gi",
        Example = "100Gi",
        AskedWhen = IsBundled,
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<string> ExistingSecret = new()
    {
        Key = "kubernetes.existing-secret",
        Title = "Secret of your own",
        Help = "A Secret that is in the namespace already and holds every secret value; empty to have one written.",
        Why = "For those who keep secrets in a vault and bring them into the cluster with an operator such as External Secrets. "
            + "docs/targets/kubernetes.md lists the keys that it has to hold.",
        Codec = NameOrNothing("mathesar-secrets"),
        Default = _ => "",
        Example = "mathesar-from-vault",
        AskedWhen = IsCluster,
        Rare = true,
    };

    public static readonly Setting<string> PullSecret = new()
    {
        Key = "kubernetes.pull-secret",
        Title = "Secret for the registry",
        Help = "A Secret that is in the namespace already and logs in to a private registry; empty for images that everybody may fetch.",
        Why = "The login itself stays out of these files. `kubectl create secret docker-registry` makes such a Secret, once.",
        Codec = NameOrNothing("registry-login"),
        Default = _ => "",
        Example = "registry-login",
        AskedWhen = IsCluster,
        Rare = true,
    };

    public static readonly ImmutableArray<Setting> All =
        [Namespace, Replicas, Door, IngressClass, TlsSecret, CertificateIssuer, Gateway, StorageClass, MediaSize, Operator, Instances, DatabaseSize,
            ExistingSecret, PullSecret];

    /// <summary>Whether Mathesar runs in a cluster, which knows no "this machine".</summary>
    public static bool IsCluster(Answers a) => TargetKinds.Of(a).Home is TargetHome.Cluster;

    /// <summary>Whether an ingress controller leads in, which does what a proxy does elsewhere.</summary>
    public static bool HasIngress(Answers a) => IsCluster(a) && a.Get(Door) is ClusterDoor.Ingress;

    private static Codec<string> Size =>
        Codecs.Text("10Gi", text => Quantity().IsMatch(text) ? null : "A size looks like 10Gi or 500Mi: a whole number, then Mi, Gi or Ti.");

    private static bool IsBundled(Answers a) => IsCluster(a) && a.Get(DatabaseSettings.Mode) is DatabaseMode.Bundled;

    private static Codec<string> NameOrNothing(string placeholder) => Codecs.Text(placeholder, text =>
        text.Length == 0 || IsName(text)
            ? null
            : "Kubernetes' names have lower-case letters, digits, hyphens and dots, and start and end with a letter or a digit.");

    // The names of most objects may be longer; the shortest limit that one of them meets, a label's value, is taken for all.
    private static bool IsName(string text) => text.Length <= 63 && Name().IsMatch(text);

    private static bool IsLabel(string text) => IsName(text) && !text.Contains('.', StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$")]
    private static partial Regex Name();

    [GeneratedRegex("^[1-9][0-9]{0,6}(?:Mi|Gi|Ti)$")]
    private static partial Regex Quantity();
}
