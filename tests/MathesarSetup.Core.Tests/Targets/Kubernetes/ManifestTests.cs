using k8s.Models;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What Kubernetes' own readers make of the manifests, and whether the objects fit each other.</summary>
public sealed class ManifestTests
{
    public static TheoryData<string> Scenarios => new(Rendered.Scenarios);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_object_is_read_strictly(string scenario) => Assert.True(Rendered.Of(scenario).Read().All.Count >= 7);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Kubectl_kustomize_gives_the_very_objects(string scenario)
    {
        var rendered = Rendered.Of(scenario);
        var written = rendered.Read().Documents.ToDictionary(ReadObjects.NameOf, d => d.ToJsonString(), StringComparer.Ordinal);
        var kustomized =
            ReadObjects.Of(rendered.Kustomized()).Documents.ToDictionary(ReadObjects.NameOf, d => d.ToJsonString(), StringComparer.Ordinal);
        Assert.Equal(written.OrderBy(w => w.Key, StringComparer.Ordinal), kustomized.OrderBy(w => w.Key, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Whatever_a_pod_refers_to_is_there(string scenario)
    {
        var objects = Rendered.Of(scenario).Read();
        // Made by hand, from a file of the user's.
        var made = new[] { $"{Rendered.Of(scenario).Setup.Plan.Name}-database-ca/ca.pem" };
        var configured = objects.Of<V1ConfigMap>().SelectMany(c => c.Data.Keys.Select(k => $"{c.Metadata.Name}/{k}")).Concat(made).ToHashSet();
        var secrets = objects.Of<V1Secret>().SelectMany(s => s.StringData.Keys.Select(k => $"{s.Metadata.Name}/{k}")).ToHashSet();
        foreach (var pod in Pods(objects))
        {
            foreach (var container in Containers(pod))
            {
                Assert.All(container.Env ?? [],
                    v => Assert.True(v.ValueFrom is null || secrets.Contains($"{v.ValueFrom.SecretKeyRef?.Name}/{v.ValueFrom.SecretKeyRef?.Key}")
                        || configured.Contains($"{v.ValueFrom.ConfigMapKeyRef?.Name}/{v.ValueFrom.ConfigMapKeyRef?.Key}"), v.Name));
                Assert.All(container.EnvFrom ?? [], f => Assert.Contains(objects.Of<V1ConfigMap>(), c => c.Metadata.Name == f.ConfigMapRef.Name));
                Assert.All(container.VolumeMounts, m => Assert.Contains(m.Name, (pod.Volumes ?? []).Select(v => v.Name).Append("data")));
            }

            Assert.All(pod.Volumes.Select(v => v.PersistentVolumeClaim).OfType<V1PersistentVolumeClaimVolumeSource>(),
                c => Assert.Contains(objects.Of<V1PersistentVolumeClaim>(), o => o.Metadata.Name == c.ClaimName));
            Assert.All(pod.Volumes.Select(v => v.ConfigMap).OfType<V1ConfigMapVolumeSource>(),
                c => Assert.Contains(configured, k => k.StartsWith(c.Name + "/", StringComparison.Ordinal)));
            Assert.All(pod.Volumes.Where(v => v.Secret is not null).SelectMany(v => v.Secret.Items.Select(i => $"{v.Secret.SecretName}/{i.Key}")),
                key => Assert.Contains(key, secrets));
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_selector_finds_pods_and_every_way_in_finds_its_service(string scenario)
    {
        var objects = Rendered.Of(scenario).Read();
        IDictionary<string, string>[] pods =
        [
            .. objects.Of<V1Deployment>().Select(d => d.Spec.Template.Metadata.Labels),
            .. objects.Of<V1StatefulSet>().Select(d => d.Spec.Template.Metadata.Labels),
        ];
        IEnumerable<IDictionary<string, string>> selectors =
        [
            .. objects.Of<V1Service>().Select(s => s.Spec.Selector), .. objects.Of<V1Deployment>().Select(s => s.Spec.Selector.MatchLabels),
            .. objects.Of<V1StatefulSet>().Select(s => s.Spec.Selector.MatchLabels),
            .. objects.Of<V1NetworkPolicy>().Select(s => s.Spec.PodSelector.MatchLabels).Where(l => !l.ContainsKey("cnpg.io/cluster")),
            .. objects.Of<V1PodDisruptionBudget>().Select(s => s.Spec.Selector.MatchLabels),
        ];
        Assert.All(selectors,
            selector => Assert.Single(pods, labels => selector.All(s => labels.TryGetValue(s.Key, out var value) && value == s.Value)));
        Assert.All(objects.Of<V1Ingress>().SelectMany(i => i.Spec.Rules).SelectMany(r => r.Http.Paths),
            path => Assert.Contains(objects.Of<V1Service>(),
                s => s.Metadata.Name == path.Backend.Service.Name && s.Spec.Ports.Any(p => p.Name == path.Backend.Service.Port.Name)));
        Assert.All(objects.Of<HttpRoute>().SelectMany(r => r.Spec.Rules).SelectMany(r => r.BackendRefs),
            b => Assert.Contains(objects.Of<V1Service>(), s => s.Metadata.Name == b.Name && s.Spec.Ports.Any(p => p.Port == b.Port)));
        Assert.All(objects.Of<V2HorizontalPodAutoscaler>(),
            h => Assert.Contains(objects.Of<V1Deployment>(),
                d => d.Metadata.Name == h.Spec.ScaleTargetRef.Name && d.Spec.Replicas == h.Spec.MinReplicas));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Probes_ask_with_a_host_that_is_allowed(string scenario)
    {
        var objects = Rendered.Of(scenario).Read();
        var allowed = objects.Of<V1ConfigMap>().Single(c => c.Data.ContainsKey("ALLOWED_HOSTS")).Data["ALLOWED_HOSTS"].Split(',');
        var web = objects.Of<V1Deployment>().Single().Spec.Template.Spec.Containers.Single();
        Assert.NotNull(web.ReadinessProbe.HttpGet);
        Assert.All(new[] { web.StartupProbe, web.ReadinessProbe, web.LivenessProbe }.Select(p => p.HttpGet).OfType<V1HTTPGetAction>(), get =>
            Assert.Contains(Assert.Single(get.HttpHeaders, h => h.Name == "Host").Value, allowed));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Pods_have_no_more_rights_than_they_need(string scenario)
    {
        var objects = Rendered.Of(scenario).Read();
        Assert.All(Pods(objects), pod =>
        {
            Assert.False(pod.EnableServiceLinks);
            Assert.False(pod.AutomountServiceAccountToken);
            Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
            Assert.All(pod.Volumes, v => Assert.Null(v.HostPath));
            Assert.All(Containers(pod), c =>
            {
                Assert.False(c.SecurityContext.AllowPrivilegeEscalation);
                Assert.Equal(["ALL"], c.SecurityContext.Capabilities.Drop);
                Assert.Null(c.SecurityContext.Capabilities.Add);
            });
        });
        // What is left to the level restricted: PostgreSQL meets it whole, and Mathesar's image runs as root.
        Assert.All(objects.Of<V1StatefulSet>(), s => Assert.True(s.Spec.Template.Spec.SecurityContext is { RunAsNonRoot: true, RunAsUser: > 0 }));
        Assert.Equal("baseline", objects.Of<V1Namespace>().Single().Metadata.Labels["pod-security.kubernetes.io/enforce"]);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Secrets_stand_in_the_private_file_alone(string scenario)
    {
        var rendered = Rendered.Of(scenario);
        var secrets = rendered.Setup.Draft.Texts.Where(t => Settings.Find(t.Key) is { Secret: true, Expand: null } && t.Value.Length > 0)
            .Select(t => t.Value).ToArray();
        Assert.NotEmpty(secrets);
        Assert.All(rendered.Files.Where(f => !f.IsPrivate),
            f => Assert.All(secrets, s => Assert.DoesNotContain(s, f.Content, StringComparison.Ordinal)));
        Assert.Equal(["secret.yaml"], rendered.Files.Where(f => f.IsPrivate).Select(f => f.Path));
        Assert.Contains("/secret.yaml\n", rendered.Setup.Files.Single(f => f.Path == ".gitignore").Content, StringComparison.Ordinal);
    }

    private static IEnumerable<V1PodSpec> Pods(ReadObjects objects) =>
        objects.Of<V1Deployment>().Select(d => d.Spec.Template.Spec).Concat(objects.Of<V1StatefulSet>().Select(s => s.Spec.Template.Spec));

    private static IEnumerable<V1Container> Containers(V1PodSpec pod) => (pod.InitContainers ?? []).Concat(pod.Containers);
}
