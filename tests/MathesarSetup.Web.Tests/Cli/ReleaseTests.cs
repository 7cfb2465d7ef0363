using System.Globalization;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>
/// The release of an installation whose files say another one, or none: what runs counts, and nothing older comes to its data. On the real engine.
/// </summary>
public sealed class ReleaseTests : IDisposable
{
    private readonly SetupProgram _setup = new();
    private readonly OldInstallation _old = new();

    public void Dispose()
    {
        _old.Dispose();
        _setup.Dispose();
    }

    [Fact]
    public void What_the_tag_latest_brought_is_taken_over_and_the_look_of_the_file_is_not()
    {
        _old.Bring("0.12.0");
        var import = _setup.Run("import", _old.Directory, "--rewrite", "--force").Successful();
        Assert.Contains("Mathesar 0.12.0: the container", import.Output, StringComparison.Ordinal);
        Assert.Contains("The files look like Mathesar 0.11.0 or older", import.Errors, StringComparison.Ordinal);

        _setup.Run("apply", "--yes", "--timeout", "3m", "--dir", _old.Directory).Successful();
        Assert.Equal("a row", _old.Row());
        Assert.EndsWith(":0.12.0", _old.Docker("inspect", "--format", "{{.Config.Image}}", _old.Web).Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_tag_in_the_file_brings_no_older_release_to_newer_data()
    {
        _old.Bring("0.12.0");
        var file = Path.Join(_old.Directory, "docker-compose.yml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(_old.Latest, _old.Pinned, StringComparison.Ordinal));
        var reading = _setup.Run("import", _old.Directory, "--show").Successful();
        Assert.Contains("Mathesar 0.12.0: the container", reading.Output, StringComparison.Ordinal);

        // Whoever insists is refused, while it runs and when nothing is left of it but the data.
        _setup.Run("import", _old.Directory, "--rewrite", "--force", "--mathesar-version", "0.9.0").Successful();
        var before = _old.Docker("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", _old.Web).Output;
        var running = Apply();
        Assert.True(running.Contains("Mathesar 0.12.0 runs on this data", StringComparison.Ordinal), running);
        Assert.Contains("upgrade --back", running, StringComparison.Ordinal);
        Assert.Equal(before, _old.Docker("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", _old.Web).Output);

        _old.RunCompose("down", "--timeout", "2");
        // What only Compose can tell an engine that has no container yet is refused before anything else.
        File.Delete(Path.Join(_old.Directory, "compose.override.yaml"));
        var gone = Apply();
        Assert.True(gone.Contains("0.12.0 or newer runs on this data", StringComparison.Ordinal), gone);
        Assert.Contains("0013_stand_in", gone, StringComparison.Ordinal);
        Assert.DoesNotContain(_old.Name, _old.Docker("ps", "--all", "--format", "{{.Names}}").Output, StringComparison.Ordinal);
        _old.Up();
        Assert.Equal("a row", _old.Row());
    }

    [Fact]
    public void Where_nobody_can_be_asked_nothing_is_written_before_somebody_says_it()
    {
        _old.RunCompose("down", "--timeout", "2");
        var import = _setup.Run([], NoEngine(), "import", _old.Directory, "--rewrite", "--force").Successful();
        Assert.Contains("What runs may be newer than its files", import.Errors, StringComparison.Ordinal);
        Assert.Contains("version: unknown", File.ReadAllText(Path.Join(_old.Directory, "mathesar.yaml")), StringComparison.Ordinal);
        foreach (var verb in new[] { "generate", "apply" })
        {
            var refused = _setup.Run(verb, "--dir", _old.Directory);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("bin/mathesar version", refused.Errors, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Join(_old.Directory, "compose.yaml")));
        _setup.Run("generate", "--dir", _old.Directory, "--mathesar-version", "0.9.0", "--mathesar-image", _old.Pinned).Successful();
        Assert.Contains(_old.Pinned, File.ReadAllText(Path.Join(_old.Directory, "compose.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_found_comes_back_whole_and_so_does_what_was_made_of_it()
    {
        File.WriteAllText(Path.Join(_old.Directory, "README.md"), "Ours.\n");
        var found = Files();
        _setup.Run("import", _old.Directory, "--rewrite", "--force").Successful();
        _setup.Run("generate", "--dir", _old.Directory, "--force").Successful();
        var made = Files();
        Assert.Contains("compose.yaml", made.Keys);
        Assert.DoesNotContain("docker-compose.yml", made.Keys);

        _setup.Run("history", "--dir", _old.Directory, "--restore", "1").Successful();
        Assert.Equal(found, Files());
        _old.Up();
        Assert.Equal("a row", _old.Row());

        var versions = _setup.Run("history", "--dir", _old.Directory).Successful().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var undo = versions.Last(static v => v.Contains(" written ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        _setup.Run("history", "--dir", _old.Directory, "--restore", undo).Successful();
        Assert.Equal(made, Files());

        // And once more to the beginning, from where it is imported anew.
        _setup.Run("history", "--dir", _old.Directory, "--restore", "1").Successful();
        _setup.Run("import", _old.Directory, "--rewrite", "--force").Successful();
        Assert.Contains("mathesar.yaml", Files().Keys);
    }

    private static Dictionary<string, string?> NoEngine() => new() { ["DOCKER_HOST"] = "unix:///nothing/listens/here.sock" };

    private string Apply()
    {
        var refused = _setup.Run("apply", "--yes", "--timeout", "3m", "--dir", _old.Directory);
        Assert.True(refused.ExitCode == 1, refused.Output + refused.Errors);
        return refused.Errors;
    }

    private System.Collections.Immutable.ImmutableSortedDictionary<string, string> Files() =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            Directory.EnumerateFiles(_old.Directory)
                .Select(static f => KeyValuePair.Create(Path.GetFileName(f),
                    string.Create(CultureInfo.InvariantCulture, $"{File.GetUnixFileMode(f)} {File.ReadAllText(f)}"))));
}
