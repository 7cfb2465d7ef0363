using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>support</c>: what is in the archive, and that no secret is, whoever brought it and however long ago.</summary>
public sealed class SupportTests
{
    [Fact]
    public void The_archive_tells_what_is_there_and_no_secret_that_is_or_was_anywhere()
    {
        using var run = new EngineRun();
        var setup = run.Setup;
        setup.Run([.. run.Apply, "--yes"]).Successful();
        string At(string name) => setup.Directory.At($"here/{name}");
        var secrets = Values(File.ReadAllText(At("mathesar.secrets.yaml")), ": ").ToList();
        Assert.True(secrets.Count > 2);

        // A former one, in the history alone; a person's own, in files of each form.
        setup.Run("generate", "--dir", "here", "--admin-password", "Former-Pass'word$1").Successful();
        setup.Run("generate", "--dir", "here", "--admin-password", "Another-Pass-word-2").Successful();
        File.WriteAllText(At("compose.override.yaml"), """
            services:
              mathesar:
                environment:
                  HOMEMADE_TOKEN: "token-of-mine-123"
                  - OTHER=postgres://me:login-of-mine@db/x
            """);
        File.AppendAllText(At(".env"), "MY_OWN_KEY='key of mine 456'\nSMTP=mail-pass-789\n");
        File.WriteAllText(At("sso.yml"), "oidc_providers:\n  x:\n    secret: sso-secret-of-mine\n");
        secrets.AddRange(["Former-Pass'word$1", "Another-Pass-word-2", "token-of-mine-123", "login-of-mine", "key of mine 456", "mail-pass-789",
            "sso-secret-of-mine"]);
        new ChildProcess(run.Docker, "exec", "-i", $"{run.Name}-db-1", "sh", "-c", "PGPASSWORD=$POSTGRES_PASSWORD exec psql -U \"$POSTGRES_USER\" "
            + "-d postgres")
        {
            Input = Encoding.UTF8.GetBytes("DO $do$ BEGIN RAISE WARNING 'said mail-pass-789 and % aloud', 'Former-Pass''word$1'; END $do$;"),
        }.Run().Successful();

        var told = setup.Run("support", "--dir", "here", "--to", "support.tar.gz").Successful();
        Assert.Contains("files/compose.yaml\n", told.Output, StringComparison.Ordinal);
        var path = setup.Directory.At("support.tar.gz");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var files = Read(path);
        Assert.Contains("aloud", files[$"{run.Name}-support/logs/db.txt"], StringComparison.Ordinal);
        Assert.Contains("HOMEMADE_TOKEN", files[$"{run.Name}-support/files/compose.override.yaml"], StringComparison.Ordinal);
        Assert.Contains("mathesar-setup ", files[$"{run.Name}-support/versions.txt"], StringComparison.Ordinal);
        Assert.Contains("\"healthy\":", files[$"{run.Name}-support/status.json"], StringComparison.Ordinal);
        Assert.Contains("ports: ", files[$"{run.Name}-support/findings.txt"], StringComparison.Ordinal);
        var all = string.Concat(files.Values) + told.Output + told.Errors;
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        Assert.Equal(1, setup.Run("support", "--dir", "here", "--to", "support.tar.gz").ExitCode);
    }

    private static IEnumerable<string> Values(string text, string separator) => text.Split('\n').Where(l => !l.TrimStart().StartsWith('#'))
        .Select(l => l.Split(separator, 2)).Where(static l => l is [_, { Length: > 7 }]).Select(static l => l[1].Trim().Trim('"', '\''));

    private static Dictionary<string, string> Read(string path)
    {
        var files = new Dictionary<string, string>();
        using var tar = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                files.Add(entry.Name, new StreamReader(data, Encoding.UTF8).ReadToEnd());
            }
        }

        return files;
    }
}
