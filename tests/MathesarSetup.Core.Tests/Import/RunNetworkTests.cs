using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.Import;

/// <summary>Run lines of several containers: the database beside is found by every name that an engine tells, and secrets stay Podman's.</summary>
public sealed class RunNetworkTests
{
    private const string Key = "zz-not-a-real-key-5571239081723098172398172398172398";

    private const string Database = "-e POSTGRES_PASSWORD=teal-77 -e POSTGRES_USER=m -e POSTGRES_DB=m -v pg:/var/lib/postgresql/data postgres:16";

    private const string Web = $"-e POSTGRES_USER=m -e POSTGRES_PASSWORD=teal-77 -e POSTGRES_DB=m -e SECRET_KEY={Key} mathesar/mathesar:0.11.0";

    [Theory]
    [InlineData("--network n --network-alias database", "--network n", "database")]
    [InlineData("--net n --net-alias=database", "--net n", "database")]
    [InlineData("--network name=n,alias=other,alias=database", "--network n", "database")]
    [InlineData("--network n:alias=database,ip=10.8.0.4", "--network n", "Database")]
    [InlineData("--network n --hostname database", "--network n", "database")]
    [InlineData("--network n -h database", "--network n", "database")]
    [InlineData("--network n --ip 10.8.0.4", "--network n", "10.8.0.4")]
    [InlineData("", "--link pg:database", "database")]
    [InlineData("", "--link=pg", "pg")]
    [InlineData("", "--network container:pg", "localhost")]
    [InlineData("--network container:tables", "", "127.0.0.1")]
    [InlineData("--network host", "--network=host", "localhost")]
    public void A_database_beside_is_found_by_every_name_that_the_engine_tells(string database, string web, string host)
    {
        var reading = Read($"docker run -d --name pg {database} {Database}\n"
            + $"docker run -d --name tables {web} -p 8090:8000 -e POSTGRES_HOST={host} {Web}");
        // In the network of the machine nothing is published: the program's own port counts.
        var port = web.Contains("host", StringComparison.Ordinal) ? "8000" : "8090";
        Assert.Equal(("bundled", "external:pg", "16", "teal-77", port), (reading.Answer("database.mode"), reading.Answer("kept.database-data"),
            reading.Answer("database.version"), reading.Answer("database.password"), reading.Answer("access.port")));
        Assert.Null(reading.Answer("database.host"));
        Assert.False(reading.IsForbidden);
    }

    [Fact]
    public void A_command_of_its_own_gives_names_too() => Assert.Equal("bundled", Read($"docker run -d --name pg {Database}\n"
        + $"docker network connect --alias database n pg\ndocker run -d --name tables --network n -e POSTGRES_HOST=database {Web}")
        .Answer("database.mode"));

    [Theory]
    [InlineData("--network other --network-alias database", "existing")]
    [InlineData("--network n --network other:alias=database", "existing")]
    [InlineData("--network other --network n:alias=database", "bundled")]
    public void A_name_counts_in_a_network_that_both_are_in(string database, string mode) => Assert.Equal(mode,
        Read($"docker run -d --name pg {database} {Database}\ndocker run -d --name tables --network n -e POSTGRES_HOST=database {Web}")
            .Answer("database.mode"));

    [Theory]
    // No name is told on the engine's own network, and two of the same name are nobody's.
    [InlineData($"docker run -d --name pg --hostname database {Database}\n")]
    [InlineData($"docker run -d --name pg --network n --network-alias other {Database}\n")]
    [InlineData($"docker run -d --name a --network n --network-alias database {Database}\n"
        + $"docker run -d --name b --network n --network-alias database {Database}\n")]
    public void Another_host_is_no_container_beside(string database)
    {
        var reading = Read($"{database}docker run -d --name tables --network n -e POSTGRES_HOST=database {Web}");
        Assert.Equal(("existing", "database"), (reading.Answer("database.mode"), reading.Answer("database.host")));
    }

    [Theory]
    [InlineData("podman pod create --name mp -p 8085:8000 --share net,ipc\n", "--pod mp", "--pod=mp")]
    [InlineData("podman pod create -n mp --infra --publish=127.0.0.1:8085:8000\n", "--pod mp", "--pod mp")]
    [InlineData("sudo podman pod create -p 8085:8000 mp\n", "--pod mp", "--pod mp")]
    [InlineData("", "--pod new:mp -p 8085:8000", "--pod mp")]
    public void In_a_pod_this_very_machine_is_the_pod_whose_ports_count(string pod, string first, string second)
    {
        var reading = Read($"{pod}podman run -d {first} --name pg {Database}\n"
            + $"podman run -d {second} --name tables -e POSTGRES_HOST=127.0.0.1 {Web}");
        Assert.Equal(("bundled", "external:pg", "8085"),
            (reading.Answer("database.mode"), reading.Answer("kept.database-data"), reading.Answer("access.port")));
        Assert.False(reading.IsForbidden);
        Assert.DoesNotContain(reading.Findings, static f => f.Kind == ImportFinding.FlagUnknown);
        Assert.DoesNotContain(reading.Told(), static t => t.Contains("8085", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_pod_says_besides_is_told_once() => Assert.Equal(
        ["--name mp", "--share net", "-p 9187:9187", "--pod mp", "--pod mp"],
        Read($"podman pod create --name mp --share net -p 8085:8000 -p 9187:9187\npodman run -d --pod mp --name pg {Database}\n"
            + $"podman run -d --pod mp --name tables -e POSTGRES_HOST=localhost {Web}").Told());

    [Fact]
    public void A_database_in_the_pod_that_no_line_starts_is_asked_for()
    {
        var reading = Read($"podman run -d --pod mp --name tables -e POSTGRES_HOST=localhost {Web}");
        Assert.Equal(["database.host"], reading.Asked());
        Assert.Null(reading.Answer("database.host"));
        Assert.True(reading.IsForbidden);
    }

    [Fact]
    public void A_secret_of_Podmans_is_asked_for_as_in_Quadlet()
    {
        var reading = Read("podman run -d --name tables -p 8085:8000 --secret mkey,type=env,target=SECRET_KEY --secret POSTGRES_PASSWORD,type=env "
            + "-e POSTGRES_PASSWORD=shadowed --secret file -e POSTGRES_HOST=db.internal -e POSTGRES_DB=m -e POSTGRES_USER=m "
            + "docker.io/mathesar/mathesar:0.12.0");
        Assert.Equal(["database.password", "secrets.key"], reading.Asked());
        Assert.Equal((null, null), (reading.Answer("database.password"), reading.Answer("secrets.key")));
        Assert.Contains(reading.Findings, static f => f.Key == "secrets.key"
            && f.Message.Contains("the secret mkey of Podman's holds it", StringComparison.Ordinal));
        Assert.DoesNotContain(reading.Findings, static f => f.Message.Contains("made one", StringComparison.Ordinal));
        Assert.Contains("--secret file", reading.Told());
    }

    [Fact]
    public void A_secret_that_both_containers_have_is_one_question()
    {
        var reading = Read("podman run -d --name pg --network n --secret pw,type=env,target=POSTGRES_PASSWORD "
            + "-v pg:/var/lib/postgresql/data postgres:16\n"
            + "podman run -d --name tables --network n --secret pw,type=env,target=POSTGRES_PASSWORD -e POSTGRES_HOST=pg -e POSTGRES_DB=m "
            + $"-e POSTGRES_USER=m -e SECRET_KEY={Key} mathesar/mathesar:0.11.0");
        Assert.Equal(["database.password"], reading.Asked());
    }

    private static ImportReading Read(string text) => Importer.Read(new ImportRequest([new FoundFile("run.sh", text)], "any"));
}
