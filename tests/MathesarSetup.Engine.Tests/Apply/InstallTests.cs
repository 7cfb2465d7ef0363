using System.Net;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Tests.Running;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>What a run makes, and what the tools of the target make of it.</summary>
public sealed class InstallTests
{
    [Fact]
    public void A_first_run_ends_in_a_healthy_Mathesar_that_has_its_administrator()
    {
        using var installation = new AppliedInstallation();
        using var visitor = new EarlyVisitor(installation.Port);
        installation.Install();

        Assert.Equal(HttpStatusCode.OK, installation.Get("/auth/login/").Status);
        Assert.Equal("/", installation.Get("/complete_installation/").Location);
        Assert.DoesNotContain("200", visitor.Answers);
        Assert.Equal(0, installation.Inspect(installation.Web)["RestartCount"]!.GetValue<int>());
        Assert.Contains(installation.Events, e => e is { State: StepState.Log, Step: "log mathesar" });
        Assert.All(installation.Draft.Texts.Where(t => Settings.Find(t.Key) is { Secret: true }), secret =>
            Assert.All(installation.Events, e => Assert.DoesNotContain(secret.Value, e.Message, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("compose")]
    [InlineData("docker")]
    public void A_second_run_touches_and_restarts_nothing(string target)
    {
        using var installation = new AppliedInstallation(("target", target)).Install();
        var (before, started, written) = (installation.State(), Started(installation), Written(installation));

        Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
        Assert.Equal(before, installation.State());
        Assert.Equal(started, Started(installation));
        Assert.Equal(written, Written(installation));
    }

    [Fact]
    public void Compose_takes_what_was_made_for_its_own()
    {
        using var installation = new AppliedInstallation().Install();
        var before = installation.State();
        var compose = RealPart.Compose2();
        Assert.Contains(installation.Web, Compose(installation, compose, "ps").Output, StringComparison.Ordinal);
        Assert.Contains("Listening at", Compose(installation, compose, "logs").Output, StringComparison.Ordinal);
        Compose(installation, compose, "up", "--detach");
        Assert.Equal(before, installation.State());

        var old = RealPart.Compose1();
        Assert.Contains(installation.Web, Compose(installation, old, "ps").Output, StringComparison.Ordinal);
        Assert.Contains("Listening at", Compose(installation, old, "logs").Output, StringComparison.Ordinal);
        Compose(installation, old, "down");
        Assert.Empty(installation.Containers());
        Assert.Equal(2, installation.Volumes().Length);

        Compose(installation, compose, "up", "--detach");
        Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
        Compose(installation, compose, "down");
        Assert.Empty(installation.Containers());
    }

    [Fact]
    public void The_script_takes_what_was_made_for_its_own()
    {
        using var installation = new AppliedInstallation(("target", "docker")).Install();
        var before = installation.State();
        var script = new ChildProcess(Path.Join(installation.Directory, "run.sh")).Run().Successful();
        Assert.Contains($"{installation.Web} is as it should be.", script.Output, StringComparison.Ordinal);
        Assert.Equal(before, installation.State());

        new ChildProcess(Path.Join(installation.Directory, "run.sh"), "remove").Run().Successful();
        Assert.Empty(installation.Containers());
        new ChildProcess(Path.Join(installation.Directory, "run.sh")).Run().Successful();
        Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
    }

    [Fact]
    public void Only_what_differs_is_made_anew()
    {
        using var installation = new AppliedInstallation().Install();
        var before = installation.State();
        var changes = AppliedInstallation.Compare(installation.Request(("tuning.workers", "2")));
        var replaced = Assert.Single(changes.Changes, c => c is { Thing: ChangedThing.Container, IsDifference: true });
        Assert.Equal((installation.Web, ChangeVerb.Replace, ApplyCost.Downtime), (replaced.Name, replaced.Verb, replaced.Cost));
        Assert.Contains("WEB_CONCURRENCY", replaced.Why, StringComparison.Ordinal);
        Assert.Equal(before, installation.State());

        installation.Install(("tuning.workers", "2"));
        Assert.Equal(before[$"container {installation.Database}"], installation.State()[$"container {installation.Database}"]);
        Assert.NotEqual(before[$"container {installation.Web}"], installation.State()[$"container {installation.Web}"]);
        Assert.Equal(2, installation.Containers().Length);
    }

    [Fact]
    public void A_stopped_installation_is_started_and_its_containers_stay()
    {
        using var installation = new AppliedInstallation().Install();
        var before = installation.State();
        installation.Docker("stop", installation.Web, installation.Database);
        installation.Install();
        Assert.Equal(before, installation.State());
    }

    [Fact]
    public void What_changed_since_somebody_agreed_is_told_and_decided_anew()
    {
        using var installation = new AppliedInstallation().Install();
        var request = installation.Request();
        request = request with { Agreed = AppliedInstallation.Compare(request) };
        Assert.False(request.Agreed.HasDifferences);
        Assert.Equal(ApplyOutcome.Unchanged, installation.Apply(request).Outcome);
        Assert.DoesNotContain(installation.Events, IsTold);

        installation.Docker("stop", installation.Web);
        Assert.Equal(ApplyOutcome.Applied, installation.Apply(request).Outcome);
        Assert.Single(installation.Events, IsTold);

        static bool IsTold(ApplyEvent happened) => happened is { Step: "check", State: StepState.Progress };
    }

    [Fact]
    public void Another_target_takes_the_place_of_the_former_and_the_data_stays()
    {
        using var installation = new AppliedInstallation().Install();
        var created = installation.Docker("exec", installation.Database, "psql", "-U", "mathesar", "-d", "mathesar_django", "-c",
            "CREATE TABLE kept ()").Output;
        installation.Install(("target", "docker"));
        Assert.Equal([installation.Web, installation.Database], installation.Containers().Select(line => line.Split(' ')[0]).Order());
        Assert.Contains("kept", installation.Docker("exec", installation.Database, "psql", "-U", "mathesar", "-d", "mathesar_django", "-c",
            "\\dt").Output, StringComparison.Ordinal);
        Assert.NotEmpty(created);
    }

    private static Outcome Compose(AppliedInstallation installation, string program, params string[] arguments) =>
        new ChildProcess(program, arguments) { Directory = installation.Directory }.Run().Successful();

    private static string[] Started(AppliedInstallation installation) =>
        [.. new[] { installation.Web, installation.Database }.Select(c => installation.Inspect(c)["State"]!["StartedAt"]!.GetValue<string>())];

    private static DateTime[] Written(AppliedInstallation installation) =>
        [.. Directory.EnumerateFiles(installation.Directory, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith("/lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.GetLastWriteTimeUtc)];
}
