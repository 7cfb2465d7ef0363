using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>What Helm is to do, decided before it does anything.</summary>
/// <param name="Objects">What it makes of the cluster's objects.</param>
/// <param name="Former">The revision in use; null where there is none.</param>
/// <param name="Last">The number of the last revision; 0 where there is none.</param>
/// <param name="FormerMark">By what the objects of the former one are known; empty where there are none.</param>
/// <param name="Mark">The same of the wanted ones.</param>
/// <param name="IsFirst">Whether not even the namespace was there.</param>
internal sealed record HelmPlan(
    ChartSet Chart, KubePlan Objects, HelmRevision? Former, int Last, string FormerMark, string Mark, bool IsFirst);
