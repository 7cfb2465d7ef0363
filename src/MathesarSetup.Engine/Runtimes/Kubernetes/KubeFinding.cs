using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>The kinds of finding about installing into a cluster.</summary>
public static class KubeFinding
{
    public static readonly FindingKind NoConfig = FindingKind.Error("cluster.no-config",
        "No kubeconfig names a cluster. Put one at ~/.kube/config, or let KUBECONFIG name it, with a current context.");

    public static readonly FindingKind OtherCluster = FindingKind.Error("cluster.other",
        "The current context leads to another cluster than the one that has this installation. Turn to that one by kubectl config use-context.");

    public static readonly FindingKind OtherPlace = FindingKind.Error("cluster.other-place",
        "The answers name another namespace or another name than this directory's installation has. A second, empty one would begin there.");

    public static readonly FindingKind ForeignNamespace = FindingKind.Note("cluster.foreign-namespace",
        "The namespace was there already and is somebody else's. It stays as it is.");

    public static readonly FindingKind Unverified = FindingKind.Warning("cluster.unverified",
        "The kubeconfig does not check whose certificate the server has. Give it the certificate of the cluster's authority.");

    public static readonly FindingKind ByKubectl = FindingKind.Error("cluster.by-kubectl",
        "kustomization.yaml says what kubectl alone carries out. Apply it by kubectl, or take that out.");

    public static readonly FindingKind Unreachable = FindingKind.Error("cluster.unreachable",
        "The cluster does not answer. Check the address in the kubeconfig, and that this machine reaches it.");

    public static readonly FindingKind Login = FindingKind.Error("cluster.login",
        "The cluster does not take this login. A token or a certificate may have expired: log in anew.");

    public static readonly FindingKind Forbidden = FindingKind.Error("cluster.forbidden",
        "The cluster does not allow this user a step. Ask for the right that the message names, or choose another namespace.");

    public static readonly FindingKind OldVersion = FindingKind.Error("cluster.old-version",
        "The cluster is older than what this program can install into.");

    public static readonly FindingKind NoKind = FindingKind.Error("cluster.no-kind",
        "The cluster does not know a kind of object that the answers want. Bring to it what has that kind, or change the answer.");

    public static readonly FindingKind NoClass = FindingKind.Error("cluster.no-class",
        "The cluster does not have a class that the answers name. Name one that is there.");

    public static readonly FindingKind Missing = FindingKind.Error("cluster.missing",
        "A Secret or a file of somebody else's that the installation needs is not there. Put it in place.");

    public static readonly FindingKind Unreadable = FindingKind.Error("cluster.unreadable",
        "A manifest in the install directory cannot be read as objects of a cluster. Mend it, or write the files anew.");

    public static readonly FindingKind Immutable = FindingKind.Error("cluster.immutable",
        "A field would change that a cluster never changes. Set it back, or remove the object so that it is made anew, as the message says.");

    public static readonly FindingKind Refused = FindingKind.Error("cluster.refused",
        "The cluster refused an object, for the reason that the message gives.");

    public static readonly FindingKind Untried = FindingKind.Warning("cluster.untried",
        "The cluster could not say beforehand what would change, because a webhook of it takes no trials.");

    public static readonly FindingKind PodFailed = FindingKind.Error("cluster.pod-failed",
        "A pod cannot work, for the reason that the message gives.");

    public static readonly FindingKind ByHand = FindingKind.Warning("cluster.by-hand",
        "In a cluster this is done by a command, which the message names.");

    public static readonly FindingKind NoDoor = FindingKind.Note("cluster.no-door",
        "No way leads in from outside of the cluster, as the answers want it. A command opens one for as long as it runs.");

    public static readonly FindingKind NotAsked = FindingKind.Warning("cluster.not-asked",
        "Every pod is ready, but Mathesar could not be asked through the cluster.");
}
