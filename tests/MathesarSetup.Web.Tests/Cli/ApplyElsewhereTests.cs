namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>apply</c> for targets that nothing here installs.</summary>
public sealed class ApplyElsewhereTests : IDisposable
{
    private readonly SetupProgram _setup = new();

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData("podman --podman-version 4.3", "./run.sh")]
    [InlineData("helm", "helm upgrade --install mathesar ./chart")]
    public void It_says_what_to_run_instead_and_asks_for_no_engine(string target, string command)
    {
        var run = _setup.Run([], new() { ["DOCKER_HOST"] = "unix:///no/such/socket", ["PATH"] = "/usr/bin:/bin" },
            ["apply", "--dir", "here", "--yes", "--target", .. target.Split(' ')]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is started by its own commands", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.Contains(command, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("socket", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_setup.Directory.At("here")));
    }
}
