using System.Net;
using MathesarSetup.Web.Hosting;
using MathesarSetup.Web.Listening;

namespace MathesarSetup.Web.Tests.Hosting;

public sealed class BrowserOpeningTests
{
    private const string Link = "http://127.0.0.1:8765/enter?token=secret&x=\"1";

    [Fact]
    public void The_browser_gets_a_private_file_and_no_link_in_its_arguments()
    {
        using var folder = new TemporaryDirectory();
        var seen = folder.At("seen");
        // Also shows that a browser may talk without that reaching the wizard's terminal.
        var opener =
            folder.Write("opener",
                $"#!/bin/sh\necho talk\necho \"$#\" > {seen}.part\nstat -c %a \"$1\" >> {seen}.part\n"
                    + $"cat \"/proc/$$/cmdline\" \"$1\" >> {seen}.part\nmv {seen}.part {seen}\n");
        new ChildProcess("chmod", "700", opener).Run().Successful();

        using (var opening = BrowserOpening.TryOpen(Link, folder.Path, opener))
        {
            Assert.NotNull(opening);
            Eventually.Happens(() => File.Exists(seen));
            var lines = folder.Read("seen").Split('\n');
            Assert.Equal(["1", "600"], lines[..2]);
            Assert.EndsWith($"content=\"0;url={WebUtility.HtmlEncode(Link)}\">", lines[2], StringComparison.Ordinal);
            Assert.DoesNotContain("secret", lines[2].Split('<')[0], StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.html"));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_leaves_the_printed_link() =>
        Assert.Null(BrowserOpening.TryOpen(Link, "/no/such/folder", "true"));

    [Theory]
    [InlineData(false, null, true, true)]
    [InlineData(true, null, true, false)]
    [InlineData(false, "10.0.0.5 50000 10.0.0.9 22", true, false)]
    [InlineData(false, null, false, false)]
    public void A_browser_opens_only_where_somebody_can_see_it(bool inContainer, string? ssh, bool hasDisplay, bool expected) =>
        Assert.Equal(expected, new Surroundings(inContainer, ssh, hasDisplay, "anna").CanOpenBrowser);

    [Theory]
    [InlineData("10.0.0.5 50000 10.0.0.9 22", "127.0.0.1", "ssh -L 8765:127.0.0.1:8765 anna@10.0.0.9")]
    [InlineData("fd00::5 50000 fd00::9 2222", "::1", "ssh -L 8765:[::1]:8765 -p 2222 anna@fd00::9")]
    [InlineData("nonsense", "127.0.0.1", null)]
    [InlineData(null, "127.0.0.1", null)]
    public void An_SSH_session_is_told_its_tunnel(string? ssh, string listen, string? expected)
    {
        var options = new ServeOptions { Directory = "/srv", Listen = IPAddress.Parse(listen) };
        Assert.Equal(expected, new Surroundings(false, ssh, false, "anna").Tunnel(options, 8765));
    }
}
