using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

public sealed class ClusterCheckTests
{
    [Theory]
    [InlineData("kubernetes")]
    [InlineData("helm")]
    public void Nothing_of_this_machine_is_looked_at_for_a_cluster(string target) => Assert.All(Scenarios.All.Values, draft =>
        Assert.DoesNotContain(KnownChecks.All, check => check.AppliesTo(Setup.Of(draft.With(RunSettings.Target, target)))));
}
