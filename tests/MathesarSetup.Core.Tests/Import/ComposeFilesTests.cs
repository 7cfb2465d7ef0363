using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.Import;

/// <summary>Every file that Compose reads is read, and one that is not here is told.</summary>
public sealed class ComposeFilesTests
{
    private const string Values =
        "POSTGRES_DB=orchard\nPOSTGRES_PASSWORD=plum-tree-3\nSECRET_KEY=zz-not-a-real-key-5571239081723098172398172398172398\n";

    [Theory]
    [InlineData("env_file: config/tables.env", "config/tables.env")]
    [InlineData("env_file: [./config/tables.env]", "config/tables.env")]
    [InlineData("env_file:\n      - path: ./config/../config/tables.env\n        required: true", "config/tables.env")]
    [InlineData("env_file:\n      - {path: config/none.env, required: false}\n      - ../shared.env", "../shared.env")]
    [InlineData("env_file: /srv/tables.env", "/srv/tables.env")]
    [InlineData("env_file: ~/tables.env", "~/tables.env")]
    public void An_env_file_is_read_in_every_form(string line, string path)
    {
        var project = Of(line);
        Assert.Contains(path, KnownTargets.Mentioned(project.Request));
        var reading = (project with { Files = [.. project.Files, (path, Values)] }).Read();
        Assert.Equal(("orchard", "plum-tree-3", false), (Text(reading, "database.name"), Text(reading, "database.password"), reading.IsForbidden));
        Assert.StartsWith("zz-", Text(reading, "secrets.key"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_env_file_that_is_not_here_may_hold_is_unknown_and_never_made_up()
    {
        var reading = Of("env_file: [config/tables.env]").Read();
        Assert.Contains(reading.Findings, f => f.Code == "import.file-unread" && f.Message.Contains("config/tables.env", StringComparison.Ordinal));
        Assert.Equal(["database.password", "secrets.key"], reading.Findings.Where(f => f.Severity is Severity.Error).Select(f => f.Key).Order());
        Assert.DoesNotContain(reading.Findings, f => f.Code == "import.key-unread");
    }

    [Fact]
    public void A_file_of_its_own_may_be_included_with_its_own_directory_and_variables()
    {
        var project = new ForeignProject(
            ("compose.yaml", "include:\n  - path: apps/tables/compose.yaml\nservices:\n  other: { image: x }\n"),
            ("apps/tables/compose.yaml", "services:\n  tables:\n    image: mathesar/mathesar:${TAG}\n    env_file: tables.env\n"
                + "    volumes: ['./media:/code/.media']\n"),
            ("apps/tables/.env", "TAG=0.10.1\n"),
            ("apps/tables/tables.env", Values + "POSTGRES_HOST=db.example.com\n"));
        var reading = project.Read();
        Assert.Equal(("0.10.1", "./apps/tables/media", "plum-tree-3"),
            (Text(reading, "mathesar.version"), Text(reading, "kept.media-data"), Text(reading, "database.password")));
    }

    [Fact]
    public void A_service_may_extend_another_one_of_the_file_or_of_another()
    {
        var project = new ForeignProject(
            ("compose.yaml",
                "services:\n  tables:\n    extends: { file: base/common.yml, service: mathesar }\n"
                    + "    environment: { POSTGRES_HOST: db.example.com }\n"),
            ("base/common.yml",
                "services:\n  basis:\n    environment: { SECRET_KEY: zz-not-a-real-key-5571239081723098172398172398 }\n    env_file: [x.env]\n"
                    + "  mathesar:\n    extends: basis\n    image: mathesar/mathesar:0.11.0\n"),
            ("base/x.env", "POSTGRES_PASSWORD=plum\n"));
        var reading = project.Read();
        Assert.Equal(("0.11.0", "existing", "plum"),
            (Text(reading, "mathesar.version"), Text(reading, "database.mode"), Text(reading, "database.password")));
    }

    [Theory]
    [InlineData("include: [apps/none.yaml]\nservices: { x: { image: y } }")]
    [InlineData("services: { x: { extends: { file: apps/none.yaml, service: x } } }")]
    public void A_file_that_says_what_runs_and_is_not_here_forbids(string text) =>
        Assert.Contains(new ForeignProject(("compose.yaml", text)).Read("x").Findings, f => f.Code == "import.file-unread"
            && f.Severity is Severity.Error && f.Message.Contains("apps/none.yaml", StringComparison.Ordinal));

    [Theory]
    [InlineData("docker-compose.prod.yml")]
    [InlineData("docker-stack.yml")]
    [InlineData("standard input")]
    public void A_file_under_any_name_is_found_by_what_is_in_it(string name)
    {
        var reading = new ForeignProject((name, ForeignProject.Of().Files[0].Text), (".env", "A=1\n"), ("values.yaml", "image: {}\n")).Read();
        Assert.Equal(("compose", "otter-88"), (reading.Target, Text(reading, "database.password")));
        Assert.Contains(reading.Findings, f => f.Code == "import.other-name");
    }

    [Fact]
    public void Of_several_under_other_names_a_person_says_which()
    {
        var text = ForeignProject.Of().Files[0].Text;
        var reading = new ForeignProject(("docker-compose.prod.yml", text), ("docker-compose.dev.yml", text)).Read();
        Assert.Contains(reading.Findings, f => f.Code == "import.files-several"
            && f.Message.Contains("docker-compose.prod.yml, docker-compose.dev.yml", StringComparison.Ordinal));
        Assert.Equal("compose", Importer.Read(new ImportRequest([new FoundFile("docker-compose.prod.yml", text)], "x")
        {
            ComposeFiles = ["./docker-compose.prod.yml"],
        }).Target);
    }

    [Fact]
    public void Variables_name_the_files_and_what_separates_them()
    {
        var reading = new ForeignProject(
            (".env", "COMPOSE_FILE=deploy/a.yml;deploy/b.yml\nCOMPOSE_PATH_SEPARATOR=;\n"),
            ("deploy/a.yml", ForeignProject.Of("env_file: a.env").Files[0].Text),
            ("deploy/b.yml", "services: { tables: { ports: ['127.0.0.1:8055:8000'] } }"),
            ("deploy/a.env", "WEB_CONCURRENCY=7\n")).Read();
        Assert.Equal(("8055", "7", "deploy"), (Text(reading, "access.port"), Text(reading, "tuning.workers"), Text(reading, "install.name")));
    }

    [Fact]
    public void Yaml_of_another_kind_is_no_env_file()
    {
        var reading =
            new ForeignProject(("settings.yaml", "env:\n  POSTGRES_HOST: pg\n  SECRET_KEY: kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n")).Read();
        Assert.True(reading.IsForbidden);
        Assert.Empty(reading.Draft.Texts);
    }

    [Theory]
    [InlineData("services: { tables: { ports: !override ['9000:8000'] } }", "9000")]
    [InlineData("services: { tables: { ports: !reset [] } }", "")]
    public void A_later_file_takes_back_and_replaces(string text, string port)
    {
        var project = ForeignProject.Of("ports: ['8055:8000']");
        Assert.Equal(port, Text((project with { Files = [.. project.Files, ("compose.override.yaml", text)] }).Read(), "access.port"));
    }

    private static ForeignProject Of(string line) => new(("compose.yaml", $$"""
        services:
          tables:
            image: mathesar/mathesar:0.9.0
            {{line}}
            environment: { POSTGRES_HOST: db }
          db:
            image: postgres:16
            {{line}}
            volumes: ["pg:/var/lib/postgresql/data"]
        volumes: { pg: }
        """));

    private static string Text(ImportReading reading, string key) => reading.Draft.Texts.GetValueOrDefault(key, "");
}
