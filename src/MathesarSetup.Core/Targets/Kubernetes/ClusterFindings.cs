using MathesarSetup.Catalogue;
using MathesarSetup.Findings;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What a cluster cannot honour, or has by other means.</summary>
internal static class ClusterFindings
{
    public static IEnumerable<Finding> Of(ClusterPlan cluster) => [.. ClusterValidator.Check(cluster.Answers), .. Authority(cluster)];

    private static IEnumerable<Finding> Authority(ClusterPlan cluster)
    {
        if (cluster.AuthorityName is { } name)
        {
            yield return ClusterFinding.DatabaseAuthority.Say(
                "The certificate is a file of this machine, so it is put into the cluster by a command: "
                + $"it makes the ConfigMap {name}, and stands among the "
                + "commands that start Mathesar.", DatabaseSettings.SslRootCertificate.Key);
        }
    }
}
