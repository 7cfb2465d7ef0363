using System.Net;
using MathesarSetup.Web.Listening;

namespace MathesarSetup.Web.Tests.Hosting;

public sealed class ServeOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1", null, "http://127.0.0.1:8765")]
    [InlineData("127.0.0.1", "wizard.lan", "http://127.0.0.1:8765")]
    [InlineData("::1", null, "http://[::1]:8765")]
    [InlineData("0.0.0.0", null, "http://127.0.0.1:8765")]
    [InlineData("::", null, "http://[::1]:8765")]
    [InlineData("0.0.0.0", "wizard.lan:8765", "http://wizard.lan:8765")]
    [InlineData("::", "fd00::9", "http://[fd00::9]:8765")]
    public void The_printed_link_works_where_it_will_be_opened(string listen, string? allowed, string expected)
    {
        var options = new ServeOptions
        {
            Directory = "/srv",
            Listen = IPAddress.Parse(listen),
            AllowedHosts = allowed is null ? [] : [HostNames.Bare(allowed)],
        };
        Assert.Equal(expected, options.Url(8765));
    }

    [Fact]
    public void A_first_boot_that_listens_to_the_network_is_opened_by_its_address_there() => Assert.Equal("http://192.168.7.7:8765",
        new ServeOptions { Directory = "/srv", Listen = IPAddress.Any, NetworkName = "192.168.7.7" }.Url(8765));
}
