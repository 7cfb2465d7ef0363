using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Importing;

/// <summary>What the command line and the wizard take over alike, wherever it was read.</summary>
public sealed class InstallationImportTests : IDisposable
{
    private const string Compose = "services:\n  tables:\n    image: mathesar/mathesar:0.9.0\n    environment:\n"
        + "      SECRET_KEY: k123456789012345678901234567890123\n    volumes: [./pg:/var/lib/postgresql]\n    ports: ['8010:8000']\n";

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", true)]
    [InlineData("/docker-compose.yml", true)]
    [InlineData("/run.txt", false)]
    [InlineData("/nothing.yml", false)]
    public async Task A_directory_or_a_Compose_file_says_where_it_lies_and_another_file_does_not(string below, bool isPlace)
    {
        _folder.Write("team/docker-compose.yml", Compose);
        _folder.Write("team/run.txt", "docker run --name tables mathesar/mathesar:0.9.0\n");
        var found = await ReadAsync("team" + below);
        Assert.Equal(isPlace ? _folder.At("team") : null, found.Root);
        Assert.False(found.IsOwn);
    }

    [Fact]
    public async Task Where_the_answers_go_elsewhere_paths_lead_back_to_its_directory()
    {
        _folder.Write("team/docker-compose.yml", Compose);
        Assert.Equal("./pg", Text(await ReadAsync("team"), "kept.database-data"));
        Assert.Equal("./pg", Text(await ReadAsync("team", _folder.At("team/")), "kept.database-data"));
        Assert.Equal(_folder.At("team/pg"), Text(await ReadAsync("team", _folder.At("other")), "kept.database-data"));
    }

    [Fact]
    public async Task A_generated_directory_is_opened_and_not_taken_over()
    {
        _folder.Write($"own/{AnswersFile.Name}", "schema: 1\n");
        Assert.True((await ReadAsync("own")).IsOwn);
    }

    [Fact]
    public void What_is_said_beside_it_counts_before_what_was_found()
    {
        var key = _folder.Write("key", "another-key-of-thirty-two-letters-or-more\n");
        var found = InstallationImport.FromText(new FoundFile("compose.yaml", Compose), "tables")
            .With(Said("mathesar-version=0.8.0", $"secrets-key-file={key}"));
        Assert.Equal(("0.8.0", "another-key-of-thirty-two-letters-or-more"), (Text(found, "mathesar.version"), Text(found, "secrets.key")));
        Assert.True(found.With(Said($"secrets-key-file={_folder.At("no-such-file")}")).Reading.IsForbidden);
    }

    private static DraftSources Said(params string[] flags) => new()
    {
        Directory = "",
        Flags = [.. flags.Select(static flag => flag.Split('=', 2))
            .Select(static f => new SaidText($"--{f[0]}", f[0], f[1]) { IsInArguments = true })],
    };

    private Task<ImportedInstallation> ReadAsync(string place, string? into = null) =>
        InstallationImport.FromPlaceAsync(_folder.At(place), [], into, cancellation: TestContext.Current.CancellationToken);

    private static string? Text(ImportedInstallation found, string key) => found.Reading.Draft.Texts.GetValueOrDefault(key);
}
