namespace MathesarSetup.Web.Tests.Cli;

/// <summary>Files that cannot be used are told in one form and in our own words.</summary>
public sealed class FileErrorTests : IDisposable
{
    private readonly SetupProgram _setup = new();

    public FileErrorTests()
    {
        _setup.Directory.Write("folder/some", "");
        File.WriteAllBytes(_setup.Directory.At("latin1"), [0x61, 0xe9, 0x0a]);
    }

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData("error nope.yaml: There is no such file.", "validate", "--config", "nope.yaml")]
    [InlineData("error folder: folder is a directory.", "validate", "--config", "folder")]
    [InlineData("error latin1:1: ", "validate", "--config", "latin1")]
    [InlineData("error admin.password: There is no such file. Check the name. (nope)", "validate", "--admin-password-file", "nope")]
    [InlineData("error admin.password: folder is a directory.", "validate", "--admin-password-file", "folder")]
    [InlineData("error admin.password: This file is not text in UTF-8.", "validate", "--admin-password-file", "latin1")]
    [InlineData("error /proc/x: Nothing can be made at /proc/x", "generate", "--dir", "/proc/x")]
    [InlineData("error: Cannot serve HTTPS with --tls-cert nope", "serve", "--tls-cert", "nope", "--tls-key", "nope")]
    [InlineData("error: --listen 0.0.0.0 would send", "serve", "--listen", "0.0.0.0")]
    public void Each_begins_with_error_and_what_it_is_about(string begin, params string[] said)
    {
        var run = _setup.Run(said);
        Assert.NotEqual(0, run.ExitCode);
        Assert.StartsWith(begin, run.Errors, StringComparison.Ordinal);
        Assert.All(new[] { "Could not find", "Access to the path", "   at " },
            words => Assert.DoesNotContain(words, run.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_this_user_may_not_read_is_told_so()
    {
        _setup.Directory.Write("mine", "x");
        File.SetUnixFileMode(_setup.Directory.At("mine"), UnixFileMode.None);
        Assert.StartsWith("error mine: This file cannot be read.", _setup.WithoutRights("validate", "--config", "mine").Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_of_a_file_stand_in_the_order_of_its_lines()
    {
        _setup.Directory.Write("answers.yaml", "schema: 1\ntuning:\n  workers: none\naccess:\n  urle: x\n  port: many\ndatabase:\n  port: 0\n");
        var run = _setup.Run("validate", "--config", "answers.yaml");
        Assert.Equal([3, 5, 6, 8], run.Errors.Split('\n').Where(static l => l.Contains("(answers.yaml:", StringComparison.Ordinal))
            .Select(static l => int.Parse(l.Split("(answers.yaml:")[1].Split(')')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.StartsWith("error tuning.workers: ", run.Errors, StringComparison.Ordinal);
        Assert.StartsWith("The answers of answers.yaml: 4 errors, ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_has_no_versions_and_the_defaults_are_what_is_judged()
    {
        Assert.Contains("There are no versions in ", _setup.Run("history", "--dir", ".").Successful().Output, StringComparison.Ordinal);
        Assert.StartsWith("The defaults and what was said here (there is no ", _setup.Run("validate").Successful().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_is_a_line_of_a_difference_unless_all_is_wanted()
    {
        var diff = _setup.Run("diff", "--dir", "here");
        Assert.Matches(@"(?m)^mathesar\.schema\.json: \d,\d{3} lines, generated; --all shows them$", diff.Output);
        Assert.DoesNotContain("\"properties\"", diff.Output, StringComparison.Ordinal);
        Assert.Contains("\"properties\"", _setup.Run("diff", "--dir", "here", "--all").Output, StringComparison.Ordinal);
    }
}
