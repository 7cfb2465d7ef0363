using Bunit;
using MathesarSetup.Setups;
using MathesarSetup.Web.Components.Preview;

namespace MathesarSetup.Web.Preview;

public sealed class PictureTests : BunitContext
{
    [Theory]
    [InlineData("recommended", "Browser, Mathesar, PostgreSQL")]
    [InlineData("existing-database", "Browser, Mathesar, PostgreSQL")]
    [InlineData("for-trying", "Browser, Mathesar")]
    [InlineData("caddy", "Browser, Caddy, Mathesar, PostgreSQL")]
    [InlineData("own-proxy", "Browser, Your proxy, Mathesar, PostgreSQL")]
    public void TheBoxesStandInTheOrderInWhichTheyTalk(string scenario, string boxes) =>
        Assert.Equal(boxes, string.Join(", ", Boxes(scenario).Select(b => b.Title)));

    [Fact]
    public void AServerOfTheUsersStandsOutsideOfTheMachine()
    {
        Assert.False(Boxes("existing-database")[^1].Inside);
        Assert.True(Boxes("recommended")[^1].Inside);
    }

    [Fact]
    public void AClusterIsNoMachineAndItsPodsHaveNoPortsOfOne()
    {
        var plan = Setup.Of(Scenarios.All["recommended"].With("target", "kubernetes")).Plan;
        Assert.All(Picture.Of(plan), static box => Assert.Empty(box.Ports));
        Assert.Equal("The cluster", Render<PlanPicture>(p => p.Add(d => d.Plan, plan)).Find(".host-name").TextContent);
    }

    [Theory]
    [InlineData("recommended")]
    [InlineData("caddy")]
    [InlineData("own-proxy")]
    public void EveryWordOfThePictureIsDrawnWhole(string scenario)
    {
        var picture = Render<PlanPicture>(p => p.Add(d => d.Plan, Setup.Of(Scenarios.All[scenario]).Plan));

        Assert.Equal(Boxes(scenario).Select(b => b.Title), picture.FindAll(".plan-box .title").Select(t => t.TextContent));
        Assert.Equal(Boxes(scenario).Select(b => b.About), picture.FindAll(".plan-box .about").Select(t => t.TextContent));
        Assert.Equal(Boxes(scenario).SelectMany(b => b.Stores), picture.FindAll(".store").Select(t => t.TextContent));
        Assert.Equal(Boxes(scenario).Length - 1, picture.FindAll(".arrow").Count);
    }

    private static System.Collections.Immutable.ImmutableArray<PictureBox> Boxes(string scenario) =>
        Picture.Of(Setup.Of(Scenarios.All[scenario]).Plan);
}
