using MathesarSetup.Setups;

namespace MathesarSetup.Import;

/// <summary>Installations without containers are read whole: units in every spelling, and <c>.env</c> as whoever reads it does.</summary>
public sealed class HostImportTests
{
    private const string Variables = """
        SECRET_KEY=qf7Ck2vLrT9wXz3HnBs8YdMa5GpJe6UoRi4Kt1Wy0ZxNbVcDfA
        ALLOWED_HOSTS=*
        WEB_CONCURRENCY=4
        MEDIA_ROOT=/srv/mathesar_data/media/
        POSTGRES_HOST=127.0.0.1
        POSTGRES_PORT=5432
        POSTGRES_DB=mathesar_django
        POSTGRES_USER=mathesar
        POSTGRES_PASSWORD=Kd83hfQpWz
        """;

    private const string Gunicorn = $"""
        == .env
        {Variables}
        == tables.service
        [Unit]
        Description=Tables
        After=network.target postgresql.service

        [Service]
        Type=simple
        User=tables
        WorkingDirectory=/srv/tables/app
        EnvironmentFile=/srv/mathesar_data/.env
        ExecStart=/srv/tables/app/.venv/bin/gunicorn config.wsgi -b 0.0.0.0:8123 --timeout 180
        Restart=on-failure

        [Install]
        WantedBy=multi-user.target
        """;

    [Theory]
    [InlineData("target", "systemd")]
    [InlineData("install.name", "tables")]
    [InlineData("access.port", "8123")]
    [InlineData("access.bind", "0.0.0.0")]
    [InlineData("systemd.user", "tables")]
    [InlineData("systemd.directory", "/srv/tables/app")]
    [InlineData("systemd.scope", "system")]
    [InlineData("storage.directory", "/srv/mathesar_data")]
    [InlineData("database.password", "Kd83hfQpWz")]
    [InlineData("tuning.workers", "4")]
    public void A_unit_that_calls_gunicorn_is_read(string key, string text) => Assert.Equal(text, Described.Read(Gunicorn).Answer(key));

    [Theory]
    [InlineData("[Service]\nUser=tables\nWorkingDirectory=/srv/tables\nEnvironment=SECRET_KEY=zz-not-a-real-key-5571239081723098172398172398 "
        + "POSTGRES_HOST=h POSTGRES_DB=d POSTGRES_USER=u POSTGRES_PASSWORD=teal-77\nExecStart=/srv/tables/.venv/bin/gunicorn config.wsgi -b :8123",
        "8123")]
    [InlineData("[Service]\nUser=tables\nWorkingDirectory=/opt/mathesar\nEnvironmentFile=/etc/tables.env\n"
        + "ExecStart=/opt/mathesar/mathesar-venv/bin/gunicorn config.wsgi:application -b 127.0.0.1:8123", "8123")]
    [InlineData("[Service]\nUser=other\nWorkingDirectory=/srv/other\nEnvironment=SECRET_KEY=x DATABASE_URL=sqlite:///x\n"
        + "ExecStart=/srv/other/.venv/bin/gunicorn config.wsgi -b 127.0.0.1:8123", null)]
    [InlineData("[Service]\nWorkingDirectory=/opt/mathesar\nExecStart=/opt/mathesar/backup.sh", null)]
    public void A_unit_alone_is_read_where_something_in_it_is_Mathesars(string unit, string? port) =>
        Assert.Equal(port, Described.Read($"== tables.service\n{unit}\n").Answer("access.port"));

    [Fact]
    public void What_such_a_unit_says_besides_is_told_and_its_variables_make_room()
    {
        var reading = Described.Read(Gunicorn);
        Assert.Equal(["After=network.target postgresql.service", "Description=Tables", "ExecStart: --timeout 180", "Type=simple"],
            reading.Told().Order(StringComparer.Ordinal));
        Assert.Equal(".env", Assert.Single(reading.Replaced).Path);
        Assert.Contains("MEDIA_ROOT='/srv/mathesar_data/media'",
            Setup.Of(reading.With(new("0.11.0", "it was said", IsExact: true)).Draft).Files
                .Single(f => f.Path == ".env").Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/opt/m/bin/gunicorn config.wsgi -b127.0.0.1:8001", "127.0.0.1", "8001", null)]
    [InlineData("/opt/m/bin/gunicorn config.wsgi --bind=[::1]:8002 -w3", "::1", "8002", "3")]
    [InlineData("/opt/m/bin/gunicorn --workers 5 --bind :8003 config.wsgi", "0.0.0.0", "8003", "5")]
    [InlineData("/opt/m/bin/gunicorn --workers=5 -b localhost:8004 config.wsgi:application", "127.0.0.1", "8004", "5")]
    [InlineData("/opt/m/bin/gunicorn -b unix:/run/m.sock -b 10.0.0.5:8005 config.wsgi", "10.0.0.5", "8005", null)]
    [InlineData("/opt/m/bin/gunicorn -b 0.0.0.0:${LISTEN} -w $COUNT config.wsgi", "0.0.0.0", "8006", "6")]
    [InlineData("/opt/m/bin/gunicorn config.wsgi", "127.0.0.1", "8000", null)]
    [InlineData("/opt/m/bin/mathesar run --port 8007", "0.0.0.0", "8007", null)]
    [InlineData("/opt/m/bin/mathesar run -e --host=127.0.0.1 --port=8008", "127.0.0.1", "8008", null)]
    [InlineData("/bin/bash -c \"/opt/m/bin/mathesar run --addr 127.0.0.1 --port 8009\"", "127.0.0.1", "8009", null)]
    [InlineData("/bin/sh -lc 'cd /opt/m && exec ./bin/mathesar run --port 8010'", "0.0.0.0", "8010", null)]
    [InlineData("/usr/bin/env PYTHONUNBUFFERED=1 /opt/m/bin/mathesar run \\\n  --port 8011", "0.0.0.0", "8011", null)]
    [InlineData("-/usr/bin/env -S /opt/m/bin/python3 -m gunicorn config.wsgi -b 0.0.0.0:8012", "0.0.0.0", "8012", null)]
    public void Every_spelling_of_the_command_is_read(string command, string bind, string port, string? workers)
    {
        var reading = Described.Read($"""
            == m.service
            [Service]
            ExecStart={command}
            Environment=LISTEN=8006 COUNT=6
            == .env
            POSTGRES_HOST=localhost
            POSTGRES_DB=mathesar_django
            SECRET_KEY=kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
            """);
        Assert.Equal((bind, port, workers), (reading.Answer("access.bind"), reading.Answer("access.port"), reading.Answer("tuning.workers")));
    }

    [Theory]
    // The launcher reads .env over what systemd read, unless it is told to leave it.
    [InlineData("bin/mathesar run", "launcher \\n")]
    [InlineData("bin/mathesar run -e", "launcher n")]
    [InlineData("bin/gunicorn config.wsgi", "launcher n")]
    public void The_file_of_variables_is_read_as_whoever_reads_it_does(string command, string name)
    {
        var reading = Described.Read($"""
            == m.service
            [Service]
            ExecStart=/opt/m/{command}
            Environment=POSTGRES_DB=unit POSTGRES_USER=unit
            EnvironmentFile=-/etc/m/.env
            == .env
            POSTGRES_HOST=localhost
            POSTGRES_DB="launcher \\n"
            SECRET_KEY=kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
            """.Replace("\\\\n", command.EndsWith("run", StringComparison.Ordinal) ? "\\n" : "n", StringComparison.Ordinal));
        Assert.Equal(name, reading.Answer("database.name"));
        Assert.Equal("unit", reading.Answer("database.user"));
    }

    [Fact]
    public void Drop_ins_change_a_unit_and_limits_are_read()
    {
        var reading = Described.Read("""
            == m.service
            [Service]
            ExecStart=/opt/m/bin/mathesar run --port 8001
            Environment=GUNICORN_CMD_ARGS=--timeout=900
            MemoryMax=1G
            == m.service.d/20-more.conf
            [Service]
            ExecStart=
            ExecStart=/opt/m/bin/mathesar run --port 8077
            MemoryMax=3G
            CPUQuota=150%
            == m.service.d/10-less.conf
            [Service]
            MemoryMax=2G
            == other.service
            [Service]
            ExecStart=/usr/bin/other --port 9
            == .env
            POSTGRES_HOST=localhost
            POSTGRES_DB=mathesar_django
            SECRET_KEY=kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
            """);
        Assert.Equal(("8077", "3g", "1.5"), (reading.Answer("access.port"), reading.Answer("limits.memory"), reading.Answer("limits.cpus")));
        Assert.Equal(["Environment=GUNICORN_CMD_ARGS=--timeout=900", "ExecStart: --port 9", "ExecStart: /usr/bin/other"],
            reading.Told().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_of_variables_that_is_elsewhere_is_asked_for()
    {
        var reading = Described.Read("""
            == m.service
            [Service]
            ExecStart=/opt/m/bin/mathesar run -e --port 8001
            EnvironmentFile=/etc/default/tables
            """);
        Assert.Equal("systemd", reading.Target);
        Assert.Equal(["database.host", "database.name", "database.password", "database.user", "secrets.key"], reading.Asked());
        Assert.True(reading.IsForbidden);
    }

    [Theory]
    [InlineData("mathesar@.service", "WorkingDirectory=/srv/%i\nExecStart=/srv/%i/bin/mathesar run -e", "systemd.directory")]
    [InlineData("mathesar@.service", "ExecStart=/srv/%I/bin/mathesar run -e", "systemd.directory")]
    [InlineData("mathesar@.service", "WorkingDirectory=/srv/m\nExecStart=/srv/m/bin/mathesar run -e\nEnvironment=POSTGRES_DB=%i", "database.name")]
    [InlineData("mathesar.service", "WorkingDirectory=/srv/%H\nExecStart=/srv/m/bin/mathesar run -e", "systemd.directory")]
    public void What_a_unit_leaves_to_its_instance_or_the_machine_is_asked_for(string path, string lines, string key)
    {
        var reading = Described.Read($"== {path}\n[Service]\nEnvironment=SECRET_KEY=abcdefghijklmnopqrstuvwxyzabcdefghijklmnop POSTGRES_HOST=db "
            + $"POSTGRES_PASSWORD=a%%i POSTGRES_USER=m POSTGRES_DB=m\n{lines}\n");
        Assert.Equal([key], reading.Asked());
        Assert.Null(reading.Answer(key));
        Assert.Equal("a%i", reading.Answer("database.password"));
        Assert.True(reading.IsForbidden);
    }

    [Fact]
    public void The_name_of_an_instance_is_put_in() => Assert.Equal("/srv/tables", Described.Read("""
        == mathesar@tables.service
        [Service]
        WorkingDirectory=/srv/%i
        ExecStart=/srv/%i/bin/mathesar run -e
        """).Answer("systemd.directory"));

    [Theory]
    [InlineData("values.yaml",
        "image:\n  repository: mathesar/mathesar\nenv:\n  POSTGRES_HOST: pg.databases.svc\n  SECRET_KEY: kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk")]
    [InlineData("notes.txt", "Set it so:\nPOSTGRES_HOST=pg\nSECRET_KEY=kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk")]
    [InlineData("postgres.env", "POSTGRES_DB=app\nPOSTGRES_USER=app\nPOSTGRES_PASSWORD=x")]
    [InlineData("other.service", "[Service]\nExecStart=/usr/bin/gunicorn shop.wsgi\nEnvironment=POSTGRES_HOST=pg SECRET_KEY=k")]
    public void What_is_no_file_of_Mathesars_variables_is_not_taken_for_one(string path, string text)
    {
        var reading = Described.Read($"== {path}\n{text}");
        Assert.Null(reading.Target);
        Assert.True(reading.IsForbidden);
    }

    [Fact]
    public void Where_names_of_variables_alone_say_that_it_is_Mathesar_it_is_asked_whether()
    {
        const string env = "== .env\nPOSTGRES_HOST=pg\nPOSTGRES_DB=shop\nSECRET_KEY=kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n";
        Assert.Contains(Described.Read(env).Findings, f => f.Code == "import.variables-alone");
        Assert.DoesNotContain(Described.Read(env + "== m.service\n[Service]\nExecStart=/opt/m/bin/mathesar run").Findings,
            f => f.Code == "import.variables-alone");
    }
}
