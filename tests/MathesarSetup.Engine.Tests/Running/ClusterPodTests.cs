using System.Globalization;
using System.Net;
using MathesarSetup.Drafts;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>Pods of a cluster start side by side, and none of them may be met without an administrator.</summary>
public sealed class ClusterPodTests : IDisposable
{
    private readonly PostgresServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("0.12.0")]
    [InlineData("0.2.5")]
    public void Pods_that_start_together_are_set_up_once_and_serve_with_an_administrator(string release)
    {
        using var pod = new ClusterPod(Draft(release));
        var outcomes = new Outcome[3];
        Parallel.For(0, outcomes.Length, i => outcomes[i] = pod.Prepare());

        Assert.All(outcomes, o => o.Successful());
        Assert.Single(outcomes, o => o.Output.Contains("Superuser created", StringComparison.Ordinal));

        var port = FreePort.Take();
        pod.Serve(port);
        var login = Wait(port);
        Assert.Equal(HttpStatusCode.OK, login.Status);
        Assert.Equal(HttpStatusCode.Redirect, Answer.To($"http://127.0.0.1:{port}/complete_installation/", "localhost").Status);
        var environment = Answer.To($"http://127.0.0.1:{port}/environment", "localhost").Body;
        Assert.Contains("SECRET_KEY=", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("DJANGO_SUPERUSER_PASSWORD", environment, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_waits_for_a_database_that_is_not_there_yet()
    {
        var draft = Draft("0.12.0");
        var name = draft.Texts["database.name"];
        _server.Query("postgres", $"ALTER ROLE \"{name}\" NOLOGIN");
        using var pod = new ClusterPod(draft);
        var preparing = pod.StartPreparing();
        Eventually.Happens(() => pod.Log(preparing).Contains("Waiting for PostgreSQL", StringComparison.Ordinal));
        _server.Query("postgres", $"ALTER ROLE \"{name}\" LOGIN");
        Assert.Equal("0", pod.End(preparing));
        Assert.DoesNotContain(draft.Texts["database.password"], pod.Log(preparing), StringComparison.Ordinal);
    }

    private Draft Draft(string release)
    {
        var name = "tables-" + Guid.NewGuid().ToString("n")[..8];
        var draft = Scenarios.All["hostile-secrets"];
        _server.Make(name, draft.Texts["database.password"]);
        return draft.With("mathesar.version", release).With("mathesar.image", StandIns.Mathesar(release)).With("database.sslmode", "prefer")
            .With("database.host", "db.test")
            .With("database.port", _server.Port.ToString(CultureInfo.InvariantCulture)).With("database.name", name).With("database.user", name);
    }

    private static Answer Wait(int port) =>
        Eventually.Gives(() => Answer.To($"http://127.0.0.1:{port}/auth/login/", "localhost"),
            static problem => problem is HttpRequestException or AggregateException);
}
