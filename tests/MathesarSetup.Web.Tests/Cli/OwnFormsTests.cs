using MathesarSetup.Setups;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>Directories of every target as <c>import</c>, <c>generate</c> and hand edits see them on a disk.</summary>
public sealed class OwnFormsTests : IDisposable
{
    private readonly SetupProgram _setup = new();

    public static TheoryData<string> Targets => [.. KnownTargets.All.Select(t => t.Id)];

    public void Dispose() => _setup.Dispose();

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_generated_directory_is_read_by_import(string target)
    {
        _setup.Run("generate", "--target", target, "--dir", "here", "--access-port", "9000").Successful();
        _setup.Run("import", "here", "--dir", "there").Successful();
        _setup.Run("generate", "--dir", "there").Successful();
        Assert.All(Files("here"), file => Assert.Equal(_setup.Directory.Read($"here/{file}"), _setup.Directory.Read($"there/{file}")));
    }

    [Theory]
    [InlineData("podman", "Podman's units")]
    [InlineData("systemd", "units")]
    [InlineData("kubernetes", "manifests")]
    [InlineData("helm", "values")]
    public void Without_its_answers_it_is_read_from_the_targets_own_files(string target, string what)
    {
        _setup.Run("generate", "--target", target, "--dir", "here", "--access-port", "9000", "--admin-username", "grace").Successful();
        var secret = _setup.Directory.Read("here/mathesar.secrets.yaml");
        File.Delete(_setup.Directory.At("here/mathesar.yaml"));
        File.Delete(_setup.Directory.At("here/mathesar.secrets.yaml"));
        Directory.Delete(_setup.Directory.At("here/.mathesar-setup"), recursive: true);

        _setup.Run("import", "here").Successful();

        var answers = _setup.Directory.Read("here/mathesar.yaml");
        Assert.True(answers.Contains($"\ntarget: {target}\n", StringComparison.Ordinal)
            && answers.Contains("  port: 9000\n", StringComparison.Ordinal)
            && answers.Contains("  username: grace\n", StringComparison.Ordinal), $"{what}\n{answers}");
        Assert.Equal(Texts(secret), Texts(_setup.Directory.Read("here/mathesar.secrets.yaml")));
        _setup.Run("generate", "--dir", "here").Successful();
    }

    [Theory]
    [InlineData("podman", "quadlet/mathesar.container", "PublishPort=127.0.0.1:8000:8000", "PublishPort=127.0.0.1:9000:8000", "port: 9000")]
    [InlineData("kubernetes", "web.yaml", "replicas: 1", "replicas: 2", "replicas: 2")]
    [InlineData("kubernetes", "configuration.yaml", "WEB_CONCURRENCY: \"3\"", "WEB_CONCURRENCY: \"4\"", "workers: 4")]
    [InlineData("helm", "values.yaml", "replicas: 1", "replicas: 2", "replicas: 2")]
    [InlineData("systemd", ".env", "WEB_CONCURRENCY='", "WEB_CONCURRENCY='1", "workers: 1")]
    public void A_change_made_in_a_file_is_taken_over_and_what_is_not_understood_stays(
        string target, string file, string before, string after, string answer)
    {
        _setup.Run("generate", "--target", target, "--dir", ".").Successful();
        _setup.Directory.Write(file, _setup.Directory.Read(file).Replace(before, after, StringComparison.Ordinal) + "# mine\n");
        Assert.Contains("was changed in a generated file", _setup.Run("generate").Successful().Errors, StringComparison.Ordinal);
        Assert.Contains(answer, _setup.Directory.Read("mathesar.yaml"), StringComparison.Ordinal);
        Assert.Contains(after, _setup.Directory.Read(file), StringComparison.Ordinal);
        Assert.EndsWith("# mine\n", _setup.Directory.Read(file), StringComparison.Ordinal);
        Assert.Equal(0, _setup.Run("diff").ExitCode);
    }

    private string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(_setup.Directory.At(folder), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_setup.Directory.At(folder), f))
            .Where(f => !f.StartsWith(".mathesar-setup", StringComparison.Ordinal))];

    private static string[] Texts(string yaml) =>
        [.. yaml.Split('\n').Where(line => line.Contains(": ", StringComparison.Ordinal) && !line.TrimStart().StartsWith('#'))];
}
