using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Tests.Running;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>An installation's containers in an engine, one by one, and programs in and beside them.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task Bytes_go_through_a_container_as_they_are_and_what_was_stopped_serves_again()
    {
        using var installation = new AppliedInstallation().Install();
        await ShellProof.ProveAsync(new EngineControl(Setup.Of(installation.Draft), installation.Directory, AppliedInstallation.Engine), "/tmp");
        Assert.DoesNotContain(installation.Containers(), static line => line.Contains("_beside", StringComparison.Ordinal));
    }
}
