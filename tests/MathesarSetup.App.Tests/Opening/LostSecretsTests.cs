using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.App.Writing;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Opening;

/// <summary>What becomes of an installation whose file of secrets was lost.</summary>
public sealed class LostSecretsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _name = $"lost-{Guid.NewGuid():N}"[..17];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_password_that_goes_on_does_not_go_to_another_server()
    {
        var password = Generate().Texts["database.password"];
        File.Delete(_directory.At(AnswersFile.SecretsName));
        var moved = new DraftSources
        {
            Directory = _directory.Path,
            Flags = [new("--database-host", "database-host", "db.example.com")],
        }.Read();
        Assert.DoesNotContain("database.password", moved.Draft.Texts.Keys);
        Assert.Equal(password, moved.Draft.Texts["kept.bundled-password"]);
    }

    [Fact]
    public void Secrets_of_every_target_go_on_from_the_folders_of_the_targets()
    {
        EveryTargetRun Run() => EveryTargetRun.Of(
            new DraftSources { Directory = _directory.Path, Flags = [new("--target", "target", "all")] }.Read(), _directory.Path);
        Run().Write(force: false);
        var before = Run().Files.ToDictionary(static f => f.Path, static f => f.Content, StringComparer.Ordinal);
        File.Delete(_directory.At(AnswersFile.SecretsName));
        Directory.Delete(_directory.At(".mathesar-setup"), recursive: true);
        foreach (var folder in Directory.GetDirectories(_directory.Path))
        {
            File.Delete(Path.Join(folder, AnswersFile.SecretsName));
        }

        Assert.Equal(before, Run().Files.ToDictionary(static f => f.Path, static f => f.Content, StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_containers_tell_what_no_file_holds_any_more()
    {
        DockerEngine.Require();
        var draft = Generate(("install.name", _name));
        foreach (var path in new[] { AnswersFile.SecretsName, ".env" })
        {
            File.Delete(_directory.At(path));
            File.Delete(_directory.At(".mathesar-setup/generated/" + path));
        }

        Assert.Contains("secrets.lost", Codes(Read()));
        new ChildProcess("docker", "create", "--name", _name, "--label", $"com.docker.compose.project={_name}",
            "--label", $"com.docker.compose.project.working_dir={_directory.Path}", "--env", $"SECRET_KEY={draft.Texts["secrets.key"]}",
            "--env", $"POSTGRES_PASSWORD={draft.Texts["database.password"]}", "--env", "POSTGRES_HOST=db", "--env", "ALLOWED_HOSTS=localhost",
            "--env", $"DJANGO_SUPERUSER_PASSWORD={draft.Texts["admin.password"]}", BusyboxImage.Import("docker"), "true").Run().Successful();
        try
        {
            var found = await RunningSecrets.AddAsync(Read(), _directory.Path, TestContext.Current.CancellationToken);
            Assert.Equal(draft.Texts["secrets.key"], found.Draft.Texts["secrets.key"]);
            Assert.Equal(draft.Texts["database.password"], found.Draft.Texts["database.password"]);
            Assert.DoesNotContain("secrets.lost", Codes(found));
        }
        finally
        {
            new ChildProcess("docker", "rm", _name).Run().Successful();
        }
    }

    private DraftReading Read() => new DraftSources { Directory = _directory.Path }.Read();

    private static IEnumerable<string> Codes(DraftReading reading) =>
        reading.Settle().Findings.Where(static f => f.Severity is Severity.Error).Select(static f => f.Code);

    private Draft Generate(params (string Key, string Text)[] said)
    {
        var reading = new DraftSources
        {
            Directory = _directory.Path,
            Flags = [.. said.Select(static s => new SaidText("--set", s.Key, s.Text))],
        }.Read();
        var (setup, _) = reading.Settle();
        Assert.True(InstallationFileWriter.Write(_directory.Path, setup, reading.FilesFor(setup, _directory.Path)).Succeeded);
        return setup.Draft;
    }
}
