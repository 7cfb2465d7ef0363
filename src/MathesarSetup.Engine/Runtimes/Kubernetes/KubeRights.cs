using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What a user may not do in a namespace that is not there yet, where no trial can tell it.</summary>
internal static class KubeRights
{
    // Whoever applies what is not there needs both.
    private static readonly ImmutableArray<string> s_verbs = ["create", "patch"];

    /// <param name="keys">What shall be made.</param>
    public static async Task<ImmutableArray<Finding>> MissingAsync(
        KubeConnection cluster, IEnumerable<ObjectKey> keys, CancellationToken cancellation)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var kind in keys.DistinctBy(static k => k.GroupKind))
        {
            foreach (var verb in s_verbs)
            {
                if (await cluster.MayAsync(verb, kind, cancellation) is false)
                {
                    findings.Add(KubeFinding.Forbidden.Say($"The cluster does not allow this user to {verb} a {kind.Kind} in {kind.Namespace}. Ask "
                        + "for that right, or choose another namespace."));
                }
            }
        }

        return findings.ToImmutable();
    }
}
