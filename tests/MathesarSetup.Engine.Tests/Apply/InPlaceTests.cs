using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Somebody's own Compose file with data behind it: one answer changes, and everything else of every container stays.</summary>
public sealed class InPlaceTests
{
    private static ForeignInstallation MakeRich()
    {
        var subnet = Random.Shared.Next(1, 250).ToString(CultureInfo.InvariantCulture);
        return new(TheirCompose.Filled(TheirCompose.Rich).Replace("{subnet}", subnet, StringComparison.Ordinal),
            ("tables.env", "TZ=Europe/Oslo\nWEB_CONCURRENCY=1\n"));
    }

    [Fact]
    public void Another_port_makes_one_container_anew_and_everything_else_of_it_stays_so_that_Compose_agrees()
    {
        using var theirs = MakeRich();
        var (before, made, volumes) = (theirs.Containers(), theirs.Made(theirs.Web), theirs.Volumes());
        Assert.Empty(AppliedInstallation.Compare(theirs.Request()).Changes.Where(static c => c.IsDifference));
        var port = FreePort.Take().ToString(CultureInfo.InvariantCulture);
        var old = theirs.Port.ToString(CultureInfo.InvariantCulture);
        theirs.Install(theirs.Request(ForeignInstallation.ComposeFile, $"127.0.0.1:{old}:", $"127.0.0.1:{port}:", ("access.port", port)));

        ExpectOneNew(theirs, before, theirs.Web);
        Assert.Equal(
            new[] { old, port }.Select(static p => $"HostConfig.PortBindings.8000/tcp[].HostPort = {p}").Order(StringComparer.Ordinal),
            made.SymmetricExcept(theirs.Made(theirs.Web)).Order(StringComparer.Ordinal));
        Assert.Equal("a row", theirs.Row());
        Assert.Equal(volumes, theirs.Volumes());
        var after = theirs.Containers();
        theirs.ExpectNothingToDo(("access.port", port));
        theirs.Up();
        Assert.Equal(after, theirs.Containers());
    }

    [Fact]
    public async Task A_variable_of_an_env_file_reaches_the_container_and_a_run_that_is_cancelled_leaves_all_as_it_was()
    {
        using var theirs = MakeRich();
        var (before, made, text) = (theirs.Containers(), theirs.Made(theirs.Web), theirs.Text("tables.env"));
        var request = theirs.Request("tables.env", "WEB_CONCURRENCY=1", "WEB_CONCURRENCY=2", ("tuning.workers", "2"));
        using var cancel = new CancellationTokenSource();
        var result = await Applier.RunAsync(request, told =>
        {
            if (told is { Step: "start tables", State: StepState.Done })
            {
                cancel.Cancel();
            }
        }, cancel.Token);
        Assert.True(result.Outcome is ApplyOutcome.Cancelled, theirs.Explain(result));
        Assert.Equal(before, theirs.Containers());
        Assert.Equal((text, "a row"), (theirs.Text("tables.env"), theirs.Row()));

        theirs.Install(request);
        ExpectOneNew(theirs, before, theirs.Web);
        Assert.Equal(["Config.Env[] = WEB_CONCURRENCY=1", "Config.Env[] = WEB_CONCURRENCY=2"],
            made.SymmetricExcept(theirs.Made(theirs.Web)).Order(StringComparer.Ordinal));
        var after = theirs.Containers();
        theirs.Up();
        Assert.Equal(after, theirs.Containers());
    }

    [Fact]
    public void An_applier_that_is_killed_anywhere_leaves_their_containers_as_they_were_or_the_one_that_was_asked_for()
    {
        using var theirs = MakeRich();
        var files = ("docker-compose.yml", theirs.Text("docker-compose.yml"));
        // Every fifth step of a run, beginning with another one each time.
        var step = 1 + Random.Shared.Next(5);
        for (var workers = 2; Kill(theirs, files, workers, step); step += 5)
        {
            theirs.Recover();
            var isDone = theirs.Text("tables.env").Contains(string.Create(CultureInfo.InvariantCulture, $"CONCURRENCY={workers}"),
                StringComparison.Ordinal);
            var environment = theirs.Made(theirs.Web).Single(static l => l.Contains("WEB_CONCURRENCY", StringComparison.Ordinal));
            Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $"={(isDone ? workers : workers - 1)}"), environment,
                StringComparison.Ordinal);
            Assert.Equal([theirs.Helper, theirs.Database, theirs.Web], theirs.Containers().Keys.Order(StringComparer.Ordinal));
            Assert.All(theirs.Containers(), static c => Assert.EndsWith(" running", c.Value, StringComparison.Ordinal));
            Assert.Equal("a row", theirs.Row());
            workers += isDone ? 1 : 0;
        }

        Assert.InRange(step, 8, 47);
    }

    [Fact]
    public void Data_in_a_volume_without_a_name_below_one_that_is_mounted_a_level_too_high_goes_on()
    {
        using var theirs = new ForeignInstallation(TheirCompose.Filled("""
            services:
            <web>    ports: ["127.0.0.1:{port}:8000"]
            <store>    volumes: [pg:/var/lib/postgresql]
            volumes: {pg: }

            """).Replace(", PGDATA: /var/lib/postgresql/data/of-17", "", StringComparison.Ordinal), ("tables.env", ""));
        var before = theirs.Containers();
        var data = theirs.Made(theirs.Database).Where(IsData).ToArray();
        Assert.Single(data);
        var other = StandIns.Postgres.Replace(":17-", ":17.1-", StringComparison.Ordinal);
        theirs.Docker("tag", StandIns.Postgres, other);
        theirs.Install(theirs.Request(ForeignInstallation.ComposeFile, StandIns.Postgres, other, ("database.image", other)));
        ExpectOneNew(theirs, before, theirs.Database);
        Assert.Equal("a row", theirs.Row());
        Assert.Equal(data, theirs.Made(theirs.Database).Where(IsData));
        theirs.ExpectNothingToDo(("database.image", other));
        theirs.Up();
        Assert.Equal("a row", theirs.Row());

        static bool IsData(string line) => line.StartsWith("Mounts./var/lib/postgresql/data =", StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_in_the_network_of_another_stays_there_and_one_whose_network_is_used_is_left_to_Compose()
    {
        using var theirs = new ForeignInstallation(TheirCompose.Filled("""
            services:
              helper: {image: "{root}", command: sleep infinity, stop_grace_period: 0s, ports: ["127.0.0.1:{port}:8000"]}
            <web>    network_mode: service:helper
            <store>    volumes: [pg:/var/lib/postgresql/data]
              late: {image: "{root}", command: sleep infinity, stop_grace_period: 0s, network_mode: "service:store", profiles: [late]}
            volumes: {pg: }

            """), ("tables.env", "WEB_CONCURRENCY=1\n"));
        var (before, made) = (theirs.Containers(), theirs.Made(theirs.Web));
        theirs.Install(theirs.Request("tables.env", "WEB_CONCURRENCY=1", "WEB_CONCURRENCY=2", ("tuning.workers", "2")));
        ExpectOneNew(theirs, before, theirs.Web);
        Assert.Equal(["Config.Env[] = WEB_CONCURRENCY=1", "Config.Env[] = WEB_CONCURRENCY=2"],
            made.SymmetricExcept(theirs.Made(theirs.Web)).Order(StringComparer.Ordinal));
        var now = theirs.Containers();
        theirs.Up();
        Assert.Equal(now, theirs.Containers());

        theirs.Up("late");
        var other = StandIns.Postgres.Replace(":17-", ":17.1-", StringComparison.Ordinal);
        theirs.Docker("tag", StandIns.Postgres, other);
        var all = theirs.Containers();
        var refused = theirs.Apply(theirs.Request(ForeignInstallation.ComposeFile, StandIns.Postgres, other, ("database.image", other),
            ("tuning.workers", "2")));
        Assert.True(refused is { Outcome: ApplyOutcome.Refused, Findings: [{ Code: "apply.network-shared" }, ..] }, theirs.Explain(refused));
        Assert.Contains("late", refused.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(all, theirs.Containers());
    }

    [Fact]
    public void A_container_that_is_not_there_is_left_to_Compose_and_the_keys_are_named()
    {
        using var theirs = MakeRich();
        theirs.Docker("rm", "--force", theirs.Web);
        var before = theirs.Containers();
        var changes = AppliedInstallation.Compare(theirs.Request());
        Assert.True(changes.IsLeftToPerson);
        var finding = Assert.Single(changes.Findings, static f => f.Code == "apply.not-made");
        Assert.Contains("cap_add, cap_drop, ", finding.Message, StringComparison.Ordinal);
        Assert.Contains("docker compose up -d tables", finding.Message, StringComparison.Ordinal);
        Assert.Equal(ApplyOutcome.Refused, theirs.Apply(theirs.Request()).Outcome);
        Assert.Equal(before, theirs.Containers());
        theirs.Up();
        Assert.Empty(AppliedInstallation.Compare(theirs.Request()).Changes.Where(static c => c.IsDifference));
    }

    [Fact]
    public void What_neither_an_answer_nor_a_file_explains_is_refused_until_that_very_part_is_accepted()
    {
        using var theirs = MakeRich();
        // Nobody saw what the file said before.
        theirs.Write(ForeignInstallation.ComposeFile,
            theirs.Text(ForeignInstallation.ComposeFile).Replace("data/of-17", "data/elsewhere", StringComparison.Ordinal));
        var changes = AppliedInstallation.Compare(theirs.Request() with { Force = true });
        var unexplained = Assert.Single(changes.Unexplained);
        Assert.Equal((ContainerPart.PgData, theirs.Database), (unexplained.Part, unexplained.Container));
        var finding = Assert.Single(changes.Findings, static f => f.Code == "apply.unexplained");
        Assert.Equal("--accept-changes-of pgdata", finding.Consent);
        Assert.True(changes.IsForbidden);

        Assert.True(AppliedInstallation.Compare(theirs.Request() with { Accepted = new(true, [ContainerPart.Mounts, ContainerPart.Secrets]) })
            .IsForbidden);
        var accepted = AppliedInstallation.Compare(theirs.Request() with { Accepted = new(false, [ContainerPart.PgData]) });
        Assert.False(accepted.IsForbidden);
        Assert.Contains(accepted.Findings, static f => f.Code == "apply.changes-accepted");
    }

    private static bool Kill(ForeignInstallation theirs, (string, string) compose, int workers, int step)
    {
        var env = string.Create(CultureInfo.InvariantCulture, $"TZ=Europe/Oslo\nWEB_CONCURRENCY={workers}\n");
        return KilledApplier.Applying(theirs.Directory, theirs.Draft.With("tuning.workers", workers.ToString(CultureInfo.InvariantCulture)), step,
            compose, ("tables.env", env)).Run().ExitCode != 0;
    }

    private static void ExpectOneNew(ForeignInstallation theirs, ImmutableSortedDictionary<string, string> before, string name)
    {
        var after = theirs.Containers();
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal([name], after.Where(c => before[c.Key] != c.Value).Select(static c => c.Key));
    }
}
