using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Sso;
using MathesarSetup.Engine.Checks.Storage;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

public sealed class ClusterCheckTests
{
    [Theory]
    [InlineData("kubernetes")]
    [InlineData("helm")]
    public void Nothing_of_this_machine_is_looked_at_for_a_cluster(string target) => Assert.All(Scenarios.All.Values, draft =>
        // What other services say is the same from everywhere.
        Assert.All(KnownChecks.All.Where(check => check.AppliesTo(Setup.Of(draft.With(RunSettings.Target, target)))),
            check => Assert.True(check is SsoCheck or SsoLoginCheck or FilesCheck or AzureCheck, check.Title)));
}
