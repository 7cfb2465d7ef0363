using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What forbids installing into a cluster before anything is sent.</summary>
internal static class KubeGuards
{
    // From which on a server refuses fields that it does not know, instead of dropping them.
    private const int OldestMinor = 27;

    private static readonly ImmutableArray<ObjectKey> s_kinds =
    [
        new("v1", "ConfigMap", "", ""), new("v1", "Secret", "", ""), new("v1", "Service", "", ""), new("apps/v1", "Deployment", "", ""),
        new("apps/v1", "StatefulSet", "", ""), new("networking.k8s.io/v1", "Ingress", "", ""), new("networking.k8s.io/v1", "NetworkPolicy", "", ""),
        new("policy/v1", "PodDisruptionBudget", "", ""), new("autoscaling/v2", "HorizontalPodAutoscaler", "", ""),
        new("gateway.networking.k8s.io/v1", "HTTPRoute", "", ""),
    ];

    /// <summary>What there is to be known before the cluster is asked.</summary>
    public static IEnumerable<Finding> OfAccess(InstallRequest request, KubeAccess access, string place, Disk disk)
    {
        var known = ClusterMemory.Load(disk);
        if (known is not null && known.Server != access.Server)
        {
            yield return KubeFinding.OtherCluster.Say($"This installation is in the cluster at {known.Server}, and the context {access.Context} "
                + $"leads to {access.Server}. Turn back: kubectl config use-context {known.Context}. To install it there instead, choose another "
                + "directory.", RunSettings.Target.Key);
        }
        else if (request.Accepted.Context is { } named && named != access.Context)
        {
            yield return ApplyFinding.Context.Say($"The context {named} is meant, and the current one is {access.Context}. Turn to it: kubectl "
                + $"config use-context {named}.", RunSettings.Target.Key);
        }
        else if (known is null && request.Accepted.Context is null)
        {
            // Even a trial would show the secrets to it.
            yield return ApplyFinding.Context.Say($"The kubeconfig leads to the cluster at {access.Server} by the context {access.Context}, and "
                + $"nothing was sent there yet. If Mathesar shall be installed there, in the namespace {place}, say so: --context {access.Context}.");
        }

        if (access.Program is { } program && !request.Accepted.LoginProgram)
        {
            yield return ApplyFinding.LoginProgram.Say($"The context {access.Context} logs in by a program, which would be run now: {program}. "
                + "Say that you accept this: --accept-login-program.");
        }
    }

    /// <summary>Whether the cluster is too old; null where it is not, or does not say.</summary>
    public static async Task<Finding?> VersionAsync(KubeConnection cluster, CancellationToken cancellation)
    {
        var answer = await cluster.GetAsync("/version", cancellation);
        var (major, minor) = (KubeObject.Text(answer.Json["major"]), KubeObject.Text(answer.Json["minor"]).TrimEnd('+'));
        return major == "1" && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < OldestMinor
            ? KubeFinding.OldVersion.Say(string.Create(CultureInfo.InvariantCulture,
                $"The cluster is Kubernetes 1.{number}, and this needs 1.{OldestMinor} or newer. Type the commands that README.md names instead."))
            : null;
    }

    /// <summary>What the cluster has to have besides.</summary>
    public static async Task<ImmutableArray<Finding>> SurroundingsAsync(KubeConnection cluster, KubePlan plan, CancellationToken cancellation)
    {
        var set = plan.Wanted.Set;
        IEnumerable<(ObjectKey Key, FindingKind Kind, string Way)> needed =
        [
            .. set.Needed.Select(name => (new ObjectKey("v1", "Secret", set.Namespace, name), KubeFinding.Missing, "Put it there")),
            .. plan.Objects.Where(static o => o.Key.Kind == "Ingress" && o.Verb is not ChangeVerb.Keep).Select(static o =>
                (new ObjectKey("networking.k8s.io/v1",
                "IngressClass", "", KubeObject.Text(o.Wanted.Json["spec"]?["ingressClassName"])), KubeFinding.NoClass, "Name one that is there")),
            .. plan.Objects.Where(static o => o.Verb is ChangeVerb.Create).SelectMany(static o => Claims(o.Wanted)).Select(static name =>
                (new ObjectKey(
                "storage.k8s.io/v1", "StorageClass", "", name), KubeFinding.NoClass, "Name one that is there")),
        ];
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var (key, kind, way) in needed.Where(static n => n.Key.Name.Length > 0).Distinct())
        {
            // Who may not look does not know, and that is no reason to refuse.
            if (await cluster.PathAsync(key, cancellation) is { } path
                && (await cluster.GetAsync(path, cancellation)).Status is System.Net.HttpStatusCode.NotFound)
            {
                findings.Add(kind.Say($"The cluster has no {key.Shown}{(key.Namespace.Length > 0 ? $" in {key.Namespace}" : "")}, which the "
                    + "answers name. "
                    + $"{way}."));
            }
        }

        return findings.ToImmutable();
    }

    /// <summary>What of the installation that is there forbids this one.</summary>
    public static IEnumerable<Finding> OfData(InstallRequest request, KubePlan plan)
    {
        if (Guards.OtherKey(request, FormerKey(plan)) is { } other)
        {
            yield return other;
        }

        if (plan.Web?.Found is { } web && web["spec"]?["template"]?["spec"]?["containers"]?.AsArray()
                .FirstOrDefault(static c => KubeObject.Text(c!["name"]) == "mathesar") is { } container
            && ToldRelease.Of(ImageReference.Of(KubeObject.Text(container["image"])).TagOrDigest, $"{plan.Web.Key.Shown} says so") is { } told
            && ReleaseGuard.Of(told, request.Setup.Plan.Release) is { } release)
        {
            yield return release;
        }
    }

    /// <summary>The key with which the Mathesar that is there encrypts; null where none is known.</summary>
    public static SecretText? FormerKey(KubePlan plan) => plan.Objects.FirstOrDefault(o =>
        o.Wanted == plan.Wanted.Secret)?.Found?["data"]?["SECRET_KEY"]
        is { } key ? new SecretText(Encoding.UTF8.GetString(Convert.FromBase64String(key.ToString()))) : null;

    /// <summary>That an object of somebody else's has the name; null where it is this installation's.</summary>
    public static Finding? Taken(ObjectKey key, JsonObject found, string name) => key.Kind != "Namespace" && OwnedFields.Of(found).Count == 0
        && (KubeObject.Text(found["metadata"]?["labels"]?["app.kubernetes.io/instance"]) != name
            || KubeObject.Text(found["metadata"]?["labels"]?["app.kubernetes.io/managed-by"]) == "Helm")
        ? NameFinding.Taken.Say($"There is a {key.Shown} in {key.Namespace} already, which was not made by this program or from these files. "
            + "Choose another "
            + "name for this installation, or another namespace, or rename or remove that one.", RunSettings.Name.Key)
        : null;

    /// <summary>The version in which this program removes a kind; null for kinds that it never makes.</summary>
    public static ObjectKey? Version(string groupKind) => s_kinds.FirstOrDefault(k => k.GroupKind == groupKind);

    private static IEnumerable<string> Claims(KubeObject wanted) => wanted.Key.Kind == "PersistentVolumeClaim"
        ? [KubeObject.Text(wanted.Json["spec"]?["storageClassName"])]
        : wanted.Json["spec"]?["volumeClaimTemplates"]?.AsArray().Select(static c => KubeObject.Text(c!["spec"]?["storageClassName"])) ?? [];
}
