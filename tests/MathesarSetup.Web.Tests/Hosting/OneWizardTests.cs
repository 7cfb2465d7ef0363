namespace MathesarSetup.Web.Tests.Hosting;

/// <summary>One wizard to a directory; who comes second is told who has it.</summary>
public sealed class OneWizardTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();

    [Fact]
    public async Task The_second_one_says_who_has_the_directory_and_where_and_what_to_do()
    {
        using var first = await WizardProcess.ServeAsync(WizardProcess.Program, _home.Path, "--dir", _home.At("mathesar"));
        var second = Start("serve", "--port", "0", "--no-browser", "--dir", _home.At("mathesar"));

        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"process {first.Process.Id}, since ", second.Errors, StringComparison.Ordinal);
        Assert.Contains($"at {first.Link.GetLeftPart(UriPartial.Authority)}.", second.Errors, StringComparison.Ordinal);
        Assert.Contains("Go on in that one, or stop it", second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("token=", second.Output + second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_killed_hinders_nobody_and_another_directory_neither()
    {
        using (var first = await WizardProcess.ServeAsync(WizardProcess.Program, _home.Path, "--dir", _home.At("mathesar")))
        {
            await first.StopAsync("KILL");
        }

        using var again = await WizardProcess.ServeAsync(WizardProcess.Program, _home.Path, "--dir", _home.At("mathesar"));
        using var beside = await WizardProcess.ServeAsync(WizardProcess.Program, _home.Path, "--dir", _home.At("other"));
        Assert.False(again.Process.HasExited || beside.Process.HasExited);
    }

    [Fact]
    public async Task The_command_line_writes_as_ever_beside_an_open_one()
    {
        using var wizard = await WizardProcess.ServeAsync(WizardProcess.Program, _home.Path, "--dir", _home.At("mathesar"));
        Assert.Equal(0, Start("generate", "--dir", _home.At("mathesar")).ExitCode);
        Assert.True(File.Exists(_home.At("mathesar/compose.yaml")));
    }

    public void Dispose() => _home.Dispose();

    private Outcome Start(params string[] arguments) =>
        new ChildProcess("env", ["-u", "XDG_STATE_HOME", $"HOME={_home.Path}", WizardProcess.Program, .. arguments]).Run();
}
