using MathesarSetup.App.Importing;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Installations;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Importing;

/// <summary>An installation that is read from its containers, on the real engine.</summary>
public sealed class ContainerImportTests : IClassFixture<ContainerImportTests.Team>
{
    private readonly OldInstallation _old;

    public ContainerImportTests(Team team) => _old = team.Installation;

    [Fact]
    public async Task By_name_its_directory_is_found_and_the_running_one_says_its_release()
    {
        _old.Up();
        var (reading, directory) = await ReadAsync(_old.Web);
        Assert.Equal(_old.Directory, directory);
        Assert.False(reading.IsForbidden, Codes(reading));
        Assert.Equal(("compose", "0.9.0", true), (reading.Target, reading.Release!.Value, reading.Release.IsExact));
        Assert.Contains($"the container {_old.Web} says so itself", reading.Release.Because, StringComparison.Ordinal);
        Assert.Equal((_old.Name, "./msar/pgdata", OldInstallation.Key, "0.9.0"),
            (Text(reading, "install.name"), Text(reading, "kept.database-data"), Text(reading, "secrets.key"), Text(reading, "mathesar.version")));
        Assert.Contains(reading.Findings, f => f.Code == "import.directory");
        Assert.DoesNotContain(reading.Findings, f => f.Code is "import.release-unsure" or "import.runs-otherwise");
    }

    [Fact]
    public async Task A_label_names_it_too_and_another_container_of_it_does()
    {
        _old.Up();
        foreach (var way in new[]
        {
            $"com.docker.compose.project={_old.Name}",
            $"com.docker.compose.project.working_dir={_old.Directory}",
            _old.Database,
            _old.Extra,
        })
        {
            var (reading, directory) = await ReadAsync(way);
            Assert.Equal((_old.Directory, "0.9.0"), (directory, reading.Release?.Value));
        }
    }

    [Fact]
    public async Task A_stopped_one_is_read_and_the_files_inside_it_tell_its_release()
    {
        _old.Up();
        _old.RunCompose("stop", "--timeout", "2");
        var (reading, directory) = await ReadAsync(_old.Web);
        Assert.Equal((_old.Directory, OldInstallation.Key), (directory, Text(reading, "secrets.key")));
        Assert.Equal(("0.9.0", true), (Text(reading, "mathesar.version"), reading.Release!.IsExact));
        Assert.Contains("/code/mathesar/__init__.py inside the container", reading.Release.Because, StringComparison.Ordinal);
        Assert.Contains(await ContainerImporter.ListAsync(TestContext.Current.CancellationToken),
            c => c.Name == _old.Web && !c.IsRunning && c.Directory == _old.Directory);
    }

    [Fact]
    public async Task Where_its_container_is_gone_the_last_migration_in_the_database_tells_it()
    {
        _old.Up();
        _old.WaitUntilItAnswers();
        _old.Docker("rm", "--force", _old.Web);
        var (reading, _) = await ReadAsync(_old.Database);
        Assert.Equal(("0.9.0", true), (Text(reading, "mathesar.version"), reading.Release!.IsExact));
        Assert.Contains("0010_server_sslmode", reading.Release.Because, StringComparison.Ordinal);

        _old.Docker("stop", "--time", "2", _old.Database);
        Assert.Equal("unknown", Text((await ReadAsync(_old.Database)).Reading, "mathesar.version"));
        _old.Up();
    }

    [Fact]
    public async Task A_release_that_calls_itself_by_the_name_of_the_one_before_is_not_taken_for_it()
    {
        using var engine = new EngineConnection((await EngineFinder.FindAsync(TestContext.Current.CancellationToken)).Engine!.Endpoint);
        foreach (var (way, name) in new[] { ("create", $"{_old.Name}-created"), ("run", $"{_old.Name}-running") })
        {
            _old.Docker([way, .. way == "run" ? ["--detach"] : Array.Empty<string>(), "--name", name, "--stop-timeout", "0",
                StandIns.Mathesar("0.10.0"), "sleep", "300"]);
            var told = await RunningRelease.OfContainerAsync(engine, (await engine.FindContainerAsync(name, TestContext.Current.CancellationToken))!,
                TestContext.Current.CancellationToken);
            Assert.Equal("0.10.0 to 0.10.1", told!.Range.ToString());
        }
    }

    [Fact]
    public async Task What_runs_otherwise_than_the_files_say_is_told()
    {
        _old.Up();
        var env = Path.Join(_old.Directory, ".env");
        var before = File.ReadAllText(env);
        File.WriteAllText(env, before.Replace(OldInstallation.Key, "another-key-of-thirty-two-letters-or-more", StringComparison.Ordinal));
        try
        {
            var (reading, _) = await ReadAsync(_old.Web);
            Assert.Contains(reading.Findings, f => f.Code == "import.runs-otherwise" && f.Message.Contains("secrets.key", StringComparison.Ordinal));
        }
        finally
        {
            File.WriteAllText(env, before);
        }
    }

    [Fact]
    public async Task Where_the_directory_is_gone_the_containers_tell_what_they_know_and_what_is_lost_is_said()
    {
        _old.Up();
        var away = _old.Directory + "-away";
        var compose = Path.Join(_old.Directory, "docker-compose.yml");
        File.Move(compose, away);
        try
        {
            var (reading, directory) = await ReadAsync(_old.Web);
            Assert.Null(directory);
            Assert.False(reading.IsForbidden, Codes(reading));
            Assert.Equal(($"{_old.Directory}/msar/pgdata", OldInstallation.Key, "0.9.0"),
                (Text(reading, "kept.database-data"), Text(reading, "secrets.key"), Text(reading, "mathesar.version")));
            Assert.Contains(reading.Findings, f => f.Code == "import.directory-gone" && f.Message.Contains(_old.Directory, StringComparison.Ordinal));
        }
        finally
        {
            File.Move(away, compose);
        }
    }

    [Fact]
    public async Task A_key_that_Mathesar_made_itself_is_read_from_inside_running_or_not()
    {
        var name = $"{_old.Name}-alone";
        _old.Docker("create", "--name", name, "--env", "ALLOWED_HOSTS=localhost", "--env", "POSTGRES_HOST=db.example.com", "--env",
            "POSTGRES_DB=tables", "--env", "POSTGRES_USER=tables", "--env", "POSTGRES_PASSWORD=of-no-use", StandIns.Root, "sleep", "infinity");
        using var folder = new TemporaryDirectory();
        folder.Write("code/.secrets/secret_key.txt", "a-key-that-was-made-inside-the-container\n");
        _old.Docker("cp", folder.At("code"), $"{name}:/");
        var (reading, _) = await ReadAsync(name);
        Assert.Equal("a-key-that-was-made-inside-the-container", Text(reading, "secrets.key"));
        Assert.DoesNotContain(reading.Findings, f => f.Code == "import.key-unread");
    }

    [Fact]
    public async Task What_is_not_there_or_is_no_Mathesar_is_a_finding()
    {
        Assert.Equal("import.container-not-found", Assert.Single((await ReadAsync("no-such-" + _old.Name)).Reading.Findings).Code);
        Assert.Equal("import.container-not-found", Assert.Single((await ReadAsync("no.such.label=" + _old.Name)).Reading.Findings).Code);
        var name = $"{_old.Name}-other";
        _old.Docker("create", "--name", name, StandIns.Root, "true");
        Assert.Equal("import.not-mathesar", Assert.Single((await ReadAsync(name)).Reading.Findings).Code);
    }

    private static Task<(ImportReading Reading, string? Directory)> ReadAsync(string name) =>
        ContainerImporter.ReadAsync(name, null, TestContext.Current.CancellationToken);

    private static string? Text(ImportReading reading, string key) => reading.Draft.Texts.GetValueOrDefault(key);

    private static string Codes(ImportReading reading) => string.Join('\n', reading.Findings.Select(f => $"{f.Code} {f.Message}"));

    /// <summary>One installation for all tests of the class, which run one after the other.</summary>
    public sealed class Team : IDisposable
    {
        public OldInstallation Installation { get; } = new();

        public void Dispose() => Installation.Dispose();
    }
}
