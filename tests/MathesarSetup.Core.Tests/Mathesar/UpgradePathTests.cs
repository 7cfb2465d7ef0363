namespace MathesarSetup.Mathesar;

/// <summary>What is known of the way from one release to another.</summary>
public sealed class UpgradePathTests
{
    [Theory]
    [InlineData("0.11.0", "0.12.0", UpgradeKind.Possible, "0.12.0")]
    [InlineData("0.2.0", "0.5.0", UpgradeKind.Possible, "0.2.1 0.3.0 0.5.0")]
    [InlineData("0.12.0", "0.12.7", UpgradeKind.Possible, "")]
    [InlineData("0.12.0", "0.13.0", UpgradeKind.Unknown, "")]
    [InlineData("0.11.0", "1.0.0", UpgradeKind.Unknown, "0.12.0")]
    [InlineData("0.12.0", "0.12.0", UpgradeKind.Nothing, "")]
    [InlineData("0.12.0", "0.11.0", UpgradeKind.Downgrade, "")]
    [InlineData("0.1.7", "0.12.0", UpgradeKind.TooOld, "")]
    public void A_way_has_a_kind_and_its_stops(string from, string to, UpgradeKind kind, string stops)
    {
        var path = UpgradePath.Of(Version.Parse(from), Releases.Find(to)!);
        Assert.Equal(kind, path.Kind);
        Assert.Equal(stops, string.Join(' ', path.Stops.Select(static s => s.Release.ToString())));
    }
}
