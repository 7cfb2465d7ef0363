using System.Runtime.Versioning;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>No verb makes a secret anew over one that stands, prints one of a person's own, or writes over a file that it cannot read.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeepingTests : IDisposable
{
    private const string Planted = "heron-4711";

    private readonly SetupProgram _setup = new();

    public static TheoryData<string> Targets => [.. KnownTargets.All.Select(static t => t.Id)];

    public void Dispose() => _setup.Dispose();

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_lost_file_of_secrets_is_written_again_as_it_was(string target)
    {
        _setup.Run("generate", "--dir", ".", "--target", target).Successful();
        var before = Files();
        foreach (var lose in new Action[]
        {
            () => File.Delete(_setup.Directory.At("mathesar.secrets.yaml")),
            () => File.WriteAllText(_setup.Directory.At("mathesar.secrets.yaml"), ""),
            () => Lose("key:"),
            () => Lose("password:"),
        })
        {
            lose();
            Assert.Contains(_setup.Run("diff").ExitCode, new[] { 0, 4 });
            var again = _setup.Run("generate").Successful();
            Assert.Contains("is missing from mathesar.secrets.yaml", again.Errors, StringComparison.Ordinal);
            Assert.Equal(before.Where(static f => f.Key != "mathesar.secrets.yaml"), Files().Where(static f => f.Key != "mathesar.secrets.yaml"));
            Assert.Equal(Values(before["mathesar.secrets.yaml"]), Values(_setup.Directory.Read("mathesar.secrets.yaml")));
            Assert.Equal(0, _setup.Run("diff").ExitCode);
        }

        void Lose(string key) => File.WriteAllLines(_setup.Directory.At("mathesar.secrets.yaml"),
            File.ReadAllLines(_setup.Directory.At("mathesar.secrets.yaml"))
                .Where(line => !line.TrimStart().StartsWith(key, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Secrets_that_are_left_nowhere_stop_every_verb(string target)
    {
        _setup.Run("generate", "--dir", ".", "--target", target).Successful();
        foreach (var path in Files().Keys.Where(path => (File.GetUnixFileMode(_setup.Directory.At(path)) & UnixFileMode.OtherRead) == 0))
        {
            File.Delete(_setup.Directory.At(path));
            File.Delete(_setup.Directory.At(".mathesar-setup/generated/" + path));
        }

        var before = Files();
        foreach (var verb in new[] { "generate", "diff", "validate", "generate --force" })
        {
            var outcome = _setup.Run(verb.Split(' '));
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("no new one is made", outcome.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(before, Files());
        _setup.Directory.Write("key", "a-key-that-somebody-has-kept-0123456789-abcdef\n");
        Assert.DoesNotContain("secrets.key:", _setup.Run("validate", "--secrets-key-file", "key").Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_verb_prints_what_a_person_wrote_into_a_file(string target)
    {
        _setup.Run("generate", "--dir", ".", "--target", target).Successful();
        foreach (var (path, text) in Files().Where(static f => f.Key is not ("mathesar.yaml" or "mathesar.secrets.yaml" or ".gitignore")))
        {
            _setup.Directory.Write(path, text + Own(path));
        }

        string[] changes = ["--tuning-workers", "3", "--access-hosts", "tables.lan", "--install-name", "other"];
        foreach (var arguments in new string[][]
        {
            ["diff", .. changes], ["diff", "--json", .. changes], ["validate"], ["validate", "--json"], ["generate", .. changes],
            ["generate", "--json", .. changes], ["import", ".", "--show"], ["import", ".", "--show", "--json"],
            ["generate", "--force", .. changes], ["history", "--diff", "1", "2"], ["history", "--diff", "1", "--json"],
            ["diff", "--target", target == "compose" ? "docker" : "compose"],
        })
        {
            var outcome = _setup.Run(arguments);
            Assert.DoesNotContain(Planted, outcome.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(Planted, outcome.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_import_prints_no_value_of_a_line_that_it_did_not_understand()
    {
        _setup.Directory.Write("compose.yaml", $"""
            services:
              mathesar:
                image: mathesar/mathesar:0.11.0
                environment:
                  POSTGRES_HOST: pg
                  POSTGRES_PASSWORD: {Planted}
                  SECRET_KEY: kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
                  LDAP_BIND_PW: {Planted}
                  PGPASSWORD: >-
                    {Planted}
                  BACKUP_URL: rest:https://u:{Planted}@b.example.org/
                labels:
                  traefik.http.middlewares.a.basicauth.users: "admin:{Planted}"
              w:
                image: w
                command: ["--api-token", "{Planted}"]

            """);
        var shown = _setup.Run("import", ".", "--show");
        Assert.DoesNotContain(Planted, shown.Output + shown.Errors, StringComparison.Ordinal);
        Assert.Contains("LDAP_BIND_PW: ••••••••", shown.Output, StringComparison.Ordinal);
        Assert.Contains(Planted, _setup.Run("import", ".", "--show", "--reveal").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compose", "compose.yaml", "    environment:", "    environment: {half")]
    [InlineData("compose", ".env", "MATHESAR_SECRET_KEY='", "what is this\nMATHESAR_SECRET_KEY='")]
    [InlineData("docker", "run.sh", "\nset -", "\nif then\nset -")]
    [InlineData("docker", "mathesar.env", "SECRET_KEY=", "SECRET KEY=")]
    [InlineData("podman", "quadlet/mathesar.container", "Image=", "Image ")]
    [InlineData("systemd", "units/mathesar.service", "[Service]", "Service]")]
    [InlineData("systemd", "install.sh", "\nset -", "\ncase x in\nset -")]
    [InlineData("kubernetes", "web.yaml", "  replicas: ", " \t  replicas: ")]
    [InlineData("kubernetes", "secret.yaml", "stringData:", "stringData: [")]
    [InlineData("helm", "values.yaml", "replicas: ", "replicas: [")]
    [InlineData("helm", "values.secret.yaml", "SECRET_KEY: ", "SECRET_KEY: \"")]
    public void A_file_that_was_broken_by_hand_is_told_with_its_line_and_never_written(string target, string path, string whole, string broken)
    {
        _setup.Run("generate", "--dir", ".", "--target", target).Successful();
        var text = _setup.Directory.Read(path);
        var at = text.IndexOf(whole, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        var edited = text[..at] + broken + text[(at + whole.Length)..];
        _setup.Directory.Write(path, edited);
        var files = Files();
        foreach (var verb in new[] { "generate", "generate --force", "diff", "validate" })
        {
            var outcome = _setup.Run([.. verb.Split(' '), "--tuning-workers", "9"]);
            Assert.Equal(1, outcome.ExitCode);
            Assert.Matches($"error {path}:[0-9]+: ", outcome.Errors);
        }

        Assert.Equal(files, Files());
        File.Delete(_setup.Directory.At(path));
        _setup.Run("generate").Successful();
        Assert.Equal(text, _setup.Directory.Read(path));
    }

    [Fact]
    public void The_password_in_the_address_of_an_engine_is_not_printed()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        foreach (var address in new[] { $"tcp://u:{Planted}@127.0.0.1:1", $"ssh://u:{Planted} a@{Planted}@h" })
        {
            foreach (var verb in new[] { "apply --yes", "apply --yes --json", "check" })
            {
                var outcome = _setup.Run([], new() { ["DOCKER_HOST"] = address }, verb.Split(' '));
                Assert.DoesNotContain(Planted, outcome.Output + outcome.Errors, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_file_of_secrets_that_others_can_read_is_told_with_the_command_that_closes_it()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        Assert.DoesNotContain("chmod", _setup.Run("validate").Errors, StringComparison.Ordinal);
        foreach (var path in new[] { "mathesar.secrets.yaml", ".env" })
        {
            var full = _setup.Directory.At(path);
            File.SetUnixFileMode(full, File.GetUnixFileMode(full) | UnixFileMode.OtherRead);
            Assert.Contains($"chmod 600 {full}", _setup.Run("validate").Errors, StringComparison.Ordinal);
        }

        _setup.Run("generate").Successful();
        Assert.DoesNotContain("chmod", _setup.Run("validate").Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--access-hosts", "")]
    [InlineData("--access-hosts", "a.example,,b.example")]
    [InlineData("--admin-username", "")]
    public void An_empty_word_of_a_flag_is_told(string flag, string text) =>
        Assert.Contains($"{flag} is given an empty word", _setup.Run("validate", flag, text).Errors, StringComparison.Ordinal);

    [Theory]
    [InlineData("generate", "--dir")]
    [InlineData("generate", "--config")]
    [InlineData("import", "--dir")]
    [InlineData("import", "--container")]
    [InlineData("history", "--dir")]
    public void An_empty_word_names_no_place(string verb, string option)
    {
        var outcome = _setup.Run(verb, option, "");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"{option} is given an empty word", outcome.Errors, StringComparison.Ordinal);
    }

    // What a person adds, in the file's own form where it has one.
    private static string Own(string path) => path switch
    {
        _ when path.EndsWith(".env", StringComparison.Ordinal) => $"SMTP_PASSWORD={Planted}\n# {Planted}\n",
        _ when path.Contains("templates/", StringComparison.Ordinal) => $"# {Planted}\n",
        _ when path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal) =>
            $"x-mine:\n  SMTP_PASSWORD: {Planted}\n  PGPASSWORD:\n    {Planted}\n  URL: https://u:{Planted}@h/\n  # {Planted}\n",
        _ when path.EndsWith(".container", StringComparison.Ordinal) || path.EndsWith(".service", StringComparison.Ordinal) =>
            $"Environment=SMTP_PASSWORD={Planted}\n# {Planted}\n",
        _ => $"# {Planted}\n",
    };

    // The values of the secrets, which may stand in another order.
    private static string[] Values(string yaml) => [.. yaml.Split('\n').Where(static line => line.Contains(": ", StringComparison.Ordinal)
        && !line.TrimStart().StartsWith('#')).Order(StringComparer.Ordinal)];

    private SortedDictionary<string, string> Files() => new(Directory.EnumerateFiles(_setup.Directory.Path, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_setup.Directory.Path, path))
        .Where(static path => !path.StartsWith(".mathesar-setup", StringComparison.Ordinal))
        .ToDictionary(static path => path, _setup.Directory.Read), StringComparer.Ordinal);
}
