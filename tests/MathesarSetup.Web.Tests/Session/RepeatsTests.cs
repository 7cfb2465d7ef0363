using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Session;

public sealed class RepeatsTests
{
    [Fact]
    public void EachNewOneGetsAFreeName()
    {
        var draft = Repeats.Add(Repeats.Add(Draft.Empty, "sso.providers", "provider", "type", "oidc"), "sso.providers", "provider", "type", "github");

        Assert.Equal(["provider", "provider-2"], Repeats.Names(draft, "sso.providers").Order());
    }

    [Fact]
    public void RemovingTakesEverythingBelowTheNameAndNothingElse()
    {
        var draft = Draft.Empty.With("sso.providers.a.type", "oidc").With("sso.providers.a.default-roles.x.port", "5432")
            .With("sso.providers.ab.type", "github");

        Assert.Equal(["sso.providers.ab.type"], Repeats.Remove(draft, "sso.providers.a").Texts.Keys);
    }
}
