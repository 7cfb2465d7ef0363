using System.Globalization;
using CsCheck;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>
/// The manifests, put together by kubectl and run by <c>podman kube play</c>, which knows the kinds that run a pod and passes by the others.
/// </summary>
public sealed class KubePlayTests(KubePlayTests.Cluster cluster) : IClassFixture<KubePlayTests.Cluster>
{
    private const string Web = "mathesar-pod-mathesar";

    // A machine within a container has no say over memory.
    private const string Overlay = """
        resources:
          - ../mathesar
        patches:
          - target:
              kind: Deployment
            patch: |
              - op: remove
                path: /spec/template/spec/initContainers/0/resources
              - op: remove
                path: /spec/template/spec/containers/0/resources

        """;

    private readonly SystemdMachine _machine = cluster.Machine;

    [Fact]
    public void The_manifests_run_as_they_are_and_secrets_arrive_to_the_last_character()
    {
        var draft = Scenarios.All["hostile-secrets"].With("mathesar.image", StandIns.Mathesar("0.12.0")).With("database.sslmode", "prefer")
            .With("database.host", "db").With("target", "kubernetes");
        _machine.AsUser("podman", "network", "create", "cluster").Successful();
        _machine.AsUser("podman", "run", "--detach", "--name", "db", "--network", "cluster", "--env", "PGDATA=/var/lib/postgresql/data", "--env",
            "POSTGRES_USER=" + draft.Texts["database.user"], "--env", "POSTGRES_DB=mathesar_django",
            "--env", "POSTGRES_PASSWORD=" + draft.Texts["database.password"], StandIns.Postgres, "postgres").Successful();
        _machine.Write("/srv/manifests.yaml", Kustomized(draft));

        _machine.AsUser("podman", "kube", "play", "--network", "cluster", "/srv/manifests.yaml").Successful();
        Eventually.Happens(() => Ask("/auth/login/").ExitCode == 0);

        Assert.Equal("200", Ask("/auth/login/").Output);
        Assert.Equal("302", Ask("/complete_installation/").Output);
        var environment = _machine.AsUser("podman", "exec", Web, "cat", "/proc/1/environ").Successful().Output.Split('\0');
        Assert.Contains("SECRET_KEY=" + draft.Texts["secrets.key"], environment);
        Assert.Contains("POSTGRES_PASSWORD=" + draft.Texts["database.password"], environment);
        Assert.DoesNotContain(environment, e => e.StartsWith("DJANGO_SUPERUSER_PASSWORD=", StringComparison.Ordinal));
    }

    [Fact]
    public void A_thousand_hostile_values_of_each_kind_arrive_in_a_running_process() => HostileText.OneLine.Array[2000].Sample(values =>
    {
        _machine.Write("/srv/values.yaml", Values(values));
        _machine.AsUser("podman", "kube", "play", "/srv/values.yaml").Successful();
        Eventually.Happens(() => _machine.AsUser("podman", "exec", "values-show", "true").ExitCode == 0);
        var environment = _machine.AsUser("podman", "exec", "values-show", "cat", "/proc/1/environ").Successful().Output
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(e => e.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        _machine.AsUser("podman", "kube", "down", "/srv/values.yaml").Successful();
        Assert.Equal(values, values.Select((_, i) => environment.GetValueOrDefault(Name(i))));
    }, iter: 1, threads: 1);

    // Half in a Secret and half in a ConfigMap, as the pods of Mathesar get them. Of one line: podman writes every document anew before it reads it,
    // in a form in which it does not take a tab at the start of a line itself.
    private static string Values(string[] values)
    {
        var (secret, configuration) = (new YamlMap(), new YamlMap());
        foreach (var (i, value) in values.Index())
        {
            (i % 2 == 0 ? secret : configuration).Add(Name(i), value);
        }

        static YamlMap Metadata(string name) => new() { { "name", name } };
        static YamlMap From(string kind) => new() { { kind, Metadata("values") } };
        var container = new YamlMap
        {
            { "name", "show" },
            { "image", StandIns.Mathesar("0.12.0") },
            { "command", Yaml.List("sleep", "1000") },
            { "envFrom", new YamlList { From("secretRef"), From("configMapRef") } },
        };
        var file = new YamlDocuments("Test values.");
        file.Add(new YamlMap { { "apiVersion", "v1" }, { "kind", "Secret" }, { "metadata", Metadata("values") }, { "stringData", secret } });
        file.Add(new YamlMap { { "apiVersion", "v1" }, { "kind", "ConfigMap" }, { "metadata", Metadata("values") }, { "data", configuration } });
        file.Add(new YamlMap { { "apiVersion", "v1" }, { "kind",
            "Pod" }, { "metadata", Metadata("values") }, { "spec", new YamlMap { { "containers", new YamlList { container } } } } });
        return file.Write();
    }

    private static string Name(int i) => "V" + i.ToString(CultureInfo.InvariantCulture);

    private Outcome Ask(string page) => _machine.AsUser("podman", "exec", Web, "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--header",
        "Host: localhost", "http://127.0.0.1:8000" + page);

    // By an overlay, as a person would change what is written.
    private static string Kustomized(Draft draft)
    {
        using var directory = new TemporaryDirectory();
        var setup = Setup.Of(draft);
        foreach (var file in setup.Target.Render(setup.Plan).Files)
        {
            directory.Write($"mathesar/{file.Path}", file.Content);
        }

        directory.Write("overlay/kustomization.yaml", Overlay);
        return new ChildProcess(RealPart.Kubectl(), "kustomize", directory.At("overlay")).Run().Successful().Output;
    }

    /// <summary>One machine with podman, whose user runs the pods.</summary>
    public sealed class Cluster : IDisposable
    {
        public Cluster()
        {
            StandIns.Require();
            Machine = new SystemdMachine();
            Machine.Load(forRoot: false, StandIns.Postgres, StandIns.Mathesar("0.12.0"));
        }

        public SystemdMachine Machine { get; }

        public void Dispose() => Machine.Dispose();
    }
}
