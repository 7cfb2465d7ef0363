using MathesarSetup.Setups;
using MathesarSetup.Web.Components.Preview;

namespace MathesarSetup.Web.Preview;

public sealed class PictureTests
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
    public void NothingOverlapsAndNothingLeavesThePicture() =>
        Assert.All(Scenarios.All.Keys.SelectMany(s => new[] { (s, true), (s, false) }), drawn =>
        {
            var layout = PictureLayout.Of(Boxes(drawn.s), drawn.Item2);
            var areas = layout.Boxes.Select(b => (b.X, b.Y, W: layout.BoxWidth, H: PictureLayout.BoxHeight))
                .Concat(layout.Boxes.SelectMany(b => b.Stores).Select(s => (s.X, s.Y, W: PictureLayout.StoreWidth, H: PictureLayout.StoreHeight)))
                .ToArray();

            Assert.All(areas, a => Assert.True(a.X >= 0 && a.Y >= 0 && a.X + a.W <= layout.Width && a.Y + a.H <= layout.Height));
            Assert.All(areas.SelectMany((a, i) => areas.Skip(i + 1).Select(b => (a, b))), pair =>
                Assert.False(pair.a.X < pair.b.X + pair.b.W && pair.b.X < pair.a.X + pair.a.W && pair.a.Y < pair.b.Y + pair.b.H
                    && pair.b.Y < pair.a.Y + pair.a.H));
        });

    private static System.Collections.Immutable.ImmutableArray<PictureBox> Boxes(string scenario) =>
        Picture.Of(Setup.Of(Scenarios.All[scenario]).Plan);
}
