namespace MathesarSetup.Import;

/// <summary>Quadlet's files are read whole: as Quadlet reads them, and what is no answer is told.</summary>
public sealed class QuadletImportTests
{
    private const string Key = "zz-not-a-real-key-5571239081723098172398172398172398";

    private const string Pod = $"""
        == tables.container
        [Unit]
        Description=Tables
        Requires=tables-db.service
        After=tables-db.service

        [Container]
        Image=docker.io/mathesar/mathesar:0.10.1
        ContainerName=tables
        Pod=tables.pod
        AutoUpdate=registry
        EnvironmentFile=%h/tables/tables.env
        Environment=POSTGRES_HOST=localhost POSTGRES_DB=tables POSTGRES_USER=tables
        Secret=tables-db-pw,type=env,target=POSTGRES_PASSWORD
        Volume=%h/tables/media:/code/.media:Z
        Volume=tables-secrets.volume:/code/.secrets:U

        [Service]
        Restart=always
        == tables.container.d/10-hosts.conf
        [Container]
        Environment=ALLOWED_HOSTS=tables.creek.example,10.4.0.3
        Environment=WEB_CONCURRENCY=7
        == edge.network
        [Network]
        IPv6=true
        Subnet=10.89.7.0/24
        == tables-db.container
        [Container]
        Image=docker.io/library/postgres:16
        ContainerName=tables-db
        Pod=tables.pod
        Environment=POSTGRES_DB=tables POSTGRES_USER=tables
        Secret=tables-db-pw,type=env,target=POSTGRES_PASSWORD
        Volume=tables-db.volume:/var/lib/postgresql/data
        == tables-db.volume
        [Volume]
        VolumeName=tables-pg-data
        == tables-secrets.volume
        [Volume]
        == tables.pod
        [Pod]
        PodName=tables
        PublishPort=127.0.0.1:8099:8000
        Network=edge.network

        [Install]
        WantedBy=default.target
        == tables.env
        SECRET_KEY={Key}
        TZ=Europe/Zagreb
        """;

    [Theory]
    [InlineData("target", "podman")]
    [InlineData("install.name", "tables")]
    [InlineData("mathesar.version", "0.10.1")]
    [InlineData("access.port", "8099")]
    [InlineData("access.bind", "127.0.0.1")]
    [InlineData("access.hosts", "tables.creek.example,10.4.0.3")]
    [InlineData("tuning.workers", "7")]
    [InlineData("secrets.key", Key)]
    [InlineData("database.mode", "bundled")]
    [InlineData("database.version", "16")]
    [InlineData("database.name", "tables")]
    [InlineData("database.user", "tables")]
    [InlineData("database.password", null)]
    [InlineData("kept.database-data", "external:tables-pg-data")]
    [InlineData("kept.media-data", "~/tables/media")]
    [InlineData("kept.secrets-data", "external:systemd-tables-secrets")]
    [InlineData("podman.auto-update", "true")]
    public void A_pod_with_its_drop_ins_is_read(string key, string? text) => Assert.Equal(text, Described.Read(Pod).Answer(key));

    [Fact]
    public void What_the_pod_says_besides_is_told_entry_by_entry()
    {
        var reading = Described.Read(Pod);
        Assert.Equal(["database.password"], reading.Asked());
        Assert.Equal(
        [
            "Description=Tables", "IPv6=true", "Network=edge.network", "PodName=tables", "Requires=tables-db.service",
            "Secret=tables-db-pw,type=env,target=POSTGRES_PASSWORD", "Subnet=10.89.7.0/24", "TZ=Europe/Zagreb",
            "WantedBy=default.target",
        ], reading.Told().Except(["After=tables-db.service", "Pod=tables.pod"]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(reading.Findings, f => f.Code == "database.localhost");
    }

    [Fact]
    public void A_secret_that_podman_alone_holds_is_asked_for_and_the_name_is_Mathesars_own()
    {
        var reading = Described.Read("""
            == t-pg.container
            [Container]
            Image=docker.io/library/postgres:16
            ContainerName=t-pg
            Network=t.network
            Secret=pw,type=env,target=POSTGRES_PASSWORD
            Volume=d.volume:/var/lib/postgresql/data
            == tables.container
            [Container]
            Image=docker.io/mathesar/mathesar:0.11.0
            Network=t.network
            Environment=POSTGRES_HOST=t-pg "SECRET_KEY=nk-not-a-real-key-0123456789-abcdefghijklmnopqrstuvwx"
            Secret=pw,type=env,target=POSTGRES_PASSWORD
            """);
        Assert.True(reading.IsForbidden);
        Assert.Equal(["database.password"], reading.Asked());
        Assert.Equal("tables", reading.Answer("install.name"));
        Assert.Equal("external:systemd-d", reading.Answer("kept.database-data"));
        Assert.Null(reading.Answer("database.password"));
    }

    [Theory]
    [InlineData("Environment=A=1\nEnvironment=\nEnvironment=WEB_CONCURRENCY=3", "tuning.workers", "3")]
    [InlineData("Environment=WEB_CONCURRENCY=3\nEnvironment=", "tuning.workers", null)]
    [InlineData("Environment=\"POSTGRES_DB=two words\" 'POSTGRES_USER=a b'", "database.name", "two words")]
    [InlineData("Environment=POSTGRES_DB=one \\\n  # between\n  POSTGRES_USER=two", "database.user", "two")]
    [InlineData("Environment=POSTGRES_DB=%N", "database.name", "tables")]
    [InlineData("Environment=POSTGRES_DB=50%%", "database.name", "50%")]
    [InlineData("Image=first:1\nImage=docker.io/mathesar/mathesar:0.12.0", "mathesar.version", "0.12.0")]
    [InlineData("PublishPort=8001:8000", "access.port", "8001")]
    [InlineData("PublishPort=9090:9090\nPublishPort=[::1]:8002:8000", "access.port", "8002")]
    [InlineData("PodmanArgs=--publish 127.0.0.1:8003:8000 -e WEB_CONCURRENCY=4", "tuning.workers", "4")]
    [InlineData("PodmanArgs=--publish 127.0.0.1:8003:8000 -e WEB_CONCURRENCY=4", "access.port", "8003")]
    [InlineData("PodmanArgs=--memory=2g --cpus=1.5", "limits.memory", "2g")]
    [InlineData("PodmanArgs=--memory=2g --cpus=1.5", "limits.cpus", "1.5")]
    [InlineData("Mount=type=bind,source=/srv/up,destination=/code/.media", "kept.media-data", "/srv/up")]
    [InlineData("Volume=media.volume:/code/.media", "kept.media-data", "external:systemd-media")]
    [InlineData("Volume=/srv/up:/code/.media:ro,Z", "kept.media-data", "/srv/up")]
    [InlineData("EnvironmentFile=./one.env\nEnvironmentFile=/elsewhere/two.env", "database.name", "two")]
    [InlineData("Network=host", "proxy.kind", null)]
    [InlineData("Network=edge:alias=m", "proxy.network", "edge")]
    public void Every_spelling_of_Quadlet_is_read(string lines, string key, string? text)
    {
        var reading = Described.Read($"""
            == other.container
            [Container]
            Image=docker.io/library/nginx:1
            Environment=WEB_CONCURRENCY=99
            PublishPort=80:8000
            == tables.container
            [Container]
            Image=docker.io/mathesar/mathesar:0.11.0
            {lines}
            Environment=POSTGRES_HOST=pg.example.com
            == one.env
            POSTGRES_DB=one
            == two.env
            POSTGRES_DB=two
            """);
        Assert.Equal(text, reading.Answer(key));
        Assert.Equal("tables", reading.Answer("install.name"));
        Assert.Contains("Image=docker.io/library/nginx:1", reading.Told());
    }

    [Fact]
    public void A_file_of_variables_that_is_not_there_leaves_what_it_may_hold_open()
    {
        var reading = Described.Read("""
            == tables.container
            [Container]
            Image=docker.io/mathesar/mathesar:0.11.0
            EnvironmentFile=/etc/tables.conf
            Environment=POSTGRES_HOST=pg POSTGRES_DB=t
            """);
        Assert.Equal(["database.password", "database.user", "secrets.key"], reading.Asked());
        Assert.Contains(reading.Findings, f => f.Message.Contains("/etc/tables.conf", StringComparison.Ordinal));
    }

    [Fact]
    public void An_image_that_another_unit_fetches_is_found_there()
    {
        var reading = Described.Read("""
            == tables.container
            [Container]
            Image=m.image
            Environment=POSTGRES_HOST=pg SECRET_KEY=nk-not-a-real-key-0123456789-abcdefghijklmnopqrstuvwx
            == m.image
            [Image]
            Image=docker.io/mathesar/mathesar:0.11.0
            """);
        Assert.Equal("0.11.0", reading.Answer("mathesar.version"));
    }
}
