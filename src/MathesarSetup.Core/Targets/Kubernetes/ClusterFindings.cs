using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What a cluster cannot honour, with the reason and what takes its place.</summary>
internal static class ClusterFindings
{
    private const string OneIngress = "In a cluster an Ingress or a Gateway does what a proxy does elsewhere: see kubernetes.expose.";

    private static readonly (Setting Setting, string Reason)[] s_reasons =
    [
        (AccessSettings.Bind, "A Service has no address of a machine to listen on. What leads in from outside is decided by kubernetes.expose."),
        (ProxySettings.Kind, OneIngress),
        (ProxySettings.Email, "Certificates are the cluster's business: cert-manager, or whoever fills the Secret that kubernetes.tls-secret names."),
        (ProxySettings.Certificate, "A file of this machine is not in the cluster. Make a Secret of it with kubectl create secret tls, and name that in kubernetes.tls-secret."),
        (ProxySettings.CertificateKey, "A file of this machine is not in the cluster. Make a Secret of it with kubectl create secret tls, and name that in kubernetes.tls-secret."),
        (ProxySettings.Network, "A cluster has no Docker networks; every pod reaches the Service by its name."),
        (ProxySettings.HttpPort, OneIngress),
        (ProxySettings.HttpsPort, OneIngress),
        (TuningSettings.StoreInDirectory, "Pods move between nodes, so data lies in volumes that the cluster makes: see kubernetes.storage-class."),
        (TuningSettings.Directory, "Pods move between nodes, so data lies in volumes that the cluster makes: see kubernetes.storage-class."),
    ];

    private static readonly Setting[] s_nginxAlone = [ProxySettings.BodyLimit, ProxySettings.RateLimit];

    public static IEnumerable<Finding> Of(ClusterPlan cluster) =>
        Refused(cluster.Answers).Concat(WithoutEffect(cluster.Answers)).Concat(Authority(cluster));

    private static IEnumerable<Finding> Refused(Answers a)
    {
        if (a.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn)
        {
            yield return Finding.Error("kubernetes.built-in", "The PostgreSQL inside Mathesar's image needs the folders that its image brings, and an empty volume of a cluster hides them. Run PostgreSQL beside it.",
                DatabaseSettings.Mode.Key, Fix.To("Run PostgreSQL beside it", DatabaseSettings.Mode.Key, "bundled"));
        }

        var host = a.Get(DatabaseSettings.Host);
        if (DatabaseUrl.IsSocket(host))
        {
            yield return Finding.Error("kubernetes.socket", "A pod cannot open a socket of the machine that it happens to run on. Give the host name or the address of your server.", DatabaseSettings.Host.Key);
        }
        else if (host == Service.HostGateway)
        {
            yield return Finding.Error("kubernetes.this-machine", $"In a cluster there is no single machine that {Service.HostGateway} could mean. Give the name or the address of your server in the network.", DatabaseSettings.Host.Key);
        }
    }

    private static IEnumerable<Finding> WithoutEffect(Answers a)
    {
        foreach (var (setting, reason) in s_reasons.Where(r => IsSaid(a, r.Setting)))
        {
            yield return Ignored(setting, reason);
        }

        if (a.Get(KubernetesSettings.Door) is not ClusterDoor.Ingress || !DoorManifest.MayBeNginx(a))
        {
            foreach (var setting in s_nginxAlone.Where(s => IsSaid(a, s)))
            {
                yield return Ignored(setting, "Only ingress-nginx takes this limit from here, as an annotation of the Ingress. Others have settings of their own.");
            }
        }
    }

    private static IEnumerable<Finding> Authority(ClusterPlan cluster)
    {
        if (cluster.AuthorityName is { } name)
        {
            yield return Finding.Note("kubernetes.database-authority", $"The certificate is a file of this machine, so it is put into the cluster by a command: it makes the ConfigMap {name}, and stands among the commands that start Mathesar.", DatabaseSettings.SslRootCertificate.Key);
        }
    }

    private static bool IsSaid(Answers a, Setting setting) => a.IsAnswered(setting) && a.Text(setting) != a.DefaultText(setting);

    private static Finding Ignored(Setting setting, string reason) =>
        Finding.Warning("kubernetes.no-effect", $"This has no effect in a cluster. {reason}", setting.Key, Fix.To("Take it back", setting.Key, null));
}
