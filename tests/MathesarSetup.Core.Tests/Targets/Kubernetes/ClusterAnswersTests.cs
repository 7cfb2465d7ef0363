using k8s.Models;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What single answers change in a cluster.</summary>
public sealed class ClusterAnswersTests
{
    [Fact]
    public void One_replica_makes_room_first_and_has_a_volume_of_its_own()
    {
        var objects = Rendered.Of("recommended").Read();
        Assert.Equal("Recreate", objects.Of<V1Deployment>().Single().Spec.Strategy.Type);
        Assert.Equal(["ReadWriteOnce"], objects.Of<V1PersistentVolumeClaim>().Single().Spec.AccessModes);
        Assert.Empty(objects.Of<V2HorizontalPodAutoscaler>());
        Assert.Empty(objects.Of<V1PodDisruptionBudget>());
    }

    [Fact]
    public void Several_replicas_share_their_uploads_and_are_kept_alive()
    {
        var rendered = Rendered.Of("recommended", ("kubernetes.replicas", "2"));
        var objects = rendered.Read();
        Assert.Equal("RollingUpdate", objects.Of<V1Deployment>().Single().Spec.Strategy.Type);
        Assert.Equal(["ReadWriteMany"], objects.Of<V1PersistentVolumeClaim>().Single().Spec.AccessModes);
        Assert.Single(objects.Of<V2HorizontalPodAutoscaler>());
        Assert.Single(objects.Of<V1PodDisruptionBudget>());
        Assert.Contains(rendered.Setup.Findings, f => f.Code == "kubernetes.shared-media");
    }

    [Fact]
    public void The_administrator_is_made_before_the_web_server_starts_and_only_there_the_password_is_known()
    {
        var pod = Rendered.Of("recommended").Read().Of<V1Deployment>().Single().Spec.Template.Spec;
        Assert.Contains(Assert.Single(pod.InitContainers).Env,
            e => e.Name == "DJANGO_SUPERUSER_PASSWORD" && e.ValueFrom.SecretKeyRef.Optional == true);
        Assert.DoesNotContain(Assert.Single(pod.Containers).Env, e => e.Name == "DJANGO_SUPERUSER_PASSWORD");
    }

    [Theory]
    [InlineData("recommended")]
    [InlineData("existing-database")]
    [InlineData("in-a-cluster-with-an-operator")]
    public void A_secret_of_the_users_own_takes_the_place_of_the_written_one(string scenario)
    {
        var rendered = Rendered.Of(scenario, ("kubernetes.existing-secret", "vault"));
        var objects = rendered.Read();
        Assert.Empty(objects.Of<V1Secret>());
        Assert.DoesNotContain(rendered.Files, f => f.IsPrivate);
        var containers = objects.Of<V1Deployment>().SelectMany(d => d.Spec.Template.Spec.InitContainers.Concat(d.Spec.Template.Spec.Containers))
            .Concat(objects.Of<V1StatefulSet>().SelectMany(s => s.Spec.Template.Spec.Containers));
        Assert.All(containers.SelectMany(c => c.Env).Select(e => e.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>(),
            r => Assert.Equal("vault", r.Name));
        Assert.All(objects.Of<OperatedCluster>(), c => Assert.Equal("vault-db", c.Spec.Bootstrap.Initdb.Secret.Name));
    }

    [Theory]
    [InlineData("recommended", 2)]
    [InlineData("existing-database", 1)]
    [InlineData("in-a-cluster-with-an-operator", 2)]
    public void Whatever_fetches_images_logs_in_to_a_private_registry(string scenario, int expected)
    {
        var objects = Rendered.Of(scenario, ("kubernetes.pull-secret", "registry-login")).Read();
        var logins = objects.Of<V1Deployment>().Select(d => d.Spec.Template.Spec.ImagePullSecrets)
            .Concat(objects.Of<V1StatefulSet>().Select(s => s.Spec.Template.Spec.ImagePullSecrets))
            .Concat(objects.Of<OperatedCluster>().Select(c => c.Spec.ImagePullSecrets));
        Assert.Equal(Enumerable.Repeat("registry-login", expected), logins.Select(l => Assert.Single(l!).Name));
        Assert.DoesNotContain(objects.Of<V1Secret>(), s => s.Metadata.Name == "registry-login");
    }

    [Fact]
    public void Workers_do_not_follow_the_machine_that_the_files_are_written_on()
    {
        static string? Workers(string target, int cores) => Draft.Empty.With(RunSettings.Target, target)
            .Settle(MathesarSetup.Testing.Scenarios.Machine with { Cores = cores }).Texts.GetValueOrDefault(TuningSettings.Workers.Key);
        Assert.Equal(("3", "3", "3"), (Workers("kubernetes", 2), Workers("kubernetes", 16), Workers("helm", 16)));
        Assert.Equal(("5", "13"), (Workers("compose", 2), Workers("systemd", 16)));
    }

    [Fact]
    public void A_password_that_only_the_users_own_secret_knows_is_handed_on_where_it_is()
    {
        var objects = Rendered.Of("existing-database", ("kubernetes.existing-secret", "vault"), ("database.password", "")).Read();
        var reference = objects.Of<V1Deployment>().Single().Spec.Template.Spec.Containers.Single().Env
            .Single(e => e.Name == "POSTGRES_PASSWORD").ValueFrom.SecretKeyRef;
        Assert.True(reference.Optional);
    }

    [Theory]
    [InlineData("access.hosts", "more.example.com", true)]
    [InlineData("mathesar.version", "0.2.5", true)]
    [InlineData("secrets.key", "another-key-that-nobody-can-guess-0123456789", false)]
    [InlineData("admin.password", "correct horse battery", false)]
    public void Pods_are_renewed_by_what_is_open_and_no_fingerprint_is_taken_of_a_secret(string key, string text, bool isRenewed)
    {
        static string Pod(params (string, string)[] more) =>
            k8s.KubernetesJson.Serialize(Rendered.Of("recommended", more).Read().Of<V1Deployment>().Single().Spec.Template);
        Assert.Equal(isRenewed, Pod() != Pod((key, text)));
    }

    [Theory]
    [InlineData("512m", "512Mi", "512Mi")]
    [InlineData("4g", "4Gi", "1450Mi")]
    public void A_limit_of_memory_is_said_in_kubernetes_units_and_is_never_below_what_is_asked_for(string said, string limit, string request)
    {
        var resources =
            Rendered.Of("recommended", ("limits.memory", said)).Read().Of<V1Deployment>().Single().Spec.Template.Spec.Containers.Single().Resources;
        Assert.Equal(limit, resources.Limits["memory"].ToString());
        Assert.Equal(request, resources.Requests["memory"].ToString());
    }

    [Theory]
    [InlineData("17", "docker.io/library/postgres:17-bookworm", 999, "/var/lib/postgresql/data/pgdata")]
    [InlineData("17", "docker.io/library/postgres:17-alpine", 70, "/var/lib/postgresql/data/pgdata")]
    [InlineData("18", "docker.io/library/postgres:18-bookworm", 999, null)]
    public void PostgreSQL_runs_as_the_user_of_its_image_in_a_folder_of_its_volume(string version, string image, long user, string? folder)
    {
        var pod = Rendered.Of("recommended", ("database.version", version), ("database.image", image)).Read().Of<V1StatefulSet>()
            .Single().Spec.Template.Spec;
        Assert.Equal(user, pod.SecurityContext.RunAsUser);
        Assert.Equal(folder, pod.Containers.Single().Env.SingleOrDefault(e => e.Name == "PGDATA")?.Value);
    }

    [Theory]
    [InlineData("http://192.168.1.20:8000", "", null)]
    [InlineData("http://tables.example.com", ".lan,10.0.0.1,fd00::1", "tables.example.com *.lan")]
    public void An_ingress_answers_to_names_and_an_address_stands_for_all(string url, string hosts, string? names)
    {
        var ingress = Rendered.Of("recommended", ("access.url", url), ("access.hosts", hosts)).Read().Of<V1Ingress>().Single();
        Assert.Equal(names?.Split(' ') ?? [null!], ingress.Spec.Rules.Select(r => r.Host));
        Assert.Null(ingress.Spec.Tls);
    }

    [Theory]
    [InlineData("kubernetes.namespace", "Team")]
    [InlineData("kubernetes.namespace", "kube-public")]
    [InlineData("kubernetes.namespace", "a.b")]
    [InlineData("kubernetes.namespace", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("kubernetes.existing-secret", "-vault")]
    [InlineData("kubernetes.pull-secret", "Registry")]
    [InlineData("kubernetes.gateway", "public")]
    [InlineData("kubernetes.database-size", "20GB")]
    [InlineData("kubernetes.media-size", "0Gi")]
    public void What_Kubernetes_would_refuse_is_refused_here(string key, string text) =>
        Assert.Contains(Rendered.Of("recommended", ("kubernetes.expose", "gateway"), (key, text)).Setup.Findings,
            f => f.Code == "kubernetes.malformed" && f.Key == key);

    [Theory]
    [InlineData("access.bind", "0.0.0.0")]
    [InlineData("proxy.kind", "caddy")]
    [InlineData("storage.kind", "directory")]
    public void What_has_no_effect_in_a_cluster_is_said_with_what_takes_its_place(string key, string text)
    {
        var finding = Assert.Single(Rendered.Of("recommended", (key, text)).Setup.Findings, f => f.Code == "kubernetes.no-effect");
        Assert.Equal((Severity.Warning, key), (finding.Severity, finding.Key));
        Assert.Contains("kubernetes.", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("database.user")]
    [InlineData("database.name")]
    public void Names_that_the_operator_keeps_are_refused(string key) =>
        Assert.Contains(Rendered.Of("in-a-cluster-with-an-operator", (key, "postgres")).Setup.Findings,
            f => f.Code == "kubernetes.reserved-name" && f.Key == key);
}
