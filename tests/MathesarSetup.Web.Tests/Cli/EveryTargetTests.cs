using System.Runtime.Versioning;
using System.Text.Json;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>generate --target all</c>: each target in a folder of its own, from one set of answers and secrets.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class EveryTargetTests : IDisposable
{
    private readonly SetupProgram _setup = new();

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void Each_folder_is_what_its_target_alone_would_write_with_the_same_answers()
    {
        _setup.Run("generate", "--target", "all", "--dir", "every", "--access-port", "9000").Successful();
        Assert.All(KnownTargets.All, target =>
        {
            Copy($"every/{target.Id}/mathesar.yaml", $"alone/{target.Id}/mathesar.yaml");
            Copy("every/mathesar.secrets.yaml", $"alone/{target.Id}/mathesar.secrets.yaml");
            _setup.Run("generate", "--dir", $"alone/{target.Id}").Successful();
            Assert.Equal(Tree($"alone/{target.Id}"), Tree($"every/{target.Id}"));
        });
    }

    [Fact]
    public void A_second_run_finds_nothing_to_do_without_being_told_the_target()
    {
        _setup.Run("generate", "--target", "all", "--dir", "every").Successful();
        var before = Tree("every");
        var again = _setup.Run("generate", "--dir", "every").Successful();
        Assert.Equal(KnownTargets.All.Length, again.Output.Split("Nothing to do:").Length - 1);
        Assert.Equal(before, Tree("every"));
        Assert.All(KnownTargets.All, target => Assert.Equal(0, _setup.Run("diff", "--dir", $"every/{target.Id}").ExitCode));
    }

    [Fact]
    public void An_answer_changed_beside_the_folders_reaches_each()
    {
        _setup.Run("generate", "--target", "all", "--dir", "every").Successful();
        _setup.Directory.Write("every/mathesar.yaml",
            _setup.Directory.Read("every/mathesar.yaml").Replace("port: 8000", "port: 9001", StringComparison.Ordinal));
        _setup.Run("generate", "--dir", "every").Successful();
        Assert.All(KnownTargets.All,
            target => Assert.Contains("port: 9001", _setup.Directory.Read($"every/{target.Id}/mathesar.yaml"), StringComparison.Ordinal));
        Assert.Contains(":9001:8000", _setup.Directory.Read("every/compose/compose.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_cannot_honour_the_answers_is_skipped_and_says_why()
    {
        var run = _setup.Run("generate", "--target", "all", "--dir", "every", "--database-mode", "builtin").Successful();
        Assert.Contains("Skipped: systemd cannot honour these answers.", run.Output, StringComparison.Ordinal);
        Assert.Contains("warning database.mode: kubernetes, helm: The PostgreSQL inside Mathesar's image needs", run.Errors,
            StringComparison.Ordinal);
        Assert.Equal(["compose", "docker", "podman"], Directory.EnumerateDirectories(_setup.Directory.At("every")).Select(d => Path.GetFileName(d)!)
            .Where(d => d[0] != '.').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_no_target_can_honour_writes_nothing_and_ends_with_1()
    {
        var run = _setup.Run("generate", "--target", "all", "--dir", "every", "--database-mode", "existing");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error database.host: Say where your PostgreSQL server is", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_setup.Directory.At("every")));
    }

    [Fact]
    public void A_directory_of_one_target_keeps_its_files_and_answers()
    {
        _setup.Run("generate", "--dir", "mine").Successful();
        var before = Tree("mine");
        _setup.Run("generate", "--target", "all", "--dir", "mine").Successful();
        Assert.Equal(before, Tree("mine").Where(f => KnownTargets.All.All(t => !f.Path.StartsWith(t.Id + "/", StringComparison.Ordinal))));
        Assert.Equal(_setup.Directory.Read("mine/mathesar.secrets.yaml"), _setup.Directory.Read("mine/helm/mathesar.secrets.yaml"));
    }

    [Fact]
    public void Edits_in_the_way_in_one_folder_hold_up_that_folder_alone()
    {
        _setup.Run("generate", "--target", "all", "--dir", "every").Successful();
        _setup.Directory.Write("every/compose/compose.yaml",
            _setup.Directory.Read("every/compose/compose.yaml").Replace(":8000:8000", ":9000:8000", StringComparison.Ordinal));
        var run = _setup.Run("generate", "--dir", "every", "--access-port", "9001");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("Not written: ", run.Output, StringComparison.Ordinal);
        Assert.Contains(":9000:8000", _setup.Directory.Read("every/compose/compose.yaml"), StringComparison.Ordinal);
        Assert.Contains("9001", _setup.Directory.Read("every/podman/quadlet/mathesar.container"), StringComparison.Ordinal);
        _setup.Run("generate", "--dir", "every", "--force").Successful();
        Assert.Contains(":9001:8000", _setup.Directory.Read("every/compose/compose.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_changed_in_a_folder_are_told()
    {
        _setup.Run("generate", "--target", "all", "--dir", "every").Successful();
        _setup.Directory.Write("every/podman/mathesar.yaml",
            _setup.Directory.Read("every/podman/mathesar.yaml").Replace("port: 8000", "port: 9001", StringComparison.Ordinal));
        var run = _setup.Run("generate", "--dir", "every").Successful();
        Assert.Contains("/podman/mathesar.yaml: podman: The answers in this folder were changed by themselves.", run.Errors,
            StringComparison.Ordinal);
        Assert.Contains("port: 9001", _setup.Directory.Read("every/podman/mathesar.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_and_the_screen_show_the_same_folders()
    {
        _setup.Run("generate", "--target", "all", "--archive", "every.tar.gz").Successful();
        var names = new ChildProcess("tar", "-tzf", _setup.Directory.At("every.tar.gz")).Run().Successful().Output;
        Assert.All(KnownTargets.All, target => Assert.Contains($"mathesar/{target.Id}/mathesar.secrets.yaml\n", names, StringComparison.Ordinal));
        Assert.Contains("mathesar/mathesar.secrets.yaml\n", names, StringComparison.Ordinal);
        Assert.Contains("==> kubernetes/web.yaml <==", _setup.Run("generate", "--target", "all", "--stdout").Successful().Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Verbs_that_are_for_one_target_say_where_it_is()
    {
        _setup.Run("generate", "--target", "all", "--dir", "every").Successful();
        var run = _setup.Run("validate", "--dir", "every");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Name one way with --target, or go to the folder of one", run.Errors, StringComparison.Ordinal);
        _setup.Run("validate", "--dir", "every/compose").Successful();
        _setup.Run("validate", "--dir", "every", "--target", "compose").Successful();
    }

    [Fact]
    public void Json_names_each_target_with_its_findings()
    {
        var run = _setup.Run("generate", "--target", "all", "--dir", "every", "--proxy-kind", "traefik", "--access-url", "https://tables.example.com",
            "--proxy-email", "ops@example.com", "--json").Successful();
        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("written", root.GetProperty("outcome").GetString());
        var targets = root.GetProperty("targets").EnumerateArray().ToDictionary(t => t.GetProperty("target").GetString()!, StringComparer.Ordinal);
        Assert.Equal("skipped", targets["systemd"].GetProperty("outcome").GetString());
        Assert.Contains(targets["systemd"].GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "systemd.no-traefik");
        Assert.Contains(targets["podman"].GetProperty("files").EnumerateArray(),
            f => f.GetProperty("path").GetString() == "install.sh" && f.GetProperty("change").GetString() == "create");
    }

    private void Copy(string from, string to) => _setup.Directory.Write(to, _setup.Directory.Read(from));

    private (string Path, string Text)[] Tree(string folder) =>
    [
        .. Directory.EnumerateFiles(_setup.Directory.At(folder), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_setup.Directory.At(folder), f))
            .Where(f => !f.Contains(".mathesar-setup/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(f => (f, _setup.Directory.Read($"{folder}/{f}"))),
    ];
}
