using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>What real engines print of containers: all of it is an answer or is told.</summary>
public sealed class InspectTests
{
    private const string Key = "nk-not-a-real-key-0123456789-abcdefghijklm";

    // Flags that both engines take, with what is told of them; nothing where they are an answer.
    private static readonly (string[] Flags, string Docker, string Podman)[] s_flags =
    [
        (["--env", "TZ=Europe/Oslo"], "TZ=Europe/Oslo", "TZ=Europe/Oslo"),
        (["--env", "LANG=nb_NO.UTF-8"], "LANG=nb_NO.UTF-8", "LANG=nb_NO.UTF-8"),
        (["--env", "PYTHONPATH=/extra"], "PYTHONPATH=/extra", "PYTHONPATH=/extra"),
        (["--env", $"SECRET_KEY={Key}", "--env", "POSTGRES_HOST=db.lan", "--env", "POSTGRES_PASSWORD=$PW"], "", ""),
        (["--publish", "127.0.0.1:8010:8000"], "", ""),
        (["--publish", "9187:9187/udp"], "port 9187:9187/udp", "port 9187:9187/udp"),
        (["--memory", "1g", "--cpus", "1.5"], "", ""),
        (["--memory-reservation", "512m"], "MemoryReservation=536870912", "MemoryReservation=536870912"),
        (["--cap-add", "NET_ADMIN"], "CapAdd=[\"CAP_NET_ADMIN\"]", "CapAdd=[\"CAP_NET_ADMIN\"]"),
        (["--ulimit", "nofile=100:200"], "Ulimits=[{\"Name\":\"nofile\",\"Hard\":200,\"Soft\":100}]", "Ulimits="),
        (["--user", "1000"], "User=\"1000\"", "User=\"1000\""),
        (["--hostname", "tables.lan"], "Hostname=tables.lan", "Hostname=tables.lan\nHOSTNAME=tables.lan"),
        (["--workdir", "/tmp"], "WorkingDir=\"/tmp\"", "WorkingDir=\"/tmp\""),
        (["--entrypoint", "/bin/sh"], "Entrypoint=[\"/bin/sh\"]", "Entrypoint=\"/bin/sh\""),
        (["--restart", "on-failure:3"], "RestartPolicy={\"Name\":\"on-failure\",\"MaximumRetryCount\":3}",
            "RestartPolicy={\"Name\":\"on-failure\",\"MaximumRetryCount\":3}"),
        (["--label", "a=b"], "label a=b", "label a=b"),
        (["--log-driver", "none"], "LogConfig={\"Type\":\"none\",\"Config\":{}}", "LogConfig={\"Type\":\"none\""),
        (["--health-cmd", "true"], "Healthcheck={\"Test\":[\"CMD-SHELL\",\"true\"]}", "Healthcheck={\"Test\":[\"CMD-SHELL\",\"true\"]"),
        (["--tmpfs", "/run/x"], "Tmpfs={\"/run/x\":\"\"}", "Tmpfs={\"/run/x\":"),
        (["--volume", "inspected-media:/code/.media"], "", ""),
        (["--volume", "inspected-extra:/extra:ro"], "mount inspected-extra:/extra\nmount volume /extra read-only",
            "mount inspected-extra:/extra\nmount volume /extra read-only"),
        (["--volume", "/tmp:/host"], "mount /tmp:/host", "mount /tmp:/host"),
        (["--shm-size", "256m"], "ShmSize=268435456", "ShmSize=268435456"),
        (["--add-host", "db:10.0.0.1"], "ExtraHosts=[\"db:10.0.0.1\"]", "ExtraHosts=[\"db:10.0.0.1\"]"),
        (["--read-only"], "ReadonlyRootfs=true", "ReadonlyRootfs=true\nTmpfs="),
        (["--stop-signal", "SIGINT"], "StopSignal=\"SIGINT\"", "StopSignal=2"),
        (["--network", "none"], "NetworkMode=none|network none", "NetworkMode=none|network none"),
        (["--pids-limit", "100"], "PidsLimit=100", "PidsLimit=100"),
    ];

    [Fact]
    public void Every_flag_of_a_container_that_Docker_made_is_an_answer_or_is_told()
    {
        var docker = DockerEngine.Require();
        BusyboxImage.Import(docker);
        Flags(docker, [], static f => f.Docker);
    }

    [Fact]
    public void Every_flag_of_a_container_that_Podman_made_is_an_answer_or_is_told()
    {
        using var podman = new PodmanEngine();
        BusyboxImage.Import(podman.Program, podman.Options);
        Flags(podman.Program, podman.Options, static f => f.Podman);
    }

    [Fact]
    public void The_case_of_two_containers_loses_nothing()
    {
        var reading = Read("""
            [{"Id":"abc","Name":"/tables","Config":{"Image":"mathesar/mathesar:0.11.0","Env":["POSTGRES_HOST=db","SECRET_KEY=
            """.TrimEnd() + Key + """
            ","TZ=Europe/Oslo","GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305","PYTHON_VERSION=3.13.1"]},"HostConfig":{"Memory":1073741824,
            "NanoCpus":1500000000,"PortBindings":{}},"Mounts":[{"Type":"bind","Source":"/srv/extra","Destination":"/extra"}]},
             {"Id":"def","Name":"/db","Config":{"Image":"postgres:17","Env":["POSTGRES_PASSWORD=x",
             "PGDATA=/var/lib/postgresql/data/sub","PG_MAJOR=17"]},"HostConfig":{},
             "Mounts":[{"Type":"volume","Name":"pg","Source":"/x","Destination":"/var/lib/postgresql/data"}]}]
            """);
        var texts = reading.Draft.Texts;
        Assert.Equal("1g 1.5 external:pg", $"{texts["limits.memory"]} {texts["limits.cpus"]} {texts["kept.database-data"]}");
        Assert.Equal(["tables: TZ=Europe/Oslo", "tables: mount /srv/extra:/extra", "db: PGDATA=/var/lib/postgresql/data/sub"],
            reading.Unread.Select(static u => u.Text));
    }

    [Fact]
    public void What_an_image_says_itself_is_left_out_by_name_and_value()
    {
        var reading = Read("""
            [{"Id":"abc","Image":"sha256:1","Name":"/tables","Config":{"Image":"mathesar/mathesar:0.11.0","Env":["SECRET_KEY=
            """.TrimEnd() + Key + """
            ","A=image","B=person"],"Labels":{"x":"image","y":"person"},"Cmd":["run"],"WorkingDir":"/w","Entrypoint":["other"]},
             "HostConfig":{},"Mounts":[]},
             {"Id":"sha256:1","RepoTags":["mathesar/mathesar:0.11.0"],"RootFS":{},"Config":{"Env":["A=image","B=image"],
             "Labels":{"x":"image"},"Cmd":["run"],"WorkingDir":"/w","Entrypoint":["start"]}}]
            """);
        Assert.Equal(["tables: B=person", "tables: Entrypoint=[\"other\"]", "tables: label y=person"],
            reading.Unread.Select(static u => u.Text).Order());
    }

    [Theory]
    [InlineData("database", "", "\"n\":{\"Aliases\":[\"database\",\"def\"]}", "", "")]
    [InlineData("database", "", "", "\"NetworkMode\":\"bridge\",\"Links\":[\"/pg:/tables/database\"]", "")]
    [InlineData("172.17.0.2", "", "\"bridge\":{\"IPAddress\":\"172.17.0.2\"}", "", "")]
    [InlineData("database", "\"Hostname\":\"database\",", "\"n\":{\"Aliases\":null}", "", "")]
    [InlineData("localhost", "", "", "\"NetworkMode\":\"container:def0123\"", "\"8090\"")]
    public void A_database_beside_is_found_by_every_name_that_the_engine_tells(
        string host, string config, string networks, string hostConfig, string published)
    {
        var ports = published.Length == 0 ? "" : $$"""
            ,"PortBindings":{"8000/tcp":[{"HostIp":"","HostPort":{{published}} }]}
            """;
        var reading = Read($$$"""
            [{"Id":"abc0123","Name":"/tables","Config":{"Image":"mathesar/mathesar:0.11.0","Env":["POSTGRES_HOST={{{host}}}","SECRET_KEY={{{Key}}}",
             "POSTGRES_PASSWORD=x"]},"HostConfig":{ {{{hostConfig}}} },"Mounts":[]},
             {"Id":"def0123","Name":"/pg","Config":{ {{{config}}} "Image":"postgres:17","Env":["POSTGRES_PASSWORD=x"]},
              "HostConfig":{"NetworkMode":"n" {{{ports}}} },
              "NetworkSettings":{"Networks":{ {{{networks}}} } },
              "Mounts":[{"Type":"volume","Name":"pg","Source":"/x","Destination":"/var/lib/postgresql/data"}]}]
            """);
        Assert.Equal(("bundled", "external:pg", published.Length == 0 ? null : "8090"),
            (reading.Answer("database.mode"), reading.Answer("kept.database-data"), reading.Answer("access.port")));
    }

    [Theory]
    [InlineData("{}", "bundled")]
    [InlineData("{\"n\":{}}", "bundled")]
    [InlineData("{\"other\":{}}", "existing")]
    public void A_name_counts_in_a_network_that_both_are_in(string networks, string mode)
    {
        var reading = Read($$$"""
            [{"Id":"abc0123","Name":"/tables","Config":{"Image":"mathesar/mathesar:0.11.0","Env":["POSTGRES_HOST=database","SECRET_KEY={{{Key}}}",
             "POSTGRES_PASSWORD=x","TZ=Europe/Oslo"]},"HostConfig":{"CapAdd":["NET_ADMIN"]},"Mounts":[],
             "NetworkSettings":{"Networks":{{{networks}}} } },
             {"Id":"def0123","Name":"/pg","Config":{"Image":"postgres:17","Env":["POSTGRES_PASSWORD=x"]},
              "HostConfig":{"NetworkMode":"n"},"NetworkSettings":{"Networks":{"n":{"Aliases":["database"]},"third":{"Aliases":["pg"]} } },
              "Mounts":[{"Type":"volume","Name":"pg","Source":"/x","Destination":"/var/lib/postgresql/data"}]}]
            """);
        Assert.Equal(mode, reading.Answer("database.mode"));
        // Names stay in sight where the values may be secret.
        Assert.Contains($"tables: TZ={SecretText.Mask}", reading.Unread.Select(static u => u.Masked));
        Assert.Contains($"tables: CapAdd={SecretText.Mask}", reading.Unread.Select(static u => u.Masked));
    }

    private static void Flags(string client, string[] options, Func<(string[] Flags, string Docker, string Podman), string> told)
    {
        var image = $"localhost/inspected-{Guid.NewGuid():N}/mathesar:0.11.0";
        Outcome Run(params string[] arguments) => new ChildProcess(client, [.. options, .. arguments]).Run().Successful();
        Run("tag", BusyboxImage.Name, image);
        try
        {
            var usual = Told(Run, image, []);
            Assert.Empty(usual);
            Assert.All(s_flags, flag =>
            {
                var (texts, wanted) = (Told(Run, image, flag.Flags), told(flag).Split(['\n', '|'], StringSplitOptions.RemoveEmptyEntries));
                Assert.True(told(flag).Contains('|', StringComparison.Ordinal) ? texts.Length > 0 && texts.All(t => wanted.Any(t.StartsWith))
                    : texts.Length == wanted.Length && wanted.All(w => texts.Any(t => t.StartsWith(w, StringComparison.Ordinal))),
                    $"{string.Join(' ', flag.Flags)} tells: {string.Join(" | ", texts)}");
            });
        }
        finally
        {
            new ChildProcess(client, [.. options, "rmi", image]).Run();
            new ChildProcess(client, [.. options, "volume", "rm", "inspected-media", "inspected-extra"]).Run();
        }
    }

    private static string[] Told(Func<string[], Outcome> run, string image, string[] flags)
    {
        var name = $"inspected-{Guid.NewGuid():N}"[..20];
        run(["create", "--name", name, .. flags, image, "bash", "./bin/mathesar", "run", "-fnse"]);
        try
        {
            return [.. Read(run(["inspect", name]).Output).Unread.Select(u => u.Text.Replace($"{name}: ", "", StringComparison.Ordinal))];
        }
        finally
        {
            run(["rm", "--force", name]);
        }
    }

    private static ImportReading Read(string text) => Importer.Read(new ImportRequest([new FoundFile("c.json", text)], "any"));
}
