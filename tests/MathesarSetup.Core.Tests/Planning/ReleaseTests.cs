using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Planning;

/// <summary>Which release it is: what the database's records and the code say, and what is done while nobody knows.</summary>
public sealed class ReleaseTests
{
    [Theory]
    [InlineData("0002_custom_db_server_integrity_constraints", "0.2.0")]
    [InlineData("0004_tablemetadata_mathesar_added_pkey_attnum", "0.2.2 to 0.2.3")]
    [InlineData("0010_server_sslmode", "0.8.0 to 0.9.0")]
    [InlineData("0011_columnmetadata_user_type", "0.10.0 to 0.10.1")]
    [InlineData("0012_alter_user_username", "0.11.0")]
    [InlineData("0013_datafile_encoding", "0.12.0 or newer")]
    [InlineData("0041_of_a_later_release", "0.12.0 or newer")]
    [InlineData("0004_shares", "0.1.3")]
    [InlineData("0003_of_somebody_else", null)]
    public void The_last_migration_tells_the_release_of_the_data(string migration, string? releases) =>
        Assert.Equal(releases, Migrations.Releases(migration)?.ToString());

    [Fact]
    public void The_release_that_calls_itself_by_another_name_is_told_by_its_migration()
    {
        Assert.Equal("0.10.0", CodeVersion.Corrected("0.9.0", hasTellTale: true));
        Assert.Equal("0.9.0", CodeVersion.Corrected("0.9.0", hasTellTale: false));
        Assert.Equal("0.11.0", CodeVersion.Corrected("0.11.0", hasTellTale: true));
        Assert.True(ToldRelease.Of("0.10.0", "it says so")!.Range.Holds(new Version(0, 10, 1)));
    }

    [Fact]
    public void A_release_newer_than_this_program_is_treated_like_the_newest_that_it_knows_and_that_is_said()
    {
        var setup = Setup.Of(Draft.Empty.With("mathesar.version", "0.13.1").Settle(Scenarios.Machine));
        Assert.False(setup.IsBlocked);
        Assert.Contains(setup.Findings, static f => f.Code == "mathesar.too-new");
        Assert.EndsWith(":0.13.1", setup.Answers.Text(RunSettings.Image), StringComparison.Ordinal);
        Assert.Contains("/healthz/ready/", setup.Plan.Web.Health!.Command[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_that_nobody_knows_yet_stays_open_and_forbids_writing()
    {
        var setup = Setup.Of(Draft.Empty.With("mathesar.version", Release.Unknown).Settle(Scenarios.Machine));
        Assert.Equal(Release.Unknown, setup.Draft.Texts["mathesar.version"]);
        Assert.True(setup.IsBlocked);
        Assert.Contains(setup.Findings,
            static f => f.Code == "mathesar.malformed" && f.Message.Contains("bin/mathesar version", StringComparison.Ordinal));
        var answers = setup.Files.Single(static f => f.Path == AnswersFile.Name).Content;
        Assert.Contains($"version: {Release.Unknown}", answers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mathesar/mathesar:latest")]
    [InlineData("mathesar/mathesar")]
    [InlineData("registry.example.com/mathesar/mathesar:latest")]
    public void Neither_the_newest_release_nor_a_mark_of_the_file_is_taken_for_what_runs(string image)
    {
        var reading = Read(image, "its own");
        Assert.Equal(Release.Unknown, reading.Draft.Texts["mathesar.version"]);
        Assert.Contains(reading.Findings, static f => f.Code == "import.release-unsure");
        Assert.True(Setup.Of(reading.Draft.Settle(Scenarios.Machine)).IsBlocked);

        var told = reading.With(new ReleaseGuess("0.11.0", "the container says so", IsExact: true));
        var setup = Setup.Of(told.Draft.Settle(Scenarios.Machine));
        Assert.DoesNotContain(setup.Findings, static f => f.Severity is Severity.Error);
        Assert.EndsWith("mathesar/mathesar:0.11.0", setup.Answers.Text(RunSettings.Image), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mathesar/mathesar:0.9.0", "0.11.0", true)]
    [InlineData("mathesar/mathesar:0.9.0", "0.9.0", false)]
    [InlineData("mathesar/mathesar:latest", "0.4.0", true)]
    [InlineData("mathesar/mathesar:latest", "0.13.0", false)]
    public void Marks_that_contradict_the_release_are_told(string image, string release, bool isContradicted)
    {
        var told = Read(image, "POSTGRES_SSLMODE").With(new ReleaseGuess(release, "the container says so", IsExact: true));
        Assert.Equal(release, told.Draft.Texts["mathesar.version"]);
        Assert.Equal(isContradicted, told.Findings.Any(static f => f.Code == "import.release-contradicted"));
    }

    [Fact]
    public void An_installation_without_containers_says_it_by_its_own_program()
    {
        FoundFile env =
            new(".env", "SECRET_KEY=an-old-key-of-thirty-two-letters-or-more\nPOSTGRES_HOST=localhost\nPOSTGRES_DB=mathesar\n"
                + "POSTGRES_USER=mathesar\nPOSTGRES_PASSWORD=x\n");
        FoundFile code = new(CodeVersion.File, "default_app_config = 'mathesar.apps.MathesarConfig'\n\n__version__ = \"0.9.0\"\n");
        Assert.Equal(Release.Unknown, Version(env));
        Assert.Equal("0.9.0", Version(env, code));
        Assert.Contains(Importer.Read(new ImportRequest([env, code, new FoundFile(CodeVersion.TellTale, "")], "old")).Findings,
            static f => f.Code == "import.release-not-offered" && f.Message.Contains("0.10.1", StringComparison.Ordinal));
    }

    private static string? Version(params FoundFile[] files) =>
        Importer.Read(new ImportRequest([.. files], "old")).Draft.Texts.GetValueOrDefault("mathesar.version");

    private static ImportReading Read(string image, string variable) => Importer.Read(new ImportRequest([new FoundFile("compose.yaml", $"""
        services:
          service:
            image: {image}
            environment:
              SECRET_KEY: an-old-key-of-thirty-two-letters-or-more
              POSTGRES_HOST: db
              POSTGRES_PASSWORD: x
              {variable}: prefer
            volumes:
              - ./media:/code/.media
          db:
            image: postgres:16
            volumes:
              - ./pgdata:/var/lib/postgresql/data
        """)], "old"));
}
