using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MathesarSetup.App.BackingUp;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.BackingUp;

/// <summary>Backups of one real installation, held against PostgreSQL's own programs.</summary>
public sealed class BackupTests(ComposeInstallation installation) : IClassFixture<ComposeInstallation>, IDisposable
{
    private static readonly string[] s_names = ["a\"b'c", "line\nbreak", "ünïcode=x", "postgres://x", "-e\\ \t$(id)"];

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_holds_every_database_whatever_its_name_and_a_server_starts_on_its_base()
    {
        Fill();
        var password = installation.Place.Setup.Answers.Get(DatabaseSettings.Password).Reveal();
        var (result, told) = await MakeAsync();
        Assert.True(result.Succeeded, string.Join('\n', result.Findings.Select(static f => f.Message)));
        Assert.Contains(result.Proofs, static p => p == "SECRET_KEY reads 1 of 2 passwords that Mathesar stores.");
        Assert.DoesNotContain(told, line => line.Contains(password, StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(result.Path!));
        Assert.Equal([result.Path], Directory.GetFileSystemEntries(_folder.At("to")));

        var manifest = result.Manifest!;
        string[] kept = ["mathesar_django", "postgres", .. s_names];
        Assert.Equal(kept.Order(), Databases(manifest, PartKind.Dump).Order());
        Assert.Equal(kept.Order(), Databases(manifest, PartKind.Identity).Order());
        Assert.Equal("mathesar_django", manifest.Parts.First(static p => p.Kind is PartKind.Dump).Database);
        Assert.Contains(manifest.Parts, static p => p is { Kind: PartKind.Secret, File: ".env", IsGeneratedCopy: false });
        Assert.Contains(manifest.Parts, static p => p is { Kind: PartKind.File, File: "compose.yaml", IsGeneratedCopy: true });
        var listed = Assert.Single((await KeptBackups.ListAsync(_folder.At("to"), TestContext.Current.CancellationToken)).Backups);
        Assert.Null(listed.Problem);

        // By hand, as the page tells it: any tool reads it.
        Shell($"tar -xf {result.Path} && sha256sum --check --quiet SHA256SUMS && mkdir -m 700 base media && gunzip < base.tar.gz | tar -x -C base"
            + " && gunzip < media.tar.gz | tar -x -C media && test \"$(cat 'media/x/a b.csv')\" = up && gunzip < globals.sql.gz | grep -q SCRAM");
        Start(_folder.At("base"));
    }

    [Fact]
    public async Task A_backup_without_secrets_holds_none_of_the_files_and_one_of_a_stopped_Mathesar_is_whole()
    {
        new ChildProcess(installation.Docker, "stop", installation.Web).Run().Successful();
        var (result, _) = await MakeAsync(order => order with { WithoutSecrets = true, Purpose = BackupPurpose.BeforeUpgrade });
        new ChildProcess(installation.Docker, "start", installation.Web).Run().Successful();
        // It sets itself up once more, which another test would meet.
        Eventually.Happens(() => new ChildProcess(installation.Docker, "inspect", "--format", "{{.State.Health.Status}}", installation.Web)
            .Run().Output.Trim() == "healthy");
        Assert.True(result.Succeeded, string.Join('\n', result.Findings.Select(static f => f.Message)));
        Assert.EndsWith("-before-upgrade.tar", result.Path, StringComparison.Ordinal);
        Assert.False(result.Manifest!.HoldsSecrets);
        Assert.Contains(result.Manifest.LeftOut, static l => l.What == ".env");
        Shell($"tar -xf {result.Path} && gunzip < globals.sql.gz > globals.sql && ! grep -q SCRAM globals.sql");
        var (archive, _) = BackupArchive.Open(result.Path!);
        var answers = installation.Place.Setup.Answers;
        foreach (var part in archive!.Manifest.Parts.Where(static p => p.Kind is PartKind.File))
        {
            var text = await archive.ReadTextAsync(part, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(answers.Get(DatabaseSettings.Password).Reveal(), text, StringComparison.Ordinal);
            Assert.DoesNotContain(answers.Get(SecretSettings.Key).Reveal(), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_Mathesar_is_not_backed_up()
    {
        installation.Sql("mathesar_django", "ALTER TABLE django_migrations RENAME TO aside;");
        var (result, _) = await MakeAsync();
        installation.Sql("mathesar_django", "ALTER TABLE aside RENAME TO django_migrations;");
        Assert.Equal("backup.not-mathesar", Assert.Single(result.Findings).Code);
        Assert.False(Directory.Exists(_folder.At("to")));
    }

    [Fact]
    public async Task A_full_disk_leaves_nothing_and_says_so()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can mount a small disk.");
        Directory.CreateDirectory(_folder.At("to"));
        new ChildProcess(RealPart.Require("mount"), "-t", "tmpfs", "-o", "size=1m", "tmpfs", _folder.At("to")).Run().Successful();
        try
        {
            var (result, _) = await MakeAsync();
            Assert.Equal("files.disk-full", Assert.Single(result.Findings).Code);
            Assert.Empty(Directory.GetFileSystemEntries(_folder.At("to")));
        }
        finally
        {
            new ChildProcess("umount", _folder.At("to")).Run().Successful();
        }
    }

    private static IEnumerable<string> Databases(BackupManifest manifest, PartKind kind) =>
        manifest.Parts.Where(p => p.Kind == kind).Select(static p => p.Database!);

    private async Task<(BackupResult Result, ImmutableArray<string> Told)> MakeAsync(Func<BackupOrder, BackupOrder>? change = null)
    {
        var (told, order) = (new List<string>(), new BackupOrder { Tool = "test", To = _folder.At("to") });
        var result = await Backup.RunAsync(installation.Place, change?.Invoke(order) ?? order, happened => told.Add(happened.Message),
            TestContext.Current.CancellationToken);
        return (result, [.. told]);
    }

    // A column that was dropped leaves a gap in the numbers, which a dump would close.
    private void Fill()
    {
        foreach (var name in s_names)
        {
            installation.Sql("postgres", $"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            installation.Sql(name, "CREATE TABLE t (id int, gone int, kept text); ALTER TABLE t DROP gone; INSERT INTO t VALUES (1, 'ä');");
        }

        installation.Sql("mathesar_django", $"""
            INSERT INTO mathesar_server (id, host, port) VALUES (999, 'elsewhere', 1);
            INSERT INTO mathesar_configuredrole (name, password, server_id) VALUES ('a', '{Token()}', 999), ('b', 'gAAAAAforeign', 999);
            """);
        installation.Run(installation.Web, [], "sh", "-c", "mkdir -p /code/.media/x && echo up > '/code/.media/x/a b.csv'");
    }

    private string Token()
    {
        var key = Encoding.UTF8.GetBytes(installation.Place.Setup.Answers.Get(SecretSettings.Key).Reveal());
        byte[] text = [0x80, 0, 0, 0, 0, .. RandomNumberGenerator.GetBytes(36)];
        var signing = Rfc2898DeriveBytes.Pbkdf2(key, key, 100_000, HashAlgorithmName.SHA256, 32)[..16];
        return Base64Url.EncodeToString([.. text, .. HMACSHA256.HashData(signing, text)]);
    }

    private void Shell(string line) => new ChildProcess(RealPart.Require("sh"), "-ec", line) { Directory = _folder.Path }.Run().Successful();

    private void Start(string data)
    {
        var name = $"{installation.Name}-restored";
        new ChildProcess(installation.Docker, "run", "--detach", "--name", name, "--volume", $"{data}:/var/lib/postgresql/data", StandIns.Postgres,
            "sh", "-c", "mkdir -p /run/postgresql && chown -R postgres /run/postgresql /var/lib/postgresql/data "
            + "&& setpriv --reuid=postgres --regid=postgres --init-groups sh -c "
            + "'pg_verifybackup /var/lib/postgresql/data && exec postgres -D /var/lib/postgresql/data'").Run().Successful();
        try
        {
            Outcome Ask() => new ChildProcess(installation.Docker, "exec", name, "psql", "-XAtU", "mathesar", "-d", @"dbname='a""b\'c'", "-c",
                "SELECT attnum, kept FROM pg_attribute, t WHERE attrelid = 't'::regclass AND attname = 'kept'").Run();
            Eventually.Happens(() => Ask().ExitCode == 0, () => new ChildProcess(installation.Docker, "logs", name).Run().Errors);
            Assert.Equal("3|ä\n", Ask().Output);
            Assert.Contains("backup successfully verified", new ChildProcess(installation.Docker, "logs", name).Run().Output,
                StringComparison.Ordinal);
        }
        finally
        {
            new ChildProcess(installation.Docker, "rm", "--force", name).Run().Successful();
            new ChildProcess("chown", "-R", Environment.UserName, data).Run();
        }
    }
}
