using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Targets;
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
    public static IEnumerable<Finding> OfAccess(InstallRequest request, KubeAccess access, ClusterSet set, Disk disk)
    {
        var known = ClusterMemory.Load(disk);
        if (known is not null && !known.IsOf(set))
        {
            yield return KubeFinding.OtherPlace.Say($"This directory's installation is {known.Name} in the namespace {known.Namespace}, and goes on "
                + $"there with its data. {set.Name} in {set.Namespace} would be a second, empty one. Set name and namespace back, or choose another "
                + "directory for a second one.", RunSettings.Name.Key);
        }

        if (known is not null && known.Server != access.Server && (known.Cluster is null || request.Accepted.Context != access.Context))
        {
            yield return KubeFinding.OtherCluster.Say($"This installation is in the cluster at {known.Server}, and the context {access.Context} "
                + $"leads to {access.Server}. Its own context is {known.Context}: put it back into the kubeconfig as it was. To install it there "
                + $"instead, choose another directory.{(known.Cluster is null ? "" : " If it is the same cluster by another address, say so.")}",
                RunSettings.Target.Key) with
            {
                Consent = known.Cluster is null ? null : Named(access),
            };
        }
        else if (request.Accepted.Context is { } named && named != access.Context)
        {
            yield return ApplyFinding.Context.Say($"The kubeconfig has no context {named} that leads to a cluster. It has: "
                + $"{string.Join(", ", access.Contexts)}.", RunSettings.Target.Key);
        }
        else if (known is null && request.Accepted.Context is null)
        {
            // Even a trial would show the secrets to it.
            yield return ApplyFinding.Context.Say($"The kubeconfig leads to the cluster at {access.Server} by the context {access.Context}, and "
                + $"nothing was sent there yet. If Mathesar shall be installed there, in the namespace {set.Namespace}, say so."
                + $"{(access.Contexts.Length > 1
                    ? $" Another one is taken by its name: {string.Join(", ", access.Contexts.Remove(access.Context))}." : "")}") with
            {
                Consent = Named(access),
            };
        }

        if (!access.IsVerified)
        {
            yield return KubeFinding.Unverified.Say($"The context {access.Context} does not check whose certificate the server has "
                + "(insecure-skip-tls-verify), so whoever sits in between reads the secrets. Give it the certificate of the cluster's authority.");
        }

        if (access.Program is { } program && !request.Accepted.LoginProgram)
        {
            yield return ApplyFinding.LoginProgram.Say($"The context {access.Context} logs in by a program, which would be run now with its "
                + $"arguments: {program}. "
                + "Say that you accept this.") with
            {
                Consent = "--accept-login-program",
            };
        }
    }

    private static string Named(KubeAccess access) => $"--context {Sh.Quote(access.Context)}";

    /// <summary>What tells this cluster from any other; null where it may not be read.</summary>
    public static async Task<string?> IdentityAsync(KubeConnection cluster, CancellationToken cancellation) =>
        await cluster.GetAsync("/api/v1/namespaces/kube-system", cancellation) is { IsGood: true } answer
        && KubeObject.Text(answer.Json["metadata"]?["uid"]) is { Length: > 0 } uid ? uid : null;

    /// <summary>That another cluster has the address, or that nobody can say; null where it is the one that was known.</summary>
    public static Finding? Changed(ClusterMemory? known, ClusterMemory here) =>
        known is null || (known.Server == here.Server && (known.Cluster is null || here.Cluster is null)) || known.Cluster == here.Cluster ? null
        : KubeFinding.OtherCluster.Say($"The cluster at {here.Server} is not the one that has this installation: its namespace kube-system is "
            + "another one. Turn to that cluster, or choose another directory to install into this one.", RunSettings.Target.Key);

    /// <summary>The way to the cluster that was known, which whoever else has its address by now is not.</summary>
    /// <exception cref="StepFailure">It is another one, or nobody answers.</exception>
    public static async Task<KubeConnection> OpenAsync(KubeAccess access, ClusterMemory known, CancellationToken cancellation)
    {
        var cluster = access.Open();
        try
        {
            return Changed(known, known with { Server = access.Server, Cluster = await IdentityAsync(cluster, cancellation) }) is { } changed
                ? throw new StepFailure(changed) : cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
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
            .. plan.Release is not null && set.Authority is var (authority, file) ? [(new ObjectKey("v1", "ConfigMap", set.Namespace, authority),
                KubeFinding.Missing, "Put it there: "
                    + $"{KubeAccess.Kubectl(plan.Place.Context)} --namespace {set.Namespace} create configmap {authority} "
                    + $"--from-file=ca.pem={Sh.Quote(file)}")]
                : Array.Empty<(ObjectKey, FindingKind, string)>(),
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
    /// <param name="known">Where this directory installed before; null for nowhere.</param>
    public static IEnumerable<Finding> OfData(InstallRequest request, KubePlan plan, ClusterMemory? known)
    {
        var (set, key) = (plan.Wanted.Set, FormerKey(plan));
        if (known?.IsOf(set) is not true && plan.Web?.Found is { } made && OwnedFields.Of(made).Count > 0
            && key?.Reveal() != request.Setup.Answers.Get(SecretSettings.Key).Reveal())
        {
            // Whoever has its key has its directory.
            yield return NameFinding.Taken.Say($"There is an installation {set.Name} in {set.Namespace} already, which another directory made. "
                + "Choose another name or namespace, or change that one from its own directory.", RunSettings.Name.Key);
        }
        else if (Guards.OtherKey(request, key) is { } other)
        {
            yield return other;
        }

        if (plan.Web?.Found is { } web && web["spec"]?["template"]?["spec"]?["containers"]?.AsArray()
                .FirstOrDefault(static c => KubeObject.Text(c!["name"]) == "mathesar") is { } container
            && ToldRelease.Of(ImageReference.Of(KubeObject.Text(container["image"])).TagOrDigest, $"{plan.Web.Key.Shown} says so") is { } told
            && ReleaseGuard.Of(told, request) is { } release)
        {
            yield return release;
        }
    }

    /// <summary>The key with which the Mathesar that is there encrypts; null where none is known.</summary>
    public static SecretText? FormerKey(KubePlan plan) => plan.Objects.FirstOrDefault(o =>
        o.Wanted == plan.Wanted.Secret)?.Found?["data"]?["SECRET_KEY"]
        is { } key ? new SecretText(Encoding.UTF8.GetString(Convert.FromBase64String(key.ToString()))) : null;

    /// <summary>
    /// Whether this program made an object, or kubectl from these files: then it has each label that the files give it. One label alone is what
    /// others set too, such as Argo CD.
    /// </summary>
    public static bool IsOurs(KubeObject wanted, JsonObject found)
    {
        var there = found["metadata"]?["labels"];
        JsonObject given = [.. (wanted.Json["metadata"]?["labels"] as JsonObject ?? []).Where(static l => l.Key != ApplySet.Member)
            .Select(static l => KeyValuePair.Create(l.Key, l.Value?.DeepClone()))];
        return OwnedFields.Of(found).Count > 0 || (given.Count > 0 && given.All(l => JsonNode.DeepEquals(there?[l.Key], l.Value))
            && KubeObject.Text(there?["app.kubernetes.io/managed-by"]) != "Helm");
    }

    /// <summary>That an object of somebody else's has the name; null where it is this installation's.</summary>
    public static Finding? Taken(KubeObject wanted, JsonObject found) => wanted.Key.Kind == "Namespace" || IsOurs(wanted, found) ? null
        : NameFinding.Taken.Say($"There is a {wanted.Key.Shown} in {wanted.Key.Namespace} already, which was not made by this program or from these "
            + "files. Choose another name for this installation, or another namespace, or rename or remove that one.", RunSettings.Name.Key);

    /// <summary>The version in which this program removes a kind; null for kinds that it never makes.</summary>
    public static ObjectKey? Version(string groupKind) => s_kinds.FirstOrDefault(k => k.GroupKind == groupKind);

    private static IEnumerable<string> Claims(KubeObject wanted) => wanted.Key.Kind == "PersistentVolumeClaim"
        ? [KubeObject.Text(wanted.Json["spec"]?["storageClassName"])]
        : wanted.Json["spec"]?["volumeClaimTemplates"]?.AsArray().Select(static c => KubeObject.Text(c!["spec"]?["storageClassName"])) ?? [];
}
