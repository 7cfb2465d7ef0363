namespace MathesarSetup.Values;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("2g", 2L << 30, "2G", "2Gi")]
    [InlineData("768m", 768L << 20, "768M", "768Mi")]
    public void An_amount_of_memory_is_the_same_for_every_reader(string text, long bytes, string systemd, string kubernetes)
    {
        var size = MemorySize.Parse(text)!.Value;
        Assert.Equal((bytes, systemd, kubernetes, text), (size.Bytes, size.ForSystemd, size.ForKubernetes, size.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("g")]
    [InlineData("0m")]
    [InlineData("1.5g")]
    [InlineData("2G")]
    public void What_is_no_amount_of_memory_is_none(string text) => Assert.Null(MemorySize.Parse(text));

    [Fact]
    public void A_small_share_of_a_core_is_never_none() =>
        Assert.Equal((1, 4_000_000L), (CoreCount.Parse("0.004")!.Value.Percent, CoreCount.Parse("0.004")!.Value.Nano));

    [Theory]
    [InlineData("", "127.0.0.1", true)]
    [InlineData("::", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "0.0.0.0", true)]
    [InlineData("127.0.0.1", "192.168.1.20", false)]
    [InlineData("[::1]", "::1", true)]
    public void Ports_on_two_addresses_overlap_where_one_is_every_address_or_both_are_the_same(string one, string other, bool overlaps) =>
        Assert.Equal(overlaps, ListenAddress.Parse(one)!.Overlaps(ListenAddress.Parse(other)!));

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1:80")]
    [InlineData("::", "[::1]:80")]
    [InlineData("192.168.1.20", "192.168.1.20:80")]
    public void A_program_of_this_machine_asks_at_an_address_that_answers(string text, string asked) =>
        Assert.Equal(asked, new ListenAddress(ListenAddress.Parse(text)!.Local).InUrl(80));
}
