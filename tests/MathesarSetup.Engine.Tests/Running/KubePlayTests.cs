using MathesarSetup.Catalogue;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>The manifests, put together by kubectl and run by <c>podman kube play</c>, which knows the kinds that run a pod and passes by the others.</summary>
public sealed class KubePlayTests : IDisposable
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

    private readonly SystemdMachine _machine;

    public KubePlayTests()
    {
        StandIns.Require();
        _machine = new SystemdMachine();
        _machine.Load(forRoot: false, StandIns.Postgres, StandIns.Mathesar("0.12.0"));
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_manifests_run_as_they_are_and_secrets_arrive_to_the_last_character()
    {
        var draft = Scenarios.All["hostile-secrets"].With("mathesar.image", StandIns.Mathesar("0.12.0")).With("database.sslmode", "prefer").With("database.host", "db").With("target", "kubernetes");
        _machine.AsUser("podman", "network", "create", "cluster").Successful();
        _machine.AsUser("podman", "run", "--detach", "--name", "db", "--network", "cluster", "--env", "PGDATA=/var/lib/postgresql/data", "--env", "POSTGRES_USER=" + draft.Texts["database.user"], "--env", "POSTGRES_DB=mathesar_django",
            "--env", "POSTGRES_PASSWORD=" + draft.Texts["database.password"], StandIns.Postgres, "postgres").Successful();
        _machine.Write("/srv/manifests.yaml", Kustomized(draft));

        _machine.AsUser("podman", "kube", "play", "--network", "cluster", "/srv/manifests.yaml").Successful();
        SystemdMachine.WaitUntil(() => Ask("/auth/login/").ExitCode == 0);

        Assert.Equal("200", Ask("/auth/login/").Output);
        Assert.Equal("302", Ask("/complete_installation/").Output);
        var environment = _machine.AsUser("podman", "exec", Web, "cat", "/proc/1/environ").Successful().Output.Split('\0');
        Assert.Contains("SECRET_KEY=" + draft.Texts["secrets.key"], environment);
        Assert.Contains("POSTGRES_PASSWORD=" + draft.Texts["database.password"], environment);
        Assert.DoesNotContain(environment, e => e.StartsWith("DJANGO_SUPERUSER_PASSWORD=", StringComparison.Ordinal));
    }

    private Outcome Ask(string page) => _machine.AsUser("podman", "exec", Web, "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--header", "Host: localhost", "http://127.0.0.1:8000" + page);

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
}
