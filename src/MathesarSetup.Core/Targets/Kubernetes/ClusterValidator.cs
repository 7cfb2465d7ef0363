using System.Collections.Immutable;
using FluentValidation;
using MathesarSetup.Catalogue;
using MathesarSetup.Catalogue.Validators;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Answers that a cluster cannot honour, with the reason and what takes their place.</summary>
internal sealed class ClusterValidator : AbstractValidator<Answers>
{
    private const string OneIngress = "In a cluster an Ingress or a Gateway does what a proxy does elsewhere: see kubernetes.expose.";
    private const string NoFiles = "A file of this machine is not in the cluster. Make a Secret of it with kubectl create secret tls, and name "
        + "that in kubernetes.tls-secret.";

    private const string NoDirectory = "Pods move between nodes, so data lies in volumes that the cluster makes: see kubernetes.storage-class.";
    private const string NginxAlone = "Only ingress-nginx takes this limit from here, as an annotation of the Ingress. Others have settings of "
        + "their own.";

    private static readonly (Setting Setting, string Reason)[] s_reasons =
    [
        (AccessSettings.Bind, "A Service has no address of a machine to listen on. What leads in from outside is decided by kubernetes.expose."),
        (ProxySettings.Kind, OneIngress),
        (ProxySettings.Email, "Certificates are the cluster's business: cert-manager, or whoever fills the Secret that kubernetes.tls-secret names."),
        (ProxySettings.Certificate, NoFiles),
        (ProxySettings.CertificateKey, NoFiles),
        (ProxySettings.Network, "A cluster has no Docker networks; every pod reaches the Service by its name."),
        (ProxySettings.HttpPort, OneIngress),
        (ProxySettings.HttpsPort, OneIngress),
        (TuningSettings.StoreInDirectory, NoDirectory),
        (TuningSettings.Directory, NoDirectory),
    ];

    private static readonly ClusterValidator s_made = new();

    private ClusterValidator()
    {
        Refused();
        foreach (var (setting, reason) in s_reasons)
        {
            Ignored(setting, reason);
        }

        Unless(static a => a.Get(KubernetesSettings.Door) is ClusterDoor.Ingress && DoorManifest.MayBeNginx(a), () =>
        {
            Ignored(ProxySettings.BodyLimit, NginxAlone);
            Ignored(ProxySettings.RateLimit, NginxAlone);
        });
    }

    public static ImmutableArray<Finding> Check(Answers answers) => s_made.Findings(answers);

    private void Refused()
    {
        RuleFor(a => a).Must(static a => a.Get(DatabaseSettings.Mode) is not DatabaseMode.BuiltIn)
            .Says(ClusterFinding.BuiltIn, DatabaseSettings.Mode,
                static _ => "The PostgreSQL inside Mathesar's image needs the folders that its image brings, and an empty volume of a cluster "
                    + "hides them. Run PostgreSQL beside it.",
                static _ => Fix.To("Run PostgreSQL beside it", DatabaseSettings.Mode, DatabaseMode.Bundled));

        RuleFor(a => a).Must(static a => !DatabaseUrl.IsSocket(a.Get(DatabaseSettings.Host))).Says(ClusterFinding.Socket, DatabaseSettings.Host);

        RuleFor(a => a).Must(static a => a.Get(DatabaseSettings.Host) != Service.HostGateway)
            .Says(ClusterFinding.ThisMachine, DatabaseSettings.Host,
                static _ => $"In a cluster there is no single machine that {Service.HostGateway} could mean. Give the name or the address of "
                    + "your server in the network.");
    }

    private void Ignored(Setting setting, string reason) => RuleFor(a => a)
        .Must(a => !a.IsAnswered(setting) || a.Text(setting) == a.DefaultText(setting))
        .Says(ClusterFinding.NoEffect, setting, _ => $"This has no effect in a cluster. {reason}", _ => Fix.TakeBack("Take it back", setting));
}
