using MathesarSetup.Findings;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>The kinds of finding about what a cluster cannot honour.</summary>
public static class ClusterFinding
{
    public static readonly FindingKind BuiltIn = FindingKind.Error("kubernetes.built-in",
        "The PostgreSQL inside Mathesar's image needs folders that an empty volume of a cluster hides. Run PostgreSQL beside it.");

    public static readonly FindingKind DatabaseAuthority = FindingKind.Note("kubernetes.database-authority",
        "The certificate is a file of this machine, so one of the commands that start Mathesar puts it into the cluster as a ConfigMap.");

    public static readonly FindingKind NoEffect = FindingKind.Warning("kubernetes.no-effect",
        "An answer has no effect in a cluster. The message says why and what takes its place; take the answer back.");

    public static readonly FindingKind Socket = FindingKind.Error("kubernetes.socket",
        "A pod cannot open a socket of the machine that it happens to run on. Give the host name or the address of your server.");

    public static readonly FindingKind ThisMachine = FindingKind.Error("kubernetes.this-machine",
        "In a cluster there is no single machine that host.docker.internal could mean. Give the name or the address of your server in the network.");
}
