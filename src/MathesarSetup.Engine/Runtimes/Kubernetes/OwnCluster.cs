using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>The cluster into which a directory installed, and what of it is this installation's own.</summary>
internal sealed class OwnCluster(KubeAccess access, ClusterSet set, Disk disk)
{
    public ClusterSet Set => set;

    public ObjectKey Key(ClusterWorkload workload) => new(workload.ApiVersion, workload.Kind, set.Namespace, workload.Name);

    /// <summary>The way to it. Nobody agrees to a cluster, nor to a program, by looking; and what another directory installed is its own.</summary>
    /// <exception cref="StepFailure">It is another one, or is not reached.</exception>
    public async Task<KubeConnection> OpenAsync(CancellationToken cancellation)
    {
        var known = ClusterMemory.Load(disk);
        if (known?.Server != access.Server)
        {
            throw new StepFailure(KubeFinding.OtherCluster.Say($"Nothing was installed from here into the cluster at {access.Server}, to which the "
                + $"context {access.Context} leads, so it is not asked."));
        }

        if (!known.IsOf(set))
        {
            throw new StepFailure(KubeFinding.OtherPlace.Say($"This directory's installation is {known.Name} in the namespace {known.Namespace}. "
                + $"Nothing was installed from here as {set.Name} in {set.Namespace}, so it is not asked. Set name and namespace back."));
        }

        return access.Program is { } program
            ? throw new StepFailure(ApplyFinding.LoginProgram.Say($"The context {access.Context} logs in by a program, {program}, which is run only "
                + "when somebody agrees to it."))
            : await KubeGuards.OpenAsync(access, known, cancellation);
    }
}
