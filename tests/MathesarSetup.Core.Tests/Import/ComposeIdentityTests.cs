using MathesarSetup.Findings;
using MathesarSetup.Installations;

namespace MathesarSetup.Import;

/// <summary>Mathesar, its database and its proxy are told by image and name, never by being first, and never by a name that nobody has.</summary>
public sealed class ComposeIdentityTests
{
    private const string Key = "SECRET_KEY: zz-not-a-real-key-5571239081723098172398172398172398";

    [Fact]
    public void Without_a_host_no_service_becomes_the_database()
    {
        var project = new ForeignProject(("compose.yaml", $$"""
            services:
              tables:
                image: mathesar/mathesar:0.9.0
                environment: { {{Key}} }
                volumes: ["pg:/var/lib/postgresql"]
              uptime:
                image: louislam/uptime-kuma:1
                ports: ["3001:3001"]
            volumes: { pg: }
            """));
        var reading = project.Read();
        Assert.Equal(("builtin", "pg"), (Text(reading, "database.mode"), Text(reading, "kept.database-data")));
        Assert.False(reading.Draft.Texts.ContainsKey("kept.database-service"));
        Assert.Equal("louislam/uptime-kuma:1", project.Rewritten()["services"]!["uptime"]!["image"]!.GetValue<string>());
    }

    [Fact]
    public void The_image_counts_before_variables_and_order()
    {
        var reading = ForeignProject.Of(more: "").Files[0].Text is var own ? new ForeignProject(("compose.yaml", own.Replace("services:\n", """
            services:
              school:
                image: registry.example/school:3
                environment: { ALLOWED_HOSTS: school.example, POSTGRES_HOST: db, POSTGRES_DB: school, SECRET_KEY: another-key-0123456789012345678901 }

            """, StringComparison.Ordinal))).Read() : null!;
        Assert.Equal(("tables", "0.11.0"), (Text(reading, "kept.web-service"), reading.Release?.Value));
        Assert.StartsWith("zz-", Text(reading, "secrets.key"), StringComparison.Ordinal);
        Assert.DoesNotContain(reading.Findings, f => f.Code == "import.mathesar-unsure");
    }

    [Theory]
    [InlineData("registry.example:5000/mirror/mathesar/mathesar:0.11.0")]
    [InlineData("ghcr.io/somebody/mathesar:0.11.0")]
    [InlineData("docker.io/mathesar/mathesar-prod:0.11.0")]
    public void A_copy_in_another_registry_is_Mathesar(string image)
    {
        var project = new ForeignProject(("compose.yaml", $"services: {{ x: {{ image: '{image}', environment: {{ {Key} }} }} }}"));
        Assert.Equal("x", Text(project.Read(), "kept.web-service"));
    }

    [Fact]
    public void A_build_upon_its_image_is_Mathesar_and_goes_on_being_built()
    {
        var project = new ForeignProject(
            ("compose.yaml", ForeignProject.Of("build: { context: ./web }").Files[0].Text.Replace("    image: mathesar/mathesar:0.11.0\n", "",
                StringComparison.Ordinal)),
            ("web/Dockerfile", "ARG V=0.11.0\nFROM mathesar/mathesar:${V} AS base\nRUN true\nFROM base\n"));
        Assert.Equal(("tables", "0.11.0"), (Text(project.Read(), "kept.web-service"), project.Read().Release?.Value));
        var web = project.Rewritten()["services"]!["tables"]!;
        Assert.Equal("/site/web", web["build"]!["context"]!.GetValue<string>());
        Assert.Null(web["image"]);
    }

    [Fact]
    public void Variables_alone_are_a_question()
    {
        var reading = new ForeignProject(("compose.yaml", ForeignProject.Of().Files[0].Text
            .Replace("mathesar/mathesar:0.11.0", "registry.example/tables:7", StringComparison.Ordinal)
            .Replace("POSTGRES_HOST: db", "POSTGRES_HOST: db\n      ALLOWED_HOSTS: tables.example", StringComparison.Ordinal))).Read();
        var finding = Assert.Single(reading.Findings, f => f.Code == "import.mathesar-unsure");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("tables", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_a_person_says_which()
    {
        var project = ForeignProject.Of(more: $$"""
              staging:
                image: mathesar/mathesar:0.12.0
                container_name: tables-staging
                environment: { {{Key}}, POSTGRES_HOST: other.example.org, POSTGRES_PASSWORD: other }
            """);
        var refused = project.Read();
        var finding = Assert.Single(refused.Findings, f => f.Code == "import.mathesars-several");
        Assert.Contains("tables, staging", finding.Message, StringComparison.Ordinal);
        Assert.True(refused.IsForbidden);
        Assert.Equal("0.11.0", project.Read("tables").Release?.Value);
        Assert.Equal("0.12.0", project.Read("Tables-Staging").Release?.Value);
        Assert.Contains(project.Read("nobody").Findings, f => f.Code == "import.no-service");
    }

    [Fact]
    public void One_that_a_profile_holds_back_does_not_count_beside_one_that_runs() => Assert.Equal("tables",
        Text(ForeignProject.Of(more: $$"""
              trial:
                image: mathesar/mathesar:0.12.0
                profiles: [trial]
            """).Read(), "kept.web-service"));

    [Theory]
    [InlineData("DB", "")]
    [InlineData("tables-DB", "container_name: Tables-db")]
    [InlineData("pg.internal", "hostname: PG.internal")]
    [InlineData("records", "networks: { default: { aliases: [records] } }")]
    public void The_database_is_found_under_every_name_that_it_has(string host, string line) => Assert.Equal("bundled",
        Text(new ForeignProject(("compose.yaml", ForeignProject.Of(database: line).Files[0].Text
            .Replace("POSTGRES_HOST: db", $"POSTGRES_HOST: {host}", StringComparison.Ordinal))).Read(), "database.mode"));

    [Fact]
    public void A_link_and_a_shared_network_lead_to_it_too()
    {
        Assert.Equal("bundled", Text(new ForeignProject(("compose.yaml", ForeignProject.Of("links: [\"db:pg\"]").Files[0].Text
            .Replace("POSTGRES_HOST: db", "POSTGRES_HOST: pg", StringComparison.Ordinal))).Read(), "database.mode"));
        Assert.Equal("bundled", Text(new ForeignProject(("compose.yaml", ForeignProject.Of("network_mode: service:db").Files[0].Text
            .Replace("POSTGRES_HOST: db", "POSTGRES_HOST: localhost", StringComparison.Ordinal))).Read(), "database.mode"));
    }

    [Fact]
    public void A_variable_that_the_release_does_not_read_is_no_answer()
    {
        var reading = new ForeignProject(("compose.yaml", ForeignProject.Of().Files[0].Text.Replace("POSTGRES_HOST: db",
            "DJANGO_DATABASE_URL: postgresql://tables:pw@db:5432/tables", StringComparison.Ordinal))).Read();
        Assert.Equal("builtin", Text(reading, "database.mode"));
        Assert.Contains(reading.Findings, f => f.Code == "import.database-url-unread");
        Assert.Contains(reading.Findings, f => f.Code == "import.database-inside");
    }

    [Theory]
    [InlineData("pgvector/pgvector:pg16", "16")]
    [InlineData("timescale/timescaledb:latest-pg16", "16")]
    [InlineData("registry.example/pg:v16", "16")]
    [InlineData("postgis/postgis:16-3.4", "16")]
    [InlineData("postgres:alpine", null)]
    [InlineData("registry.example/pg:20240115093000", null)]
    public void The_image_of_the_database_stays_whose_ever_it_is(string image, string? version)
    {
        var project = new ForeignProject(("compose.yaml", ForeignProject.Of().Files[0].Text.Replace("image: postgres:17", $"image: {image}",
            StringComparison.Ordinal)));
        var reading = project.Read();
        Assert.Equal(version, reading.Draft.Texts.GetValueOrDefault("database.version"));
        Assert.Equal(version is null, reading.Findings.Any(f => f.Code == "import.postgres-unsure"));
        Assert.Equal(image, project.Rewritten()["services"]!["db"]!["image"]!.GetValue<string>());
    }

    private static string Text(ImportReading reading, string key) => reading.Draft.Texts.GetValueOrDefault(key, "");
}
