using System.Collections.Immutable;

namespace MathesarSetup.Targets;

/// <summary>What a target brings into a cluster as a release of Helm's.</summary>
/// <param name="Cluster">What stands there then; its name is the release's.</param>
/// <param name="Chart">The chart's folder in the install directory.</param>
/// <param name="Values">The values files there that are no secret.</param>
/// <param name="SecretValues">The values file there that holds secrets; null for none.</param>
/// <param name="Command">What a person types to have it so.</param>
public sealed record ChartSet(ClusterSet Cluster, string Chart, ImmutableArray<string> Values, string? SecretValues, string Command);
